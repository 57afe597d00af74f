package io.volute.deployment.gate;

import io.volute.core.contract.deployment.Blessing.GateResult;

/** Green, red and neither. */
final class Results {
    static final String PASS = "PASS";
    static final String REFUSED = "REFUSED";
    static final String NOT_APPLICABLE = "NOT_APPLICABLE";

    private Results() {}

    static GateResult of(String gate, boolean passed, String value, String expected) {
        return new GateResult(gate, passed ? PASS : REFUSED, value, expected);
    }

    /** Nothing to judge by: neither green nor red. */
    static GateResult notApplicable(String gate, String value, String expected) {
        return new GateResult(gate, NOT_APPLICABLE, value, expected);
    }

    static GateResult notJudged(String gate, Evidence evidence, String expected) {
        return of(gate, false, "recipe " + evidence.recipe() + " was not judged in this pass", expected);
    }
}
