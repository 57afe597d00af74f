package io.volute.core.event;

import io.volute.core.stage.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a run tells while it goes on; listeners are called after the fact, in order, by one thread. */
public sealed interface RunEvent {
    /** A run began. {@code pass} counts from 1; {@code slot} is there for a job's run. */
    record RunStarted(
            String project, long pass, Instant asOf, String cause, Optional<String> job, Optional<String> slot)
            implements RunEvent {}

    /** A step began to compute. Key and slot are empty when it has none. */
    record StepStarted(String step, String key, String slot) implements RunEvent {}

    /** A step got on. */
    record StepProgressed(String step, String key, String slot, long done, long total, String unit)
            implements RunEvent {}

    /** Bytes and rows of a step are committed, or it failed, or was not needed. {@code status}: COMPUTED REUSED FAILED SKIPPED BLOCKED. */
    record StepEnded(
            String step,
            String key,
            String slot,
            String status,
            Duration duration,
            String summary,
            List<Verdict> verdicts)
            implements RunEvent {}

    /** A slot was not run by this process: somebody else did, or it is refused. */
    record SlotSkipped(String job, String slot, String why) implements RunEvent {}

    /** The run has to wait before it can begin. */
    record Waited(String why) implements RunEvent {}

    /** A run ended. */
    record RunEnded(String status) implements RunEvent {}

    /** Who wants to know. */
    interface Listener {
        /** Called once per event; an exception is logged and changes nothing. */
        void on(RunEvent event);
    }
}
