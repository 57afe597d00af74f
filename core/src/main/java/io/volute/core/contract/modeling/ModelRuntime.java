package io.volute.core.contract.modeling;

import io.volute.core.table.Table;

/** Loads model packages; implemented by modeling, handed over by Guice. Thread-safe. */
public interface ModelRuntime {
    /**
     * A scorer for raw rows. Its sample rows are scored first and must agree bit for bit.
     *
     * @throws io.volute.core.error.VoluteException when the package is of an unknown format or its samples differ
     */
    Scorer load(ModelPackage model);

    /** Scores rows; immutable and thread-safe. */
    interface Scorer {
        /**
         * Probability of the event for each row, in order.
         *
         * @param rows raw columns as known at decision time; unseen categories and missing values are fine
         * @throws io.volute.core.error.VoluteException naming a column that is not there
         */
        double[] score(Table rows);

        /**
         * The raw rows that the package carries for its own check, at least one: the columns that the model reads, with
         * their types.
         */
        Table samples();
    }
}
