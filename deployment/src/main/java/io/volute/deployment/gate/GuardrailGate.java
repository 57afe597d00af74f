package io.volute.deployment.gate;

import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.core.contract.modeling.Evaluation.GuardrailShare;
import io.volute.core.contract.scoping.Objective.Guardrail;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may not get worse did not, on the judged folds: for each guardrail of the objective, the upper end of the paired
 * 95 % interval of the rise is at most the tolerated one, or the requirement sheet's where that is smaller.
 */
final class GuardrailGate implements Gate {
    static final String NAME = "guardrail";

    @Inject
    GuardrailGate() {}

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
        List<Guardrail> guardrails = evidence.objective().guardrails();
        if (guardrails.isEmpty()) {
            return Results.of(NAME, true, "the objective names none", "none");
        }
        List<String> values = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        boolean passed = true;
        for (Guardrail guardrail : guardrails) {
            double limit = evidence.requirements()
                    .strictest(NAME)
                    .map(max -> Math.min(max, guardrail.maxRise()))
                    .orElse(guardrail.maxRise());
            expected.add(guardrail.name() + ": rise of at most " + points(limit));
            var share = evidence.score().flatMap(score -> find(score, guardrail.name()));
            passed &= share.isPresent() && share.get().holds(limit);
            values.add(guardrail.name() + ": " + share.map(GuardrailGate::words).orElse("not judged in this pass"));
        }
        return Results.of(NAME, passed, String.join("; ", values), String.join("; ", expected));
    }

    private static String words(GuardrailShare share) {
        return share.rise()
                .found()
                .map(rise -> "rise of " + points(rise.estimate()) + " (95 %: " + points(rise.low()) + " … "
                        + points(rise.high()) + ", " + Numbers.count(rise.n()) + " events)")
                .orElseGet(() -> share.same() ? "no decision differs" : Numbers.percent(share.rise()));
    }

    private static String points(double share) {
        return Numbers.rounded(share * 100) + " points";
    }

    private static Optional<GuardrailShare> find(CandidateScore score, String name) {
        return score.guardrails().stream()
                .filter(share -> share.name().equals(name))
                .findFirst();
    }
}
