package io.volute.businessanalysis.report;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.monitoring.Findings;
import io.volute.core.contract.monitoring.SlotFinding;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.policy.PolicyTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** For those who ask: launches and challengers, performance, data, assumptions, figures with their way back. */
final class Details {
    private final Html html;
    private final Facts facts;
    private final Figures figures;
    private final Exchange exchange;

    Details(Html html, Facts facts, Figures figures, Exchange exchange) {
        this.html = html;
        this.facts = facts;
        this.figures = figures;
        this.exchange = exchange;
    }

    void write() {
        launches();
        challengers();
        candidates();
        performance();
        data();
        assumptions();
        statisticians();
        new LinkedFigures(html, figures.all()).section();
    }

    private void launches() {
        section("launches", "Launches and what they did");
        if (facts.readout().releases().isEmpty()) {
            html.element("p", "No release with a model has decided anything yet.");
        } else {
            Learned learned = new Learned(facts.readout().releases());
            List<List<String>> rows = new ArrayList<>();
            for (Readout.ReleaseEffect release : facts.readout().releases()) {
                rows.add(List.of(
                        release.release(),
                        release.from() + " … " + release.to(),
                        Numbers.count(release.rows()),
                        Numbers.count(release.decidedByModel()),
                        saved(release.paired()),
                        saved(release.ab()),
                        learned.tells() ? saved(learned.shrunk(release)) : "not told"));
            }
            Tables.write(
                    html,
                    "Each release is an experiment of its own; saved is rule minus model, "
                            + Numbers.sign(facts.currency()) + " a "
                            + facts.objective().unit(),
                    List.of(
                            "Release",
                            "Months",
                            "Compared",
                            "Decided by the model",
                            "Saved, paired",
                            "Saved, A/B",
                            "Saved, without luck"),
                    rows);
            html.element("p", learned.sentence(exchange));
        }
        facts.blessing().ifPresent(this::gates);
        var counts = facts.readout().counts();
        html.element(
                "p",
                Numbers.count(counts.decided()) + " decisions logged, " + Numbers.count(counts.labelled())
                        + " with known outcome by now, " + Numbers.count(counts.awaiting()) + " still without"
                        + (counts.unlogged() == 0
                                ? "."
                                : ", " + Numbers.count(counts.unlogged()) + " outcomes without a logged decision."));
        html.close().line();
    }

    private void gates(Blessing blessing) {
        Tables.write(
                html,
                "Gates before the current release (" + blessing.recipe() + "): "
                        + blessing.verdict().value().toLowerCase(Locale.ROOT) + ", "
                        + blessing.verdict().why(),
                List.of("Gate", "Result", "Found", "Expected"),
                blessing.gates().stream()
                        .map(gate -> List.of(
                                gate.gate(), gate.status().toLowerCase(Locale.ROOT), gate.value(), gate.expected()))
                        .toList());
    }

    private void challengers() {
        section("challengers", "Models that were put forward");
        List<List<String>> rows = new ArrayList<>();
        for (Challenges.Past challenge : facts.challenges().all()) {
            rows.add(List.of(
                    challenge.asOf().toString().substring(0, 10),
                    challenge.challenger(),
                    challenge.champion().orElse("nobody"),
                    challenge.outcome().toLowerCase(Locale.ROOT),
                    better(challenge),
                    challenge.why()));
        }
        Tables.write(
                html,
                "Each turn of the loop trains again and compares with the model in use, on " + facts.units()
                        + " that neither was trained on",
                List.of("Turn as of", "Model", "Against", "Result", "Better by", "Why"),
                rows);
        html.close().line();
    }

    private String better(Challenges.Past challenge) {
        if (challenge.loss().isPresent()) {
            return Numbers.plain(challenge.difference().scaled(value -> -value)) + " in "
                    + challenge.loss().get();
        }
        return challenge.difference() instanceof Estimate
                ? saved(challenge.difference())
                : challenge.champion().isEmpty() ? "first of its kind" : "no difference to measure";
    }

