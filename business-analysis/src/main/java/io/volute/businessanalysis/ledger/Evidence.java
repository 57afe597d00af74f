package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.Reach;
import io.volute.core.contract.scoping.MeasuredObjective;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The experiments of a project, as last read out. */
@FunctionalInterface
public interface Evidence {
    /** A project without experiments. */
    Evidence NONE = name -> Optional.empty();

    /** What the project aims at, where its metric is computed from events; with it, estimates are derived. */
    default Optional<MeasuredObjective> objective() {
        return Optional.empty();
    }

    /** The estimates that the newest books derived. */
    default List<Shipped> shipped() {
        return List.of();
    }

    /** How many an experiment on the objective's metric reached, month by month; empty where that is not counted. */
    default Optional<Reach> reach(String experiment) {
        return Optional.empty();
    }

    /** All of them by name: how far their effects spread is a measure of each one's luck. */
    default SortedMap<String, ExperimentReadout> all() {
        return new TreeMap<>();
    }

    /** The readout of an experiment. */
    Optional<ExperimentReadout> find(String experiment);
}
