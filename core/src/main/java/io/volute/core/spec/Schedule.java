package io.volute.core.spec;

import io.volute.core.run.Slot;
import java.util.HashSet;
import java.util.List;

/**
 * A job: some stages, once per slot.
 *
 * @param every length of a slot
 * @param stages stages that the job executes, in the order of the loop
 * @param opensPass whether each slot opens a new pass as of its end
 */
public record Schedule(
        @Doc("length of a slot: P1D, P1M or P1Y") Slot.Cadence every,
        @Doc("the stages that the job executes") List<String> stages,

        @Default("false") @Doc("whether each slot opens a new pass as of its end")
        boolean opensPass) {
    /** Copies; refuses a job without stages, or with one named twice. */
    public Schedule {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("stages: none (expected: at least one stage)");
        }
        if (new HashSet<>(stages).size() < stages.size()) {
            throw new IllegalArgumentException("stages: " + String.join(", ", stages) + " (expected: each stage once)");
        }
    }
}