    private void candidates() {
        section("candidates", "How the models of the last turn were judged");
        html.element(
                "p",
                "Trained on what was known at the start of each period ("
                        + String.join(", ", facts.evaluation().folds())
                        + ") and judged on it: "
                        + Numbers.count(facts.evaluation().rows()) + " " + facts.units()
                        + ". " + facts.evaluation().why() + ".");
        List<List<String>> rows = new ArrayList<>();
        facts.evaluation()
                .candidates()
                .forEach((name, score) -> rows.add(List.of(
                        name,
                        Numbers.money(score.cost(), facts.currency()),
                        saved(score.costVersusRule()),
                        Numbers.plain(score.metric(Evaluation.AUC)),
                        Numbers.plain(score.metric(Evaluation.LOG_LOSS)))));
        Tables.write(
                html,
                "Cost by candidate; today's rule: "
                        + Numbers.money(facts.evaluation().ruleCost(), facts.currency())
                        + ". Ranking (AUC): chance that a random "
                        + facts.objective().unit() + " with "
                        + facts.objective().event() + " gets a higher probability than one without; log loss: how far"
                        + " probabilities are from outcomes, lower is better",
                List.of("Candidate", "Cost a " + facts.objective().unit(), "Saved against the rule", "AUC", "Log loss"),
                rows);
        facts.card().ifPresent(this::card);
        html.close().line();
    }

    private void card(ModelCard card) {
        html.open("details").element("summary", "Model card").open("dl");
        for (String heading : card.headings()) {
            html.element("dt", heading);
            html.element("dd", Optional.ofNullable(card.sections().get(heading)).orElse("missing"));
        }
        html.close().close();
    }

    private void performance() {
        section("performance", "Watching the model before outcomes are known");
        Optional<Findings> findings = facts.findings();
        if (findings.isEmpty()) {
            html.element("p", "Nothing watches this model: the project has no monitoring.")
                    .close();
            return;
        }
        html.element("p", findings.get().headline());
        List<SlotFinding> slots = findings.get().slots();
        var track = findings.get().track();
        html.open("figure");
        new Charts(html, facts)
                .performance(
                        slots,
                        track.judged() == 0
                                ? "No month has both an estimate and enough outcomes yet"
                                : "What came lay inside the estimate in " + track.covered() + " of " + track.judged()
                                        + " months");
        html.close();
        List<List<String>> drifted = slots.stream()
                .filter(slot -> slot.drift().equals("DRIFT"))
                .map(slot ->
                        List.of(slot.slot().toString(), Numbers.count(slot.rows()), String.join("; ", slot.drifted())))
                .toList();
        if (drifted.isEmpty()) {
            long unclear = slots.stream()
                    .filter(slot -> slot.drift().equals("INSUFFICIENT_DATA"))
                    .count();
            html.element(
                    "p",
                    "In no month did the " + facts.units() + " look different from the same season before"
                            + (unclear == 0
                                    ? "."
                                    : "; in " + unclear + " of " + slots.size() + " they were too few to exclude it."));
        } else {
            Tables.write(
                    html,
                    "Months whose " + facts.units() + " looked different from the same season before",
                    List.of("Month", Words.plain(facts.units()), "What differs"),
                    drifted);
        }
        html.close().line();
    }

    private void data() {
        section("data", "Data and what was set aside");
        if (facts.data().isEmpty()) {
            html.element("p", "No report about the data.").close();
            return;
        }
        DataReport data = facts.data().get();
        html.element(
                "p",
                Numbers.count(data.rows()) + " " + facts.units() + " read, " + Numbers.count(data.labelled())
                        + " with a usable outcome, " + Numbers.count(data.positives()) + " with "
                        + facts.objective().event() + ", " + Numbers.count(data.duplicateRows())
                        + " exact duplicates kept on one side of every split.");
        if (!data.quarantined().isEmpty()) {
            Tables.write(
                    html,
                    "Set aside, with the rule that was broken",
                    List.of("Rule", "Column", "What", "How many", "Example"),
                    data.quarantined().stream()
                            .map(row -> List.of(
                                    row.rule(), row.column(), row.what(), Numbers.count(row.rows()), row.example()))
                            .toList());
        }
        if (!data.neverAvailable().isEmpty()) {
            html.element(
                    "p",
                    "Never used, because nobody knows them when the decision is taken: "
                            + String.join(", ", data.neverAvailable()) + ".");
        }
        html.close().line();
    }

