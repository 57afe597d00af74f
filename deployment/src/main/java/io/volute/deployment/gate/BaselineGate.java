package io.volute.deployment.gate;

import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.text.Numbers;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import jakarta.inject.Inject;

/**
 * Cheaper than today's rule on the judged folds: the whole paired 95 % interval of the difference is below zero. While no
 * costs are declared, the same of the loss against a constant.
 */
final class BaselineGate implements Gate {
    private static final String NAME = "baseline";
    private static final String EXPECTED = "cost against today's rule below 0, upper end of the paired 95 % interval";
    private static final String EXPECTED_OF_A_DRAFT =
            "loss against a constant below 0, upper end of the paired 95 % interval";

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
        String expected = evidence.draft() ? EXPECTED_OF_A_DRAFT : EXPECTED;
        return evidence.score()
                .map(score -> evidence.currency()
                        .map(currency -> result(
                                score.costVersusRule(),
                                Numbers.money(score.costVersusRule(), currency) + " a "
                                        + evidence.objective().unit(),
                                expected))
                        .orElseGet(() -> result(
                                score.lossVersusBaseline(), againstAConstant(score.lossVersusBaseline()), expected)))
                .orElseGet(() -> Results.notJudged(NAME, evidence, expected));
    }

    private static String againstAConstant(Figure difference) {
        return difference instanceof Refused refused && refused.code().equals("identical")
                ? "predicts what a constant predicts"
                : Numbers.plain(difference);
    }

    private static GateResult result(Figure difference, String value, String expected) {
        boolean passed = difference.found().filter(found -> found.below(0)).isPresent();
        return Results.of(NAME, passed, value, expected);
    }
}
