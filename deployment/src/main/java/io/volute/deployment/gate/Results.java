package io.volute.deployment.gate;

import io.volute.core.contract.deployment.Blessing.GateResult;

/** Green and red. */
final class Results {
    static final String PASS = "PASS";
    static final String REFUSED = "REFUSED";

    private Results() {}

    static GateResult of(String gate, boolean passed, String value, String expected) {
        return new GateResult(gate, passed ? PASS : REFUSED, value, expected);
    }

    static GateResult notJudged(String gate, Evidence evidence, String expected) {
        return of(gate, false, "recipe " + evidence.recipe() + " was not judged in this pass", expected);
    }
}
