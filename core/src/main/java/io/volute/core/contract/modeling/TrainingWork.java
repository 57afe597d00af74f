package io.volute.core.contract.modeling;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import java.util.Collection;
import java.util.Optional;

/**
 * Counts what training took in rows, trees and features: the same numbers on every machine and at every time, which
 * seconds are not. Implemented by modeling, handed over by Guice. Thread-safe.
 */
public interface TrainingWork {
    /**
     * Counts over these rows.
     *
     * @param examples all rows that could train, as the trainer read them
     * @param truth their labels
     * @param split which of them trained
     * @param keptNegatives share of the rows without the event that trained, where only a part did
     * @throws io.volute.core.error.VoluteException when there are no rows at all
     */
    Counter over(Collection<Examples> examples, Collection<Truth> truth, Split split, Optional<Double> keptNegatives);

    /** Counts for one model after the other. */
    interface Counter {
        /** What it took to train this model, on every fold and once more on all rows. */
        Work of(ModelPackage model);
    }

    /**
     * What one candidate took.
     *
     * @param fits how often it was fitted: once for each fold, and once more
     * @param rows rows that trained, over all fits
     * @param rowTrees the same times the trees of the model; 0 where it has none
     * @param rowFeatures the same times the features that were made of them
     */
    record Work(int fits, long rows, long rowTrees, long rowFeatures) {}
}
