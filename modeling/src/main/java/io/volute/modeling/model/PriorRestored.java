package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.statistics.sampling.PriorShift;

/**
 * A model that was trained on a part of the rows without the event, giving the probabilities of all rows. Immutable.
 *
 * @param model as trained
 * @param shift shares of both classes that trained
 */
public record PriorRestored(Model model, PriorShift shift) implements Model {
    @Override
    public String form() {
        return model.form();
    }

    @Override
    public JsonNode state() {
        return model.state();
    }

    @Override
    public double[] scores(FeatureMatrix rows) {
        double[] scores = model.scores(rows);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = shift.restore(scores[i]);
        }
        return scores;
    }
}
