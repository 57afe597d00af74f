package io.volute.deployment.gate;

import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import java.util.List;
import java.util.Optional;

/**
 * No model decides where nobody would notice that it goes wrong: the scope's check S15, which a waiver lets be for a
 * time. It is not chosen in the spec, and like the other fixed gates it is said only where it refuses. Stateless.
 */
final class GroundTruthGate {
    private static final String NAME = "ground-truth";
    private static final String CHECK = "S15";
    private static final List<String> OPEN = List.of(ScopeCheck.FAIL, ScopeCheck.UNKNOWN);

    private GroundTruthGate() {}

    /**
     * Refuses, or is empty.
     *
     * @param decides whether the release that is planned lets a model decide anything
     */
    static Optional<GateResult> judge(Assessment assessment, boolean decides) {
        return assessment.checks().stream()
                .filter(check -> decides && check.id().equals(CHECK) && OPEN.contains(check.status()))
                .findFirst()
                .map(check -> Results.of(
                        NAME,
                        false,
                        check.value()
                                + (check.status().equals(ScopeCheck.FAIL) ? " warns before the outcome is known" : ""),
                        "a requirement with check: estimate or drift-alarm, or scoping.ml-objective.label: {audit: {rows,"
                                + " per, owner}} or {delay-max}; or release: {policy: shadow}, or a waiver of S15"));
    }
}
