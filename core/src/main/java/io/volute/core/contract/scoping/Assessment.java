package io.volute.core.contract.scoping;

import io.volute.core.stage.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * Whether it is worth starting, computed on data.
 *
 * @param asOf the date that it was made as of: the date of the pass
 * @param checks one per question asked
 * @param conditions what GO_IF depends on
 * @param verdict GO, GO_IF or STOP
 */
public record Assessment(Instant asOf, List<ScopeCheck> checks, List<Condition> conditions, Verdict verdict) {
    /** Copies. */
    public Assessment {
        checks = List.copyOf(checks);
        conditions = List.copyOf(conditions);
    }

    /** One check. {@code status}: PASS WARN FAIL UNKNOWN NOT_APPLICABLE. */
    public record ScopeCheck(String id, String title, String status, String value, String remedy) {}

    /** What has to happen, who sees to it. */
    public record Condition(String check, String owner, String text) {}
}
