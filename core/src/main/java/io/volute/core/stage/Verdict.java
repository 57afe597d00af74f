package io.volute.core.stage;

import java.util.Set;

/**
 * The result of a judged condition. An output with a component of this type hands it to the run: the last negative one
 * of a run decides its exit code.
 *
 * @param subject what was judged: {@code scope}, {@code check}, {@code gate}, {@code experiment}, {@code decision}
 * @param value upper snake: GO GO_IF STOP · PASS WARN BLOCKED · PASS REFUSED · SHIP EXTEND NO_EVIDENCE DO_NOT_SHIP
 *     INVALID · KEEP IMPROVE STOP
 * @param why one sentence for a person
 */
public record Verdict(String subject, String value, String why) {
    private static final Set<String> NEGATIVE = Set.of("STOP", "BLOCKED", "REFUSED", "DO_NOT_SHIP", "INVALID");

    /** Whether the verdict says no. */
    public boolean negative() {
        return NEGATIVE.contains(value);
    }
}
