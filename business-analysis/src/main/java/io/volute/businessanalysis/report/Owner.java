package io.volute.businessanalysis.report;

import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.ledger.CostSpec;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import java.util.List;
import java.util.Optional;

/**
 * What the owner is asked to decide: KEEP what pays and breaks nothing, IMPROVE what cannot be told yet or costs more to
 * run than it saves, STOP what harms.
 */
final class Owner {
    private final Facts facts;
    private final Readout readout;

    Owner(Facts facts) {
        this.facts = facts;
        this.readout = facts.readout();
    }

    /** The decision with its reason. */
    Verdict decision() {
        return switch (readout.verdict().value()) {
            case "SHIP" ->
                pays()
                        ? decided("KEEP", saving() + "; " + guardrails() + target())
                        : decided("IMPROVE", saving() + ", less than it costs to run");
            case "DO_NOT_SHIP" -> decided("STOP", readout.verdict().why());
            case "INVALID" ->
                decided(
                        "IMPROVE",
                        "the comparison cannot be trusted: " + readout.verdict().why());
            case "EXTEND" -> decided("IMPROVE", readout.verdict().why());
            default -> decided("IMPROVE", undecided());
        };
    }

    /** What is asked for, as an order that can be given. */
    String ask() {
        String unit = facts.objective().unit();
        return switch (decision().value()) {
            case "KEEP" ->
                fullyReleased()
                        ? "Keep the model, and let it decide every " + unit + " as it does."
                        : "Let the model decide every " + unit + ", not only " + share() + " of them.";
            case "STOP" -> "Take the model out and go back to today's rule.";
            default ->
                readout.overall().rows() == 0
                        ? "Nothing to decide yet: today's rule decides every " + unit + "."
                        : "Go on as it is until the comparison can tell, or send the model back to be improved.";
        };
    }

    /** What each month of waiting costs; only where waiting costs something. */
    Optional<Figure> waiting() {
        var overall = readout.overall();
        int months = overall.byMonth().size();
        double byRule = overall.rows() - overall.decidedByModel();
        if (!decision().value().equals("KEEP") || months == 0 || byRule == 0) {
            return Optional.empty();
        }
        return Optional.of(facts.saved().scaled(value -> value * byRule / months));
    }

    /** What the next turn starts from. */
    Insight insight() {
        Verdict decision = decision();
        String unit = facts.objective().unit();
        boolean moreMissed = readout.anyMissed().rise() instanceof Estimate rise && rise.above(0);
        return switch (readout.verdict().value()) {
            case "DO_NOT_SHIP" -> insight(decision, "the model harms", "harm", "scoping", "decision");
            case "INVALID" ->
                insight(decision, "the arms do not follow the design", "sample-ratio", "deployment", "effect.ab");
            case "SHIP" ->
                moreMissed
                        ? insight(
                                decision,
                                "the model saves money and misses more "
                                        + facts.objective().event() + " that is cheap to miss: "
                                        + shares(readout.anyMissed()),
                                "missed-" + facts.objective().event() + "-rose",
                                "scoping",
                                "missed.any")
                        : insight(decision, saving(), "it-pays", "deployment", "effect.paired");
            default ->
                insight(
                        decision,
                        "what the model saves a " + unit + " cannot be told yet",
                        "not-told-apart",
                        readout.overall().rows() == 0 ? "deployment" : "modeling",
                        "effect.paired");
        };
    }

    private static Insight insight(Verdict decision, String headline, String cause, String jumpBack, String evidence) {
        return new Insight(decision.value(), headline, cause, jumpBack, List.of(evidence, "decision"));
    }

    private String undecided() {
        if (readout.overall().rows() > 0) {
            return readout.verdict().why();
        }
        return facts.blessing()
                .filter(blessing -> blessing.verdict().negative())
                .map(blessing -> "no model decides: " + blessing.verdict().why())
                .orElse("no model has decided anything yet");
    }

    private String saving() {
        return facts.saved() instanceof Estimate saved
                ? "saves " + facts.money(saved.estimate()) + " a "
                        + facts.objective().unit() + " (95 %: " + Numbers.range(saved) + ")"
                : "what it saves cannot be told yet";
    }

    private String guardrails() {
        return readout.guardrails().size() == 1 ? "the guardrail holds" : "every guardrail holds";
    }

    private String target() {
        if (!(facts.saved() instanceof Estimate saved) || !(readout.overall().rule() instanceof Estimate rule)) {
            return "";
        }
        double wanted = Math.abs(facts.objective().targetRelative()) * rule.estimate();
        String reached = saved.low() >= wanted
                ? "reached"
                : saved.estimate() >= wanted ? "reached by the estimate, not yet beyond doubt" : "not reached";
        return "; target of " + facts.money(wanted) + " " + reached;
    }

    private String share() {
        double share = facts.release()
                .flatMap(release -> release.arms().stream()
                        .filter(arm -> arm.policy().equals("MODEL"))
                        .findFirst())
                .map(arm -> arm.share())
                .orElse(0.0);
        return Numbers.percent(share);
    }

    private boolean fullyReleased() {
        return readout.overall().rows() > 0
                && readout.overall().rows() == readout.overall().decidedByModel();
    }

    /** Whether a month at full release saves more than a month costs to run, by the estimate. */
    private boolean pays() {
        int months = readout.overall().byMonth().size();
        double perMonth = facts.costSpecs().stream()
                .filter(cost -> cost.per() == CostSpec.Per.MONTH)
                .mapToDouble(cost -> cost.amount().doubleValue())
                .sum();
        return facts.saved() instanceof Estimate saved
                && months > 0
                && saved.estimate() * readout.overall().rows() / months > perMonth;
    }

    private static String shares(Readout.MissedShare share) {
        return share.rule() instanceof Estimate rule && share.model() instanceof Estimate model
                ? Numbers.percent(rule.estimate()) + " → " + Numbers.percent(model.estimate())
                : "";
    }

    private static Verdict decided(String value, String why) {
        return new Verdict("decision", value, why);
    }
}
