package io.volute.modeling.feature;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Features fitted once for all candidates: on the training rows of each fold, and on all rows with a mature label.
 *
 * @param folds in the order of the split
 * @param all state for the final model
 */
public record FittedFeatures(List<FoldFeatures> folds, JsonNode all) {
    /** Copies. */
    public FittedFeatures {
        folds = List.copyOf(folds);
    }

    /** The state of one fold, by its name. */
    public record FoldFeatures(String fold, JsonNode state) {}
}
