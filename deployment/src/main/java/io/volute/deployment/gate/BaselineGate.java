package io.volute.deployment.gate;

import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.core.text.Numbers;
import io.volute.statistics.Figure;
import jakarta.inject.Inject;

/** Cheaper than today's rule on the judged folds: the whole paired 95 % interval of the difference is below zero. */
final class BaselineGate implements Gate {
    private static final String NAME = "baseline";
    private static final String EXPECTED = "cost against today's rule below 0, upper end of the paired 95 % interval";

    @Inject
    BaselineGate() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return NoOptions.class;
    }

    @Override
    public GateResult judge(Evidence evidence, Record options) {
        return evidence.score()
                .map(CandidateScore::costVersusRule)
                .map(difference -> result(difference, evidence))
                .orElseGet(() -> Results.notJudged(NAME, evidence, EXPECTED));
    }

    private static GateResult result(Figure difference, Evidence evidence) {
        boolean passed = difference.found().filter(found -> found.below(0)).isPresent();
        String value = Numbers.money(difference, evidence.currency()) + " a "
                + evidence.objective().unit();
        return Results.of(NAME, passed, value, EXPECTED);
    }
}
