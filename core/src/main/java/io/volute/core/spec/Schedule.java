package io.volute.core.spec;

import io.volute.core.run.Slot;
import java.util.List;

/**
 * A job: some stages, once per slot.
 *
 * @param every length of a slot
 * @param stages stages that the job executes, in the order of the loop
 * @param opensPass whether each slot opens a new pass as of its end
 */
public record Schedule(Slot.Cadence every, List<String> stages, boolean opensPass) {
    /** Copies. */
    public Schedule {
        stages = List.copyOf(stages);
    }
}
