package io.volute.core.contract.deployment;

import io.volute.core.artifact.Digest;
import io.volute.core.stage.Verdict;
import java.util.List;

/**
 * Whether a model may act.
 *
 * @param model digest of the judged package
 * @param recipe its candidate key
 * @param gates all of them, red or green
 * @param verdict PASS or REFUSED
 */
public record Blessing(Digest model, String recipe, List<GateResult> gates, Verdict verdict) {
    /** One gate: {@code status} is PASS or REFUSED, or NOT_APPLICABLE where there was nothing to judge by. */
    public record GateResult(String gate, String status, String value, String expected) {}
}
