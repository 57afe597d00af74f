package io.volute.businessanalysis.report;

import io.volute.businessanalysis.experiment.ExperimentReadout;

/**
 * An experiment as the report shows it.
 *
 * @param readout what it says
 * @param subject what {@code lineage} takes
 * @param note what a reader must know first; blank for nothing
 */
record ShownExperiment(ExperimentReadout readout, String subject, String note) {}
