package io.volute.cli.scope;

import io.volute.core.error.VoluteException;
import io.volute.core.run.Project;
import io.volute.core.run.State;
import io.volute.core.run.Status;
import java.util.List;

/**
 * Whether the answers are those that data and spec would give now.
 *
 * @param state {@code FRESH}; {@code STALE} where something that they were made of has changed; {@code UNKNOWN} where that
 *     cannot be told
 * @param why what changed, one line each
 */
record Standing(String state, List<String> why) {
    private static final String STALE = "STALE";
    private static final int TOLD = 3;

    /** Copies. */
    Standing {
        why = List.copyOf(why);
    }

    static Standing of(Project project) {
        try {
            return of(project.status());
        } catch (VoluteException e) {
            return new Standing("UNKNOWN", List.of(String.valueOf(e.getMessage())));
        }
    }

    /** An answer that waits for steps before it may come out as it was; that it was judged on older things holds anyway. */
    private static Standing of(List<Status> steps) {
        State assessed = steps.stream()
                .filter(step -> step.step().equals("scoping.assess"))
                .map(Status::state)
                .findFirst()
                .orElse(State.FRESH);
        if (assessed != State.STALE && assessed != State.WAITING) {
            return new Standing("FRESH", List.of());
        }
        List<String> changed = steps.stream()
                .filter(step ->
                        step.step().startsWith("scoping.") || step.step().startsWith("data-engineering."))
                .filter(step -> step.state() == State.STALE)
                .map(step -> step.step() + ": " + step.why())
                .distinct()
                .limit(TOLD)
                .toList();
        return new Standing(STALE, changed);
    }

    boolean fresh() {
        return state.equals("FRESH");
    }
}
