package io.volute.businessanalysis.usage;

import java.util.List;

/**
 * What one slot took.
 *
 * @param scored by release and month of the decision
 * @param labelled by month in which the outcome came to be known
 * @param month in which the rows came to be kept; empty for rows that have no time
 * @param bytes of its examples, labels and decisions, as numbers and texts and not as compressed
 */
public record SlotUsage(List<Usage.Scored> scored, List<Usage.Labelled> labelled, String month, long bytes) {
    /** Copies. */
    public SlotUsage {
        scored = List.copyOf(scored);
        labelled = List.copyOf(labelled);
    }
}
