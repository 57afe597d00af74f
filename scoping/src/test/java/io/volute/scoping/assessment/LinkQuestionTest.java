package io.volute.scoping.assessment;

import static io.volute.scoping.assessment.Launched.lessons;
import static io.volute.scoping.assessment.Launched.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.businessanalysis.Insight.ArmEffect;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.LinkEvidence;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.statistics.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S3, SC02: what is written is believed only as far as nothing that was tried says otherwise. */
class LinkQuestionTest {
    private static final String METRIC = "take-rate@3";
    private static final String MODEL = "ndcg";

    private final Asked asked = new Asked().complete().strikes();

    @BeforeEach
    void aMetricOverEvents() {
        asked.objective = Asked.objective(
                .1, Optional.of(new MeasuredObjective(METRIC, "up", Optional.of(.22), List.of(), Optional.empty())));
        asked.costs = Optional.empty();
        asked.rule = Optional.empty();
        asked.target = Optional.of("played");
        asked.modelMetric = Optional.of(MODEL);
    }

    private ScopeCheck check(String evidence, Lessons lessons) {
        asked.link = Optional.of(new Assumptions.Link(evidence, "who plays more stays"));
        asked.lessons = Optional.of(lessons);
        return asked.check("S3");
    }

    private LinkEvidence evidence(String declared, Lessons lessons) {
        check(declared, lessons);
        return asked.assessment().link().orElseThrow();
    }

    @Test
    void sevenExperimentsProveNoLinkWhateverIsWritten() {
        ScopeCheck check = check("experiments", lessons(link(MODEL, METRIC, 7, .4, -.1, .9)));

        assertThat(check.status()).isEqualTo("FAIL");
        assertThat(check.value()).isEqualTo("link unproven: 7 experiments, slope [-0.1, 0.9]");
        assertThat(check.remedy()).isEqualTo("run an A/B on the business metric");
        assertThat(asked.assessment().conditions())
                .extracting(condition -> condition.check() + ": " + condition.text())
                .contains("S3: run an A/B on the business metric");
        assertThat(asked.assessment().link().orElseThrow().evidence()).isEqualTo("assumed");
    }

    @Test
    void sevenExperimentsThatSeemToTellItProveNothingEither() {
        assertThat(check("experiments", lessons(link(MODEL, METRIC, 7, .5, .1, .9)))
                        .status())
                .isEqualTo("FAIL");
        assertThat(check("assumed", lessons(link(MODEL, METRIC, 7, .5, .1, .9))).status())
                .isEqualTo("WARN");
    }

    @Test
    void fourteenExperimentsWhoseSlopeTouchesZeroProveNothing() {
        ScopeCheck check = check("experiments", lessons(link(MODEL, METRIC, 14, .4, 0, .9)));

        assertThat(check.status()).isEqualTo("FAIL");
        assertThat(check.value()).startsWith("link unproven: 14 experiments");
    }

    @Test
    void writtenExperimentsWithoutALogAreNoPass() {
        ScopeCheck check = check("experiments", lessons());

        assertThat(check.status()).isEqualTo("UNKNOWN");
        assertThat(check.remedy()).contains("business-analysis.launches");
        asked.lessons = Optional.empty();
        assertThat(asked.check("S3").status()).isEqualTo("UNKNOWN");
        assertThat(asked.assessment().link()).isEmpty();
    }

    @Test
    void aSlopeThatFortyExperimentsTellFromZeroIsEvidenceThoughOnlyAnAssumptionWasWritten() {
        ScopeCheck check = check("assumed", lessons(link(MODEL, METRIC, 40, .5, .25, 1)));

        assertThat(check.status()).isEqualTo("PASS");
        assertThat(check.value()).contains("by experiments: 40 experiments", "0.5 (95 %: 0.25 … 1)", "for 1 ndcg");
        assertThat(asked.assessment().link().orElseThrow().evidence()).isEqualTo("experiments");
    }

    @Test
    void elevenExperimentsProveTheDirectionAndTellNoLift() {
        LinkEvidence found = evidence("experiments", lessons(link(MODEL, METRIC, 11, .5, .25, 1)));

        assertThat(asked.check("S3").status()).isEqualTo("PASS");
        assertThat(asked.check("S3").value()).contains("rises as ndcg rises");
        assertThat(found.needed().orElseThrow().lift().refusal()).isPresent();
    }

    @Test
    void neededLiftIsTheWantedEffectOverTheSlope() {
        LinkEvidence found = evidence("assumed", lessons(link(MODEL, METRIC, 40, .5, .25, 1)));

        // A tenth of .22 is .022; .022 / .5 = .044, between .022 / 1 and .022 / .25.
        LinkEvidence.Needed needed = found.needed().orElseThrow();
        Estimate lift = needed.lift().found().orElseThrow();
        assertThat(needed.effect()).isCloseTo(.022, within(1e-12));
        assertThat(needed.modelMetric()).isEqualTo(MODEL);
        assertThat(lift.estimate()).isCloseTo(.044, within(1e-12));
        assertThat(lift.low()).isCloseTo(.022, within(1e-12));
        assertThat(lift.high()).isCloseTo(.088, within(1e-12));
    }

