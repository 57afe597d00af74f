package io.volute.core.contract.monitoring;

import java.util.List;

/**
 * All slots, oldest first, and what follows.
 *
 * @param slots one entry per monitored slot
 * @param headline one sentence
 */
public record Findings(List<SlotFinding> slots, String headline) {
    /** Copies. */
    public Findings {
        slots = List.copyOf(slots);
    }
}
