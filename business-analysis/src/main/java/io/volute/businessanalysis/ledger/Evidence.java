package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.experiment.ExperimentReadout;
import java.util.Optional;

/** The experiments of a project, as last read out. */
@FunctionalInterface
public interface Evidence {
    /** A project without experiments. */
    Evidence NONE = name -> Optional.empty();

    /** The readout of an experiment. */
    Optional<ExperimentReadout> find(String experiment);
}