    @Test
    void aBrokenLinkFailsWhateverIsWrittenAndNeedsNoLiftThatWouldBeEnough() {
        for (String declared : List.of("assumed", "experiments", "direct")) {
            LinkEvidence found = evidence(declared, lessons(link(MODEL, METRIC, 40, .01, -.1, .12)));

            assertThat(asked.check("S3").status()).as(declared).isEqualTo("FAIL");
            assertThat(asked.check("S3").value())
                    .isEqualTo("link broken: 40 experiments, slope [-0.1, 0.12]: take-rate@3 does not follow ndcg");
            assertThat(found.needed()
                            .orElseThrow()
                            .lift()
                            .refusal()
                            .orElseThrow()
                            .code())
                    .isEqualTo("slope-near-zero");
        }
    }

    @Test
    void aLogAboutOtherMetricsSaysNothingOfThisLink() {
        LearnedLink other = link("auc", METRIC, 40, .5, .25, 1);

        assertThat(check("assumed", lessons(other)).status()).isEqualTo("WARN");
        assertThat(check("experiments", lessons(other)).status()).isEqualTo("UNKNOWN");
        assertThat(asked.assessment().link()).isEmpty();
    }

    @Test
    void aSentenceAboutAnExperimentIsNone() {
        ScopeCheck check = check("direct", new Lessons(List.of(), new TreeMap<>()));
        assertThat(check.status()).isEqualTo("UNKNOWN");
        assertThat(check.value()).startsWith("by direct, as is written, and no experiment of this project tells it: ");
    }

    /** Experiments that tried models made good at {@code played}. */
    private ScopeCheck tried(String declared, ArmEffect... effects) {
        asked.insight = Optional.of(Launched.insight(effects));
        SortedMap<String, String> targets = new TreeMap<>();
        for (ArmEffect effect : effects) {
            targets.put(effect.experiment(), "played");
        }
        return check(declared, new Lessons(List.of(), targets));
    }

    @Test
    void anExperimentOnTheBusinessMetricMakesItDirectForTheModelThatItTried() {
        ScopeCheck check = tried("assumed", Launched.tried("v8", "SHIP", METRIC, .03, .01, .05));

        assertThat(check.status()).isEqualTo("PASS");
        assertThat(check.value()).isEqualTo("by direct: v8, for v8: take-rate@3 0.03 (95 %: 0.01 … 0.05)");
        assertThat(asked.assessment().link().orElseThrow().evidence()).isEqualTo("direct");
        asked.target = Optional.of("finished");
        assertThat(asked.check("S3").status()).as("another model").isEqualTo("WARN");
        assertThat(asked.check("S3").value()).startsWith("by assumed");
    }

    @Test
    void anExperimentThatWentTheWrongWayFailsAndOneThatToldNothingWarns() {
        ArmEffect bad = Launched.tried("v7", "DO_NOT_SHIP", METRIC, -.03, -.05, -.01);

        assertThat(tried("assumed", bad).status()).isEqualTo("FAIL");
        assertThat(tried("direct", bad).value()).endsWith("the wrong way");
        assertThat(tried("assumed", Launched.tried("v7", "NO_EVIDENCE", METRIC, .01, -.01, .03))
                        .status())
                .isEqualTo("WARN");
        assertThat(tried("assumed", Launched.tried("v7", "INVALID", METRIC, .03, .01, .05))
                        .value())
                .startsWith("by assumed");
        assertThat(tried("assumed", Launched.tried("v7", "SHIP", "hours@1", .03, .01, .05))
                        .value())
                .as("of another metric")
                .startsWith("by assumed");
    }

    @Test
    void afterTwoExperimentsTheLaterOneCounts() {
        assertThat(tried(
                                "assumed",
                                Launched.tried("v7", "DO_NOT_SHIP", METRIC, -.03, -.05, -.01),
                                Launched.tried("v8", "SHIP", METRIC, .03, .01, .05))
                        .status())
                .isEqualTo("PASS");
    }

    @Test
    void wantsAFallingMetricToFall() {
        asked.objective = Asked.objective(
                -.1, Optional.of(new MeasuredObjective(METRIC, "down", Optional.of(.22), List.of(), Optional.empty())));

        assertThat(tried("assumed", Launched.tried("v8", "SHIP", METRIC, -.03, -.05, -.01))
                        .status())
                .isEqualTo("PASS");
        // The model's metric must rise: -.022 / -.5.
        LinkEvidence found = evidence("assumed", lessons(link(MODEL, METRIC, 40, -.5, -1, -.25)));
        assertThat(found.needed().orElseThrow().lift().found().orElseThrow().estimate())
                .isCloseTo(.044, within(1e-12));
    }
}
