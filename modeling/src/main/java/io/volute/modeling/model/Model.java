package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.modeling.feature.FeatureMatrix;

/** A fitted binary model over features, as plain data. Immutable and thread-safe. */
public interface Model {
    /** Name of its {@link ModelForm}. */
    String form();

    /** All of it, floating point numbers in a form without loss. */
    JsonNode state();

    /**
     * Probability of the event for each row, in order, inside [0, 1]. A row's bits do not depend on the other rows.
     *
     * @throws IllegalArgumentException when the number of features is another one
     */
    double[] probabilities(FeatureMatrix rows);
}