    private void assumptions() {
        section("assumptions", "What is assumed, by whom, and what if it is otherwise");
        List<List<String>> rows = new ArrayList<>();
        facts.assumptions()
                .all()
                .forEach(assumption -> rows.add(
                        List.of(assumption.name(), assumption.value(), assumption.owner(), assumption.source())));
        facts.costSpecs()
                .forEach(cost -> rows.add(List.of(
                        cost.name(),
                        Numbers.amount(cost.amount(), facts.currency()) + " a "
                                + cost.per().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        cost.owner(),
                        cost.source())));
        Tables.write(html, "Declared, not measured", List.of("What", "Value", "Who says so", "From where"), rows);
        Tables.write(
                html,
                "Saved if a cost were another one, decisions as they were made",
                List.of(
                        "If",
                        "To act",
                        "A miss",
                        "Rule costs",
                        "Saved a " + facts.objective().unit()),
                facts.readout().sensitivity().stream()
                        .map(row -> List.of(
                                row.name(),
                                row.act(),
                                row.miss(),
                                Numbers.money(row.rule(), facts.currency()),
                                saved(row.paired())))
                        .toList());
        html.element(
                "p",
                "How the model's quality moves " + facts.objective().metric() + ", by "
                        + facts.assumptions().link().evidence() + ": "
                        + facts.assumptions().link().sentence());
        Tables.write(
                html,
                "Asked at the start of the last turn: "
                        + facts.assessment().verdict().value().replace('_', ' '),
                List.of("Question", "Result", "Answer"),
                facts.assessment().checks().stream()
                        .map(check -> List.of(
                                check.title(),
                                check.status().toLowerCase(Locale.ROOT).replace('_', ' '),
                                check.told()))
                        .toList());
        html.close().line();
    }

    private void statisticians() {
        section("statisticians", "For statisticians");
        var overall = facts.readout().overall();
        html.element(
                "p",
                "Arms: " + Numbers.count(overall.unitsRule()) + " units by the rule, "
                        + Numbers.count(overall.unitsModel()) + " by the model; "
                        + (overall.srmP().isEmpty()
                                ? "no sample-ratio test without two arms."
                                : "sample-ratio test p = "
                                        + Numbers.plain(overall.srmP().get(0))
                                        + " (below 0.001 would make the comparison invalid)."));
        html.element(
                "p",
                "The paired comparison decides because " + facts.plan().why() + ". Verdict by the registered rule: "
                        + facts.readout().verdict().value() + ", "
                        + facts.readout().verdict().why() + ".");
        Tables.write(
                html,
                "Policies on the same " + facts.units() + "; saved against today's rule, intervals that hold for all of"
                        + " them at once; left over: of what could be saved at best, the share that a policy does not save",
                List.of("Policy", "Cost a " + facts.objective().unit(), "Saved", "Left over"),
                facts.readout().compared().orElse(List.of()).stream()
                        .map(policy -> List.of(
                                policyName(policy.policy()),
                                facts.money(policy.cost()),
                                policy.policy().equals("rule") ? "" : saved(policy.difference()),
                                policy.regretShare().map(Numbers::percent).orElse("")))
                        .toList());
        html.close().line();
    }

    private String policyName(String name) {
        return switch (name) {
            case "rule" -> "today's rule: " + facts.rule().name();
            case "model" -> "the model";
            case PolicyTable.ALL -> facts.objective().action() + " all";
            case PolicyTable.NONE -> facts.objective().action() + " none";
            default -> "best in hindsight";
        };
    }

    private void section(String id, String title) {
        LinkedFigures.section(html, id, title);
    }

    private String saved(Figure modelMinusRule) {
        return Numbers.money(modelMinusRule.scaled(value -> -value), facts.currency());
    }
}
