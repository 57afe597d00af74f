package io.volute.businessanalysis.usage;

import io.volute.core.artifact.Digest;
import java.time.Instant;
import java.util.List;

/**
 * What the loop took by now.
 *
 * @param scored by month and release
 * @param labelled by month
 * @param kept by month in which it came
 * @param trained by turn and candidate, from the turn on in which prices were first declared
 */
public record Usage(List<Scored> scored, List<Labelled> labelled, List<Kept> kept, List<Trained> trained) {
    /** Copies. */
    public Usage {
        scored = List.copyOf(scored);
        labelled = List.copyOf(labelled);
        kept = List.copyOf(kept);
        trained = List.copyOf(trained);
    }

    /**
     * Decisions for which a model gave a score.
     *
     * @param month of the decision, {@code 2026-07}
     * @param release id
     * @param rows all of them
     * @param served of these, decided by the model
     */
    public record Scored(String month, String release, long rows, long served) {}

    /** Rows whose outcome came to be known in a month. */
    public record Labelled(String month, long rows) {}

    /** Bytes of rows that came to be kept in a month. */
    public record Kept(String month, long bytes) {}

    /**
     * A candidate that trained.
     *
     * @param asOf date of the turn
     * @param candidate its key
     * @param model digest of what came of it
     * @param fits how often it was fitted
     * @param rows rows over all fits
     * @param rowTrees the same times its trees
     * @param rowFeatures the same times its features
     * @param bytes of the packaged model, as text
     */
    public record Trained(
            Instant asOf,
            String candidate,
            Digest model,
            int fits,
            long rows,
            long rowTrees,
            long rowFeatures,
            long bytes) {}
}
