package io.volute.core.contract.modeling;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.table.Table;
import java.util.List;

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
        /** What kind of label the model predicts. */
        Framing framing();

        /**
         * What each number of a row is: {@code probability} of the event, {@code prediction} of a number, or the classes
         * in the order of their UTF-8 bytes.
         */
        List<String> outputs();

        /**
         * The {@link #outputs} of each row, row after row in order: a probability of the event for each row, an expected
         * number, or one probability for each class, which add up to 1.
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
