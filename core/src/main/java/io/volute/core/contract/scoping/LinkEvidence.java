package io.volute.core.contract.scoping;

import io.volute.statistics.Figure;
import java.util.Optional;

/**
 * How the model's metric is known by now to move the business metric, once something was tried.
 *
 * @param evidence {@code experiments} where past launches tell it, {@code direct} where an experiment on the business
 *     metric does for the model version that it tried, else as it was declared
 * @param says the same in words, with numbers
 * @param needed how much better the model must become; absent without a log of launches on the two metrics, or where
 *     nobody says where the business metric stands
 */
public record LinkEvidence(String evidence, String says, Optional<Needed> needed) {
    /**
     * How far the model's metric must move for the wanted effect.
     *
     * @param modelMetric what must move
     * @param log the log of launches that tells it
     * @param effect wanted on the business metric, in its own unit
     * @param lift of the model's metric, between the ends of the slope's interval; refused while the size of the slope is
     *     not known
     */
    public record Needed(String modelMetric, String log, double effect, Figure lift) {}
}
