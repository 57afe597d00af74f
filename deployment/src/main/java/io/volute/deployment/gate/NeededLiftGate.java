package io.volute.deployment.gate;

import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.contract.scoping.LinkEvidence;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Better by as much as the business asks for, as past launches tell: the whole paired interval of the model's metric
 * against what acts today reaches the needed lift. Where no link was learned there is nothing to reach, and the gate says
 * so instead of passing.
 */
final class NeededLiftGate implements Gate {
    static final String NAME = "needed-lift";

    @Inject
    NeededLiftGate() {}

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
        Optional<LinkEvidence.Needed> learned = evidence.needed();
        if (learned.isEmpty()) {
            return Results.notApplicable(
                    NAME,
                    "not applicable: no past launches tell how far the model's metric must move for "
                            + evidence.objective().metric(),
                    "a log in business-analysis.launches, and where the metric stands");
        }
        LinkEvidence.Needed needed = learned.get();
        String metric = needed.modelMetric();
        if (evidence.lift().isEmpty()) {
            return Results.notApplicable(
                    NAME, "not applicable: no other model comes into use", metric + " " + words(needed.lift()));
        }
        Lift lift = evidence.lift().get();
        String expected = needed.lift() instanceof Estimate
                ? metric + " " + words(needed.lift()) + ", for " + Numbers.fine(needed.effect()) + " of "
                        + evidence.objective().metric() + " as the log " + needed.log() + " tells"
                : "a slope whose size the log " + needed.log() + " tells: " + words(needed.lift());
        return Results.of(
                NAME,
                reaches(lift.lift(), needed.lift()),
                metric + " " + words(lift.lift()) + " against " + lift.against(),
                expected);
    }

    private static boolean reaches(Figure lift, Figure needed) {
        return lift instanceof Estimate moved
                && needed instanceof Estimate wanted
                && (wanted.estimate() > 0 ? moved.low() >= wanted.estimate() : moved.high() <= wanted.estimate());
    }

    private static String words(Figure figure) {
        return Numbers.fine(figure);
    }
}
