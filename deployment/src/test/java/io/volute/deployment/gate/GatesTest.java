package io.volute.deployment.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.core.contract.modeling.Evaluation.GuardrailShare;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Objective.Guardrail;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.contract.scoping.Requirements.Requirement;
import io.volute.deployment.FixedRuntime;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.testing.Kits;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GatesTest {
    private static final Figure CHEAPER = new Estimate(-105, -140, -70, 4000, "paired-t");
    private static final Figure SAFER = new Estimate(-.05, -.12, .02, 130, "newcombe-paired");
    private static final NoOptions NONE = new NoOptions();

    @TestFactory
    Stream<DynamicTest> keepTheContract() {
        Evidence good = evidence(CHEAPER, SAFER);
        Figure dearer = new Estimate(105, 70, 140, 4000, "paired-t");
        Figure worse = new Estimate(.2, .1, .3, 130, "newcombe-paired");
        ModelCard gap = new ModelCard(List.of("Use"), new TreeMap<>(), List.of("Use"));
        Evidence incomplete = new Evidence(
                "m", good.score(), gap, loaded(), objective(), Optional.of("USD"), new Requirements(List.of()));
        Evidence broken =
                evidence(CHEAPER, SAFER, new Requirements(List.of()), new Evidence.Loading.Broken("sample 3 differs"));
        return Stream.of(
                        new GateContract(new BaselineGate(), NONE, good, evidence(dearer, SAFER)),
                        new GateContract(new GuardrailGate(), NONE, good, evidence(CHEAPER, worse)),
                        new GateContract(new CardGate(), NONE, good, incomplete),
                        new GateContract(new PackageGate(), NONE, good, broken),
                        new GateContract(
                                new LatencyGate(clock(10_000_000)),
                                NONE,
                                evidence(CHEAPER, SAFER, latency(20.0), loaded()),
                                evidence(CHEAPER, SAFER, latency(5.0), loaded())))
                .flatMap(Kits::tests);
    }

    @Test
    void theContractCatchesAGateThatAlwaysPasses() {
        Gate careless = new Gate() {
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
                return new GateResult("careless", "PASS", "", "nothing");
            }
        };
        assertThat(Kits.failures(new GateContract(careless, NONE, evidence(CHEAPER, SAFER), evidence(SAFER, SAFER))))
                .containsExactly(
                        "letsAModelThroughThatMeetsIt",
                        "refusesAModelThatDoesNot",
                        "neverThrowsForAModelThatIsBroken",
                        "neverThrowsForARecipeThatWasNotJudged");
    }

    @Test
    void passesAModelThatIsCheaperThanTheRuleForCertain() {
        GateResult result = new BaselineGate().judge(evidence(CHEAPER, SAFER), NONE);
        assertThat(result.status()).isEqualTo("PASS");
        assertThat(result.value()).isEqualTo("-105 $ (95 %: -140 … -70) a strike");
    }

    @Test
    void refusesAModelWhoseIntervalReachesTheRule() {
        Figure undecided = new Estimate(-58, -118, 2, 889, "paired-t");
        assertThat(new BaselineGate().judge(evidence(undecided, SAFER), NONE).status())
                .isEqualTo("REFUSED");
    }

    @Test
    void refusesAModelForWhichThereIsTooLittleDataWithThatReason() {
        GateResult result = new BaselineGate().judge(evidence(Refused.tooFew("units", 1, 2), SAFER), NONE);
        assertThat(result.status()).isEqualTo("REFUSED");
        assertThat(result.value()).contains("not enough data (units: 1 (expected: >= 2))");
    }

    @Test
    void refusesARecipeThatWasNotJudged() {
        Evidence unjudged = new Evidence(
                "old",
                Optional.empty(),
                card(),
                loaded(),
                objective(),
                Optional.of("USD"),
                new Requirements(List.of()));
        assertThat(new BaselineGate().judge(unjudged, NONE).value())
                .isEqualTo("recipe old was not judged in this pass");
        assertThat(new GuardrailGate().judge(unjudged, NONE).status()).isEqualTo("REFUSED");
    }

    @Test
    void holdsAGuardrailAtTheUpperEndOfTheRise() {
        Figure edge = new Estimate(.04, -.02, .10, 130, "newcombe-paired");
        Figure beyond = new Estimate(.04, -.02, .12, 130, "newcombe-paired");
        assertThat(new GuardrailGate().judge(evidence(CHEAPER, edge), NONE).status())
                .isEqualTo("PASS");
        GateResult result = new GuardrailGate().judge(evidence(CHEAPER, beyond), NONE);
        assertThat(result.status()).isEqualTo("REFUSED");
        assertThat(result.value()).isEqualTo("substantial: rise of 4 points (95 %: -2 points … 12 points, 130 events)");
        assertThat(result.expected()).isEqualTo("substantial: rise of at most 10 points");
    }

    @Test
    void letsTheRequirementSheetNarrowAGuardrail() {
        Requirements narrower = new Requirements(List.of(
                new Requirement("R3", "reliability", Optional.of("guardrail"), Optional.of(.01), Optional.empty())));
        Evidence evidence = evidence(CHEAPER, SAFER, narrower, loaded());
        assertThat(new GuardrailGate().judge(evidence, NONE).status()).isEqualTo("REFUSED");
    }

    @Test
    void takesEqualDecisionsForNoRise() {
        Figure identical = Refused.identical("paired shares");
        assertThat(new GuardrailGate().judge(evidence(CHEAPER, identical), NONE).status())
                .isEqualTo("PASS");
    }

    @Test
    void namesTheGapsOfACard() {
        ModelCard gap = new ModelCard(List.of("Use", "Limits"), new TreeMap<>(), List.of("Limits"));
        Evidence evidence = new Evidence(
                "m", Optional.empty(), gap, loaded(), objective(), Optional.of("USD"), new Requirements(List.of()));
        GateResult result = new CardGate().judge(evidence, NONE);
        assertThat(result.status()).isEqualTo("REFUSED");
        assertThat(result.value()).isEqualTo("nothing under: Limits");
    }

    @Test
    void refusesAPackageThatDoesNotLoadAndSaysWhy() {
        Evidence broken = evidence(
                CHEAPER,
                SAFER,
                new Requirements(List.of()),
                new Evidence.Loading.Broken("sample 3: 0.1 (expected 0.2)"));
        GateResult result = new PackageGate().judge(broken, NONE);
        assertThat(result.status()).isEqualTo("REFUSED");
        assertThat(result.value()).isEqualTo("sample 3: 0.1 (expected 0.2)");
        assertThat(new PackageGate().judge(evidence(CHEAPER, SAFER), NONE).status())
                .isEqualTo("PASS");
    }

    @Test
    void saysMetOrMissedAndNeverTheMeasuredTime() {
        Evidence evidence = evidence(CHEAPER, SAFER, latency(20.0), loaded());
        GateResult met = new LatencyGate(clock(19_000_000)).judge(evidence, NONE);
        assertThat(met).isEqualTo(new GateResult("latency", "PASS", "met", "<= 20 ms a row, 99th percentile"));
        GateResult missed = new LatencyGate(clock(21_000_000)).judge(evidence, NONE);
        assertThat(missed).isEqualTo(new GateResult("latency", "REFUSED", "missed", "<= 20 ms a row, 99th percentile"));
    }

    @Test
    void asksForNoLatencyThatNoRequirementAsksFor() {
        assertThat(new LatencyGate(clock(Long.MAX_VALUE / 4))
                        .judge(evidence(CHEAPER, SAFER), NONE)
                        .status())
                .isEqualTo("PASS");
    }

    private static Requirements latency(double max) {
        return new Requirements(List.of(
                new Requirement("R1", "scalability", Optional.of("latency"), Optional.of(max), Optional.empty())));
    }

    /** A clock on which everything takes the same time. */
    private static LongSupplier clock(long step) {
        var now = new AtomicLong();
        return () -> now.getAndAdd(step);
    }

    private static Evidence evidence(Figure cost, Figure rise) {
        return evidence(cost, rise, new Requirements(List.of()), loaded());
    }

    private static Evidence evidence(Figure cost, Figure rise, Requirements requirements, Evidence.Loading loading) {
        Figure any = new Estimate(.5, .4, .6, 10, "any");
        var score = new CandidateScore(
                new TreeMap<>(), any, any, cost, List.of(new GuardrailShare("substantial", any, any, rise)));
        return new Evidence("m", Optional.of(score), card(), loading, objective(), Optional.of("USD"), requirements);
    }

    private static Evidence.Loading loaded() {
        return new Evidence.Loading.Loaded(new FixedRuntime().load(FixedRuntime.PACKAGE));
    }

    private static ModelCard card() {
        return new ModelCard(List.of("Use"), new TreeMap<>(Map.of("Use", "strikes")), List.of());
    }

    static Objective objective() {
        return new Objective(
                "cheaper-strikes",
                "maintenance",
                "handling cost per strike",
                "strike",
                "damage",
                "inspect",
                -.05,
                Period.ofMonths(12),
                List.of(new Guardrail("substantial", "damage = 'Substantial'", .1)));
    }
}
