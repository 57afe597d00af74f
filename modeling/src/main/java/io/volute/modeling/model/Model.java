package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.modeling.feature.FeatureMatrix;

/** A fitted model over features, as plain data. Immutable and thread-safe. */
public interface Model {
    /** Name of its {@link ModelForm}. */
    String form();

    /** All of it, floating point numbers in a form without loss. */
    JsonNode state();

    /** How many numbers it gives for each row: 1, or as many as there are classes where there are several. */
    default int outputs() {
        return 1;
    }

    /**
     * The numbers of each row, row after row in order: the probability of the event, the expected number, or a
     * probability for each class, which add up to 1. A row's bits do not depend on the other rows.
     *
     * @throws IllegalArgumentException when the number of features is another one
     */
    double[] scores(FeatureMatrix rows);
}
