package io.volute.businessanalysis.report;

import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.core.contract.monitoring.Findings;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Gaps;
import io.volute.core.contract.scoping.Gaps.Gap;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.run.Slot;
import io.volute.core.stage.StepContext;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** All that the report of a draft tells about, loaded. */
record DraftFacts(
        Objective objective,
        Assessment assessment,
        Evaluation evaluation,
        List<Gap> missing,
        String period,
        Optional<Blessing> blessing,
        Optional<Release> release,
        Optional<Findings> findings,
        Optional<DataReport> data) {
    private static final int CLASSES = 6;
    private static final Gap BUILDING = new Gap(
            "business-analysis.costs",
            "what building and running the model costs is needed before a return can be told",
            "costs: [{name: building it, kind: people, amount: 24000, per: first-training, owner: finance, source:"
                    + " planning rates}]");

    static DraftFacts of(WriteReport.Input input, StepContext context) {
        List<Gap> missing = new ArrayList<>(
                input.gaps().map(gaps -> context.load(Gaps.class, gaps).all()).orElse(List.of()));
        if (input.costSpecs().isEmpty()) {
            missing.add(BUILDING);
        }
        return new DraftFacts(
                context.load(Objective.class, input.objective()),
                context.load(Assessment.class, input.assessment()),
                context.load(Evaluation.class, input.evaluation()),
                missing,
                period(input, context),
                input.blessing().map(blessing -> context.load(Blessing.class, blessing)),
                input.release().map(release -> context.load(Release.class, release)),
                input.findings().map(findings -> context.load(Findings.class, findings)),
                input.dataReport().map(data -> context.load(DataReport.class, data)));
    }

    /** From the first to the last slot with rows; slots reach up to the date of the run, and data may have ended before. */
    private static String period(WriteReport.Input input, StepContext context) {
        List<Slot> slots = input.examples().entrySet().stream()
                .filter(slot ->
                        context.load(Examples.class, slot.getValue()).rows().rows() > 0)
                .map(Map.Entry::getKey)
                .toList();
        if (slots.isEmpty()) {
            return "no rows";
        }
        Slot first = slots.get(0);
        Slot last = slots.get(slots.size() - 1);
        if (first.equals(Slot.ALL)) {
            return "without decision times";
        }
        return first.equals(last) ? first.toString() : first + " … " + last;
    }

    /** The facts of the closing screen. */
    DraftClosing closing() {
        return new DraftClosing(
                objective.event(),
                evaluation.framing().words(),
                data.map(DataReport::rows).orElse(0L),
                data.map(DataReport::labelled).orElse(0L),
                period,
                data.map(this::distribution).orElseGet(() -> said("S4")),
                Numbers.count(evaluation.rows()) + " rows of "
                        + (evaluation.folds().size() == 1 ? "the fold " : "the folds ")
                        + String.join(", ", evaluation.folds()),
                evaluation.loss(),
                candidates(),
                evaluation.chosen(),
                evaluation.why(),
                releaseInWords(),
                missing,
                new Verdict("decision", "IMPROVE", "a draft: " + headline() + "; first write " + first()));
    }

    private String distribution(DataReport report) {
        if (report.number().isPresent()) {
            DataReport.NumberLabel number = report.number().get();
            return "mean " + Numbers.plain(number.mean()) + ", deviation " + Numbers.plain(number.deviation())
                    + ", from " + Numbers.plain(number.min()) + " to " + Numbers.plain(number.max());
        }
        if (report.classes().isPresent()) {
            SortedMap<String, Long> classes = report.classes().get();
            String most = classes.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(CLASSES)
                    .map(entry -> Numbers.count(entry.getValue()) + " " + entry.getKey())
                    .collect(Collectors.joining(", "));
            return classes.size() <= CLASSES ? most : most + " and " + (classes.size() - CLASSES) + " more classes";
        }
        return Numbers.count(report.positives()) + " with " + objective.event() + ", "
                + Numbers.count(report.labelled() - report.positives()) + " without";
    }

    /** Best first: those that are certain to tell more than a constant, by how much. */
    private List<DraftClosing.Candidate> candidates() {
        return evaluation.candidates().entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> entry.getValue()
                        .lossVersusBaseline()
                        .found()
                        .map(Estimate::estimate)
                        .orElse(Double.MAX_VALUE)))
                .map(entry -> new DraftClosing.Candidate(
                        entry.getKey(),
                        entry.getValue().metrics(),
                        entry.getValue().lossVersusBaseline()))
                .toList();
    }

    private String headline() {
        boolean tells = chosen().flatMap(score -> score.lossVersusBaseline().found())
                .filter(found -> found.below(0))
                .isPresent();
        return tells
                ? evaluation.chosen() + " tells more of " + objective.event()
                        + " than a constant, and nobody has said what that is worth"
                : "no model is certain to tell more of " + objective.event() + " than a constant";
    }

    private String first() {
        return missing.isEmpty()
                ? "what volute show assessment lists"
                : missing.get(0).key();
    }

    Optional<CandidateScore> chosen() {
        return Optional.ofNullable(evaluation.candidates().get(evaluation.chosen()));
    }

    /** What a check of the scope found; empty when it was not asked. */
    String said(String check) {
        return assessment.checks().stream()
                .filter(found -> found.id().equals(check))
                .map(ScopeCheck::value)
                .findFirst()
                .orElse("");
    }

    private String releaseInWords() {
        Optional<String> refused = blessing.filter(found -> found.verdict().negative())
                .map(found -> "no model is in use: " + found.verdict().why());
        return refused.or(() -> release.flatMap(Release::recipe)
                        .map(recipe -> recipe + " watches and nobody acts: no rule and no costs are declared"))
                .orElse("no model is in use, and nobody acts");
    }

    /** What the next turn starts from. */
    Insight insight() {
        return new Insight("IMPROVE", headline(), "objective-missing", "scoping", List.of("draft.loss", "decision"));
    }
}
