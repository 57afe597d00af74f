package io.volute.businessanalysis.proposal;

import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.businessanalysis.ledger.Book;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.core.contract.scoping.Alternatives;
import io.volute.core.contract.scoping.Alternatives.Alternative;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.proposal.Proposal;
import io.volute.core.spec.SpecChange;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may be a reason to scope again. Where the owner wrote down what else to try, each of these is offered; else only
 * the cause is, for what to write instead is the owner's.
 */
final class Causes {
    private static final String ML_OBJECTIVE = "scoping.ml-objective.";
    private static final String TARGET = ML_OBJECTIVE + "target";

    private final Objective objective;
    private final Optional<Alternatives> alternatives;
    private final List<Proposal> found = new ArrayList<>();

    Causes(Objective objective, Optional<Alternatives> alternatives) {
        this.objective = objective;
        this.alternatives = alternatives;
    }

    List<Proposal> found() {
        return found;
    }

    /** An experiment that says no: the model is good at something that the business does not want. */
    void experiment(ExperimentReadout readout) {
        if (!readout.verdict().value().equals("DO_NOT_SHIP")) {
            return;
        }
        boolean better = readout.effects().stream()
                .filter(effect -> effect.role() == MetricRole.PRIMARY)
                .allMatch(effect -> effect.guardrail().isEmpty()
                        && effect.lift() instanceof Estimate lift
                        && (lift.above(0) || lift.below(0)));
        boolean harmed = readout.effects().stream()
                .anyMatch(effect -> effect.guardrail().filter("HARM"::equals).isPresent());
        others(
                better && harmed ? "better-metric-worse-guardrail" : "do-not-ship",
                readout.verdict().subject() + ": " + readout.verdict().why(),
                List.of(readout.verdict().subject(), readout.digest()));
    }

    /** A release that harms. */
    void effect(Readout readout) {
        if (readout.verdict().value().equals("DO_NOT_SHIP")) {
            others("reversed-effect", readout.verdict().why(), List.of("effect.paired", "decision"));
        }
    }

    /** A model that tells more than a constant for certain, and whose decisions cost more than today's rule for certain. */
    void offline(Evaluation evaluation) {
        CandidateScore chosen = evaluation.candidates().get(evaluation.chosen());
        if (chosen != null
                && chosen.lossVersusBaseline() instanceof Estimate loss
                && loss.below(0)
                && chosen.costVersusRule() instanceof Estimate cost
                && cost.above(0)) {
            others(
                    "better-offline-worse-money",
                    evaluation.chosen() + " predicts better than a constant, and its decisions cost "
                            + Numbers.rounded(cost.estimate()) + " more a " + objective.unit() + " than today's (95 %: "
                            + Numbers.range(cost.low(), cost.high()) + ")",
                    List.of("evaluation " + evaluation.chosen()));
        }
    }

    /** Enough launches, and what the model is made good at still does not move the business. */
    void launches(LearnedLink link) {
        String moved = link.businessMetric().isEmpty() ? objective.metric() : link.businessMetric();
        if (link.broken() && moved.equals(objective.metric()) && link.slope() instanceof Estimate slope) {
            others(
                    "broken-link",
                    Numbers.count(link.used()) + " launches moved the model's metric, and " + moved
                            + " did not follow: " + Numbers.fine(slope.estimate()) + " for one unit (95 %: "
                            + Numbers.fine(slope.low()) + " … " + Numbers.fine(slope.high()) + ")",
                    List.of("lesson " + link.log()));
        }
    }

    /** A comparison that cannot find what is wanted, and nothing else decides. */
    void plan(ExperimentPlan plan) {
        if (plan.deciding().equals("AB") && plan.abMde() > plan.needed()) {
            none(
                    "smallest-effect-above-needed",
                    "the comparison would find " + Numbers.rounded(plan.abMde()) + " a " + objective.unit()
                            + " or more, " + Numbers.rounded(plan.needed()) + " is wanted",
                    "scoping",
                    List.of("experiment-plan"));
        }
    }

    /** Money that has not come back within the horizon. */
    void book(Book book) {
        if (book.months().isEmpty()) {
            return;
        }
        YearMonth due = YearMonth.parse(book.months().get(0).month()).plusMonths(objective.months());
        YearMonth now =
                YearMonth.parse(book.months().get(book.months().size() - 1).month());
        if (!now.isBefore(due) && book.breakEven().probability() < .5) {
            none(
                    "late-break-even",
                    "by " + now + " the money is back with a chance of "
                            + Numbers.percent(book.breakEven().probability()) + "; it was to be back by " + due,
                    "scoping",
                    List.of("roi.net"));
        }
    }

    private void others(String cause, String headline, List<String> evidence) {
        List<Alternative> fitting = alternatives
                .map(all -> all.all().stream().filter(each -> fits(all, each)).toList())
                .orElse(List.of());
        if (fitting.isEmpty()) {
            none(cause, headline, "scoping", evidence);
        }
        for (Alternative alternative : fitting) {
            found.add(Proposal.of(
                    cause,
                    headline + ". Instead " + alternative.name() + ": " + alternative.why(),
                    stage(alternative),
                    alternative.changes(),
                    evidence));
        }
    }

    private void none(String cause, String headline, String jumpBackTo, List<String> evidence) {
        found.add(Proposal.of(cause, headline, jumpBackTo, List.of(), evidence));
    }

    /** What replaces another target than today's is not next. */
    private static boolean fits(Alternatives all, Alternative alternative) {
        return alternative.changes().stream()
                .filter(change -> change.path().equals(TARGET))
                .allMatch(change -> change.from().filter(all.target()::equals).isPresent());
    }

    /** The earliest stage whose keys change, beside what the model is to be good at and why. */
    private static String stage(Alternative alternative) {
        List<String> order =
                List.of("scoping", "data-engineering", "modeling", "deployment", "monitoring", "business-analysis");
        return alternative.changes().stream()
                .map(SpecChange::path)
                .filter(path -> !path.startsWith(ML_OBJECTIVE))
                .map(path -> path.substring(0, Math.max(0, path.indexOf('.'))))
                .filter(order::contains)
                .min((one, other) -> Integer.compare(order.indexOf(one), order.indexOf(other)))
                .orElse("scoping");
    }
}
