package io.volute.core.contract.monitoring;

import java.util.List;

/**
 * All slots, oldest first, and what follows.
 *
 * @param slots one entry per monitored slot
 * @param track how the estimates made without truth did once the truth came
 * @param headline one sentence
 */
public record Findings(List<SlotFinding> slots, TrackRecord track, String headline) {
    /** Copies. */
    public Findings {
        slots = List.copyOf(slots);
    }

    /**
     * Estimated against realised cost.
     *
     * @param judged slots that have both
     * @param covered slots whose realised cost lay inside the estimate's interval
     * @param status OK, NOT_TRUSTED when the intervals missed more often than they may by chance, or TOO_EARLY
     */
    public record TrackRecord(long judged, long covered, String status) {}
}
