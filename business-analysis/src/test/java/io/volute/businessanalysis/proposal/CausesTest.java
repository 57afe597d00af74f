package io.volute.businessanalysis.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.ExperimentUnits;
import io.volute.businessanalysis.experiment.Looks;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.scoping.Alternatives;
import io.volute.core.contract.scoping.Alternatives.Alternative;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.proposal.Proposal;
import io.volute.core.spec.SpecChange;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Estimate;
import io.volute.statistics.launch.Link;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** BA05, BA11: what a turn found becomes a proposal with its cause, and nothing else does. */
class CausesTest {
    private static final Objective OBJECTIVE = new Objective(
            "reduce-churn",
            "growth lead",
            "cancellation-rate@3",
            "member",
            "played",
            "act",
            -.04,
            Period.ofYears(1),
            List.of());
    private static final Alternative FINISHED =
            alternative("finished-plays", "probability that it is played", "finished");
    private static final Alternative THIRD = alternative("hours", "probability that it is finished", "hours");

    private static Alternative alternative(String name, String from, String column) {
        return new Alternative(
                name,
                "who finishes something stays",
                List.of(
                        new SpecChange("scoping.ml-objective.target", Optional.of(from), name),
                        new SpecChange("scoping.ml-objective.link.sentence", Optional.empty(), "who finishes stays"),
                        new SpecChange("data-engineering.label.column", Optional.of("played"), column)));
    }

    private static Causes causes(Alternative... all) {
        return new Causes(
                OBJECTIVE,
                all.length == 0
                        ? Optional.empty()
                        : Optional.of(new Alternatives("probability that it is played", List.of(all))));
    }

    private static ExperimentReadout readout(String verdict) {
        return new ExperimentReadout(
                "home-rank-v7",
                "sha256:1",
                "sha256:2",
                Optional.empty(),
                new ExperimentUnits.Counts(10, 10, 0, 0, 0, 0, 0),
                List.of(),
                List.of(
                        effect("take-rate@3", MetricRole.PRIMARY, .06, Optional.empty()),
                        effect("cancellation-rate@3", MetricRole.GUARDRAIL, .16, Optional.of("HARM"))),
                Looks.NONE,
                Optional.empty(),
                new Verdict("experiment home-rank-v7", verdict, "take-rate up, cancellations worse"));
    }

    private static ExperimentReadout.Effect effect(
            String metric, MetricRole role, double lift, Optional<String> guard) {
        Estimate estimate = new Estimate(lift, lift - .02, lift + .02, 10, "test");
        return new ExperimentReadout.Effect(metric, role, "v7", estimate, estimate, estimate, estimate, guard);
    }

    @Test
    void experimentThatSaysNoOffersWhatTheOwnerWroteDownForTodaysTargetOnly() {
        Causes causes = causes(FINISHED, THIRD);

        causes.experiment(readout("DO_NOT_SHIP"));

        assertThat(causes.found()).hasSize(1);
        Proposal proposal = causes.found().get(0);
        assertThat(proposal.cause()).isEqualTo("better-metric-worse-guardrail");
        assertThat(proposal.headline())
                .contains("cancellations worse", "finished-plays", "who finishes something stays");
        assertThat(proposal.jumpBackTo()).isEqualTo("data-engineering");
        assertThat(proposal.changes()).isEqualTo(FINISHED.changes());
        assertThat(proposal.evidence()).contains("experiment home-rank-v7");
    }

    @Test
    void withoutAlternativesTheCauseAloneIsTold() {
        Causes causes = causes();

        causes.experiment(readout("DO_NOT_SHIP"));

        assertThat(causes.found()).hasSize(1);
        assertThat(causes.found().get(0).changes()).isEmpty();
    }

    @Test
    void experimentsThatDoNotSayNoProposeNothing() {
        for (String verdict : List.of("SHIP", "EXTEND", "NO_EVIDENCE", "INVALID")) {
            Causes causes = causes(FINISHED);
            causes.experiment(readout(verdict));
            assertThat(causes.found()).as(verdict).isEmpty();
        }
    }

    @Test
    void sameCauseIsTheSameProposalWhateverItsFiguresBecome() {
        Proposal one = Proposal.of("do-not-ship", "16 % worse", "scoping", List.of(), List.of("e"));
        Proposal later = Proposal.of("do-not-ship", "15 % worse", "scoping", List.of(), List.of("e"));
        Proposal another = Proposal.of("do-not-ship", "16 % worse", "scoping", List.of(), List.of("f"));

        assertThat(later.id()).isEqualTo(one.id());
        assertThat(another.id()).isNotEqualTo(one.id());
    }

    @Test
    void planThatCannotFindWhatIsWantedIsToldUnlessAPairedComparisonDecides() {
        Causes blind = causes();
        blind.plan(new ExperimentPlan("AB", "", 165, 37, .5, .8, .05, 2700));
        Causes paired = causes();
        paired.plan(new ExperimentPlan("PAIRED", "", 165, 37, .5, .8, .05, 2700));

        assertThat(blind.found()).extracting(Proposal::cause).containsExactly("smallest-effect-above-needed");
        assertThat(paired.found()).isEmpty();
    }

    @Test
    void brokenLinkReopensTheScopeAndAWholeOneDoesNot() {
        Causes broken = causes(FINISHED);
        broken.launches(lesson(true));
        Causes whole = causes(FINISHED);
        whole.launches(lesson(false));

        assertThat(broken.found()).extracting(Proposal::cause).containsExactly("broken-link");
        assertThat(broken.found().get(0).headline()).contains("40 launches", "cancellation-rate@3 did not follow");
        assertThat(broken.found().get(0).changes()).isEqualTo(FINISHED.changes());
        assertThat(whole.found()).isEmpty();
    }

    @Test
    void aLogAboutAnotherMetricReopensNothing() {
        Causes other = causes(FINISHED);
        other.launches(lesson(true, "take-rate@3"));

        assertThat(other.found()).isEmpty();
    }

    private static LearnedLink lesson(boolean broken) {
        return lesson(broken, "cancellation-rate@3");
    }

    private static LearnedLink lesson(boolean broken, String metric) {
        Estimate slope = new Estimate(.01, -.1, .12, 40, "total-covariance");
        return new LearnedLink(
                "launches",
                "log-loss",
                metric,
                40,
                40,
                Link.Status.BOUNDED,
                broken ? 0 : 1,
                broken,
                slope,
                slope,
                slope,
                slope,
                false,
                slope,
                slope,
                slope,
                List.of());
    }
}
