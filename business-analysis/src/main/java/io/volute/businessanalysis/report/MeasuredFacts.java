package io.volute.businessanalysis.report;

import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.businessanalysis.ledger.Book;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.businessanalysis.Insight.ArmEffect;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.proposal.Proposal;
import io.volute.core.proposal.Proposals;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.stage.StepContext;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of an objective whose metric is computed from events. Only an experiment whose primary metric is the
 * objective's own lets a model be kept; one that is good at anything else says how to go on.
 */
record MeasuredFacts(
        Objective objective,
        MeasuredObjective measured,
        Assessment assessment,
        String link,
        SortedMap<String, ExperimentReadout> experiments,
        Optional<Book> book,
        List<Proposal> proposals) {

    static MeasuredFacts of(Objective objective, WriteReport.Input input, StepContext context) {
        SortedMap<String, ExperimentReadout> experiments = new TreeMap<>();
        input.experiment()
                .forEach((name, artifact) -> experiments.put(name, context.load(ExperimentReadout.class, artifact)));
        return new MeasuredFacts(
                objective,
                objective.measured().orElseThrow(),
                context.load(Assessment.class, input.assessment()),
                input.assumptions()
                        .map(artifact ->
                                context.load(Assumptions.class, artifact).link())
                        .map(link -> (link.evidence().equals("assumed") ? "" : "by ") + link.evidence() + ": "
                                + link.sentence())
                        .orElse(""),
                experiments,
                input.ledger()
                        .map(artifact -> context.load(Book.class, artifact))
                        .filter(book -> !book.months().isEmpty()),
                input.proposals()
                        .map(artifact -> context.load(Proposals.class, artifact).all())
                        .orElse(List.of()));
    }

    MeasuredClosing closing() {
        return new MeasuredClosing(
                objective.name(),
                objective.owner(),
                measured.metric(),
                objective.targetRelative(),
                objective.months(),
                measured.guardrails().stream()
                        .map(one -> new MeasuredClosing.Guarded(one.metric(), one.margin()))
                        .toList(),
                link,
                experiments.values().stream()
                        .map(one -> new MeasuredClosing.Told(
                                one.experiment(),
                                one.verdict().value(),
                                one.verdict().why()))
                        .toList(),
                money(),
                decision());
    }

    private Optional<MeasuredClosing.Money> money() {
        return book.map(found -> new MeasuredClosing.Money(
                found.currency(),
                found.months().get(found.months().size() - 1).month(),
                found.cost(),
                found.benefit(),
                found.net(),
                found.breakEven(),
                found.basis()));
    }

    Verdict decision() {
        Optional<ExperimentReadout> shipped = first("SHIP")
                .filter(one -> one.effects().stream()
                        .anyMatch(effect -> effect.role() == MetricRole.PRIMARY
                                && effect.metric().equals(measured.metric())));
        if (shipped.isPresent()) {
            return new Verdict(
                    "decision",
                    "KEEP",
                    said(shipped.get())
                            + money().map(money -> "; " + money.text()).orElse(""));
        }
        // Of several that say no, the newest by name.
        Optional<ExperimentReadout> stopped =
                experiments.values().stream().filter(this::asksForAnother).reduce((older, newer) -> newer);
        if (stopped.isPresent()) {
            return new Verdict("decision", "IMPROVE", said(stopped.get()) + "; what to try instead: volute scope show");
        }
        return new Verdict(
                "decision",
                "IMPROVE",
                experiments.values().stream()
                        .filter(one -> !one.verdict().value().equals("DO_NOT_SHIP"))
                        .findFirst()
                        .map(one -> said(one) + "; " + measured.metric() + " is not known to move")
                        .or(() -> first("DO_NOT_SHIP")
                                .map(one -> said(one)
                                        + "; the model is made good at something else since, which no experiment has"
                                        + " tried yet"))
                        .orElse("no experiment has said yet what the model does to " + measured.metric()));
    }

    /** An experiment that says no is answered once the model is made good at something else. */
    private boolean asksForAnother(ExperimentReadout readout) {
        return readout.verdict().value().equals("DO_NOT_SHIP")
                && proposals.stream()
                        .anyMatch(proposal ->
                                proposal.evidence().contains(readout.verdict().subject()));
    }

    private Optional<ExperimentReadout> first(String verdict) {
        return experiments.values().stream()
                .filter(one -> one.verdict().value().equals(verdict))
                .findFirst();
    }

    private static String said(ExperimentReadout readout) {
        return readout.experiment() + ": " + readout.verdict().why();
    }

    /** What the next turn starts from. */
    Insight insight() {
        Verdict decision = decision();
        boolean kept = decision.value().equals("KEEP");
        return new Insight(
                decision.value(),
                decision.why(),
                kept ? "experiment-shipped" : experiments.isEmpty() ? "experiment-missing" : "experiment-did-not-ship",
                kept ? "business-analysis" : "scoping",
                new ArrayList<>(experiments.keySet()),
                Optional.of(effects()).filter(found -> !found.isEmpty()));
    }

    /** What the experiments found for the objective's own metric. */
    private List<ArmEffect> effects() {
        return experiments.values().stream()
                .flatMap(readout -> readout.effects().stream()
                        .filter(effect -> effect.metric().equals(measured.metric()))
                        .map(effect -> new ArmEffect(
                                readout.experiment(),
                                effect.arm(),
                                effect.metric(),
                                effect.effect(),
                                readout.verdict().value())))
                .toList();
    }

    /** All numbers by id, with their way back. */
    List<ReportedFigure> figures(WriteReport.Input input, Artifact<Insight> insight) {
        List<ReportedFigure> all = new ArrayList<>();
        for (Map.Entry<String, ExperimentReadout> entry : experiments.entrySet()) {
            Artifact<ExperimentReadout> artifact = input.experiment().get(entry.getKey());
            if (artifact == null) {
                continue;
            }
            String digest = artifact.digest().toString();
            for (ExperimentReadout.Effect effect : entry.getValue().effects()) {
                if (!effect.role().equals(MetricRole.SECONDARY)) {
                    all.add(new ReportedFigure(
                            "experiment." + entry.getKey() + "." + effect.metric() + "." + effect.arm(),
                            effect.metric() + " of " + effect.arm(),
                            Numbers.percent(effect.lift()),
                            "change against the control, of those exposed"
                                    + effect.guardrail()
                                            .map(standing -> "; a guardrail that says " + standing)
                                            .orElse(""),
                            "business-analysis.experiment",
                            "experiment",
                            digest));
                }
            }
        }
        money().ifPresent(money -> {
            String digest = input.ledger().orElseThrow().digest().toString();
            add(
                    all,
                    "roi.cost",
                    "Spent",
                    Numbers.amount(money.cost(), money.currency()),
                    "all costs in the ledger",
                    digest);
            add(all, "roi.benefit", "Earned", Numbers.money(money.benefit(), money.currency()), money.basis(), digest);
            add(
                    all,
                    "roi.net",
                    "Earned minus spent",
                    Numbers.money(money.net(), money.currency()),
                    "by the end of " + money.through()
                            + "; the effect is drawn once for each path, so it holds for all of its months",
                    digest);
            add(
                    all,
                    "roi.break-even",
                    "First paid back",
                    Closing.month(money.breakEven().median()) + " (80 %: "
                            + Closing.month(money.breakEven().low()) + " … "
                            + Closing.month(money.breakEven().high()) + ")",
                    "first month in which what a path earns reaches what it costs",
                    digest);
        });
        Verdict decision = decision();
        all.add(new ReportedFigure(
                "decision",
                "Decision",
                decision.value(),
                decision.why(),
                "business-analysis.report",
                "insight",
                insight.digest().toString()));
        return List.copyOf(all);
    }

    private static void add(
            List<ReportedFigure> all, String id, String title, String text, String definition, String digest) {
        all.add(new ReportedFigure(id, title, text, definition, "business-analysis.ledger", "ledger", digest));
    }
}
