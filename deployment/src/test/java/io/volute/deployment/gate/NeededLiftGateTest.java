package io.volute.deployment.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.core.contract.modeling.Evaluation.Challenge;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.scoping.LinkEvidence;
import io.volute.core.contract.scoping.Requirements;
import io.volute.deployment.FixedRuntime;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.testing.Kits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The gate {@code needed-lift}: as much better as the business asks for, by what past launches tell. */
class NeededLiftGateTest {
    private static final NoOptions NONE = new NoOptions();
    private static final Figure NEEDED = new Estimate(-.03, -.06, -.02, 40, "needed-lift");
    private static final Figure ENOUGH = new Estimate(-.05, -.06, -.03, 4000, "paired-t");
    private static final Figure TOO_LITTLE = new Estimate(-.05, -.08, -.02, 4000, "paired-t");

    private final NeededLiftGate gate = new NeededLiftGate();

    private static Evidence evidence(Optional<LinkEvidence.Needed> needed, Optional<Lift> lift) {
        return new Evidence(
                "m",
                Optional.empty(),
                new ModelCard(List.of("Use"), new TreeMap<>(), List.of()),
                new Evidence.Loading.Loaded(new FixedRuntime().load(FixedRuntime.PACKAGE)),
                GatesTest.objective(),
                Optional.empty(),
                new Requirements(List.of()),
                needed,
                lift);
    }

    private static Optional<LinkEvidence.Needed> needed(Figure lift) {
        return Optional.of(new LinkEvidence.Needed("log-loss", "past", -.022, lift));
    }

    private static Optional<Lift> lift(Figure lift) {
        return Optional.of(new Lift("log-loss", lift, "a constant"));
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return Kits.tests(new GateContract(
                gate, NONE, evidence(needed(NEEDED), lift(ENOUGH)), evidence(needed(NEEDED), lift(TOO_LITTLE))));
    }

    @Test
    void refusesWithBothNumbersWhereTheIntervalFallsShort() {
        GateResult result = gate.judge(evidence(needed(NEEDED), lift(TOO_LITTLE)), NONE);

        assertThat(result.status()).isEqualTo("REFUSED");
        assertThat(result.value()).isEqualTo("log-loss -0.05 (95 %: -0.08 … -0.02) against a constant");
        assertThat(result.expected())
                .isEqualTo(
                        "log-loss -0.03 (95 %: -0.06 … -0.02), for -0.022 of handling cost per strike as the log past"
                                + " tells");
    }

    @Test
    void wantsAMetricToRiseWhereRisingIsWhatTheBusinessNeeds() {
        Figure up = new Estimate(.03, .02, .06, 40, "needed-lift");

        assertThat(status(up, new Estimate(.05, .03, .06, 9, "any"))).isEqualTo("PASS");
        assertThat(status(up, new Estimate(.05, .029, .06, 9, "any"))).isEqualTo("REFUSED");
        assertThat(status(up, ENOUGH)).as("the wrong way").isEqualTo("REFUSED");
    }

    private String status(Figure needed, Figure lift) {
        return gate.judge(evidence(needed(needed), lift(lift)), NONE).status();
    }

    @Test
    void refusesWhileTheSizeOfTheSlopeIsNotKnown() {
        Figure signOnly = new Refused("sign-only", "14 launches tell only the sign", "collect more");

        GateResult result = gate.judge(evidence(needed(signOnly), lift(ENOUGH)), NONE);

        assertThat(result.status()).isEqualTo("REFUSED");
        assertThat(result.expected()).contains("14 launches tell only the sign");
    }

    @Test
    void saysInWordsThatItDoesNotApplyWhereNothingWasLearnedOrNothingChanges() {
        GateResult unlearned = gate.judge(evidence(Optional.empty(), Optional.empty()), NONE);
        GateResult kept = gate.judge(evidence(needed(NEEDED), Optional.empty()), NONE);

        assertThat(unlearned.status()).isEqualTo("NOT_APPLICABLE");
        assertThat(unlearned.value()).startsWith("not applicable: no past launches tell");
        assertThat(kept.status()).isEqualTo("NOT_APPLICABLE");
        assertThat(kept.value()).isEqualTo("not applicable: no other model comes into use");
    }

    @Test
    void liftOfAFirstModelIsAgainstAConstantAndOfALaterOneAgainstTheChampion() {
        Evaluation first = evaluation("FIRST", Optional.empty(), Refused.tooFew("rows", 0, 2));
        Evaluation later = evaluation("PROMOTED", Optional.of("old"), TOO_LITTLE);
        Evaluation kept = evaluation("REFUSED", Optional.of("old"), TOO_LITTLE);

        assertThat(Lift.of(first, "m", "log-loss", false)).contains(new Lift("log-loss", ENOUGH, "a constant"));
        assertThat(Lift.of(later, "m", "log-loss", false))
                .contains(new Lift("log-loss", TOO_LITTLE, "the champion before, old"));
        assertThat(Lift.of(kept, "old", "log-loss", false)).isEmpty();
        // A constant ranks like chance.
        assertThat(Lift.of(first, "m", "auc", false).orElseThrow().lift())
                .isEqualTo(new Estimate(.75 - .5, .7 - .5, .8 - .5, 4000, "any"));
    }

    @Test
    void whatWasNotMeasuredIsNoLift() {
        Evaluation first = evaluation("FIRST", Optional.empty(), TOO_LITTLE);
        Evaluation later = evaluation("PROMOTED", Optional.of("old"), TOO_LITTLE);

        assertThat(Lift.of(first, "m", "ndcg", false).orElseThrow().lift().refusal())
                .isPresent();
        assertThat(Lift.of(first, "other", "log-loss", false)
                        .orElseThrow()
                        .lift()
                        .refusal())
                .isPresent();
        assertThat(Lift.of(later, "m", "auc", false).orElseThrow().lift().refusal())
                .isPresent();
        assertThat(Lift.of(later, "m", "log-loss", true).orElseThrow().lift().refusal())
                .as("compared in money")
                .isPresent();
        assertThat(status(
                        NEEDED, Lift.of(first, "m", "ndcg", false).orElseThrow().lift()))
                .isEqualTo("REFUSED");
    }

    private static Evaluation evaluation(String outcome, Optional<String> champion, Figure difference) {
        Figure auc = new Estimate(.75, .7, .8, 4000, "any");
        var score = new CandidateScore(
                new TreeMap<>(Map.of("auc", auc)), ENOUGH, Refused.tooFew("costs", 0, 1), auc, List.of());
        return new Evaluation(
                List.of("1999"),
                4000,
                Instant.EPOCH,
                Framing.BINARY,
                Evaluation.LOG_LOSS,
                auc,
                new TreeMap<>(Map.of("m", score)),
                "m",
                "best",
                new Challenge(outcome, champion, Optional.empty(), "m", difference, "told"));
    }
}
