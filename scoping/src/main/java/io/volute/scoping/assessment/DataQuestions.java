package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;
import static io.volute.scoping.threshold.Threshold.BASELINE;
import static io.volute.scoping.threshold.Threshold.CONTRADICTIONS;
import static io.volute.scoping.threshold.Threshold.JOINED;
import static io.volute.scoping.threshold.Threshold.ROWS;
import static io.volute.scoping.threshold.Threshold.SPLITS;
import static io.volute.scoping.threshold.Threshold.SPLITS_LOW;
import static io.volute.scoping.threshold.Threshold.WEEKS;

import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Leakage;
import io.volute.core.contract.dataengineering.Leakage.Detector;
import io.volute.core.contract.dataengineering.Leakage.Finding;
import io.volute.core.contract.dataengineering.Leakage.Severity;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.LabelPlanSpec;
import io.volute.scoping.objective.ObjectiveSpec.Recurs;
import io.volute.scoping.threshold.Thresholds;
import io.volute.statistics.Estimate;
import io.volute.statistics.mean.NullSplits;
import io.volute.statistics.series.Autocorrelation;
import io.volute.statistics.survival.KaplanMeier;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** S1, S2, S4 to S6: whether metric and labels can be had from these data, and are what they seem. */
final class DataQuestions {
    private static final double GRACE_DAYS = 7;
    private static final int SPLITS_MADE = 1_000;
    private static final int SPLIT_MIN = 100;
    private static final int SPLIT_ROWS = 20_000;
    private static final int NAMED = 5;

    private final Known known;
    private final Thresholds limits;

    DataQuestions(Known known) {
        this.known = known;
        this.limits = known.thresholds();
    }

    /** S1: the metric can be computed, and stands where it was said to. */
    ScopeCheck metric(Decided decided) {
        History history = decided.history();
        String unit = known.objective().unit();
        String title = "What today's rule costs";
        String remedy = "bring history in which the outcome of each " + unit + " is known";
        String told = Numbers.money(decided.baseline(), decided.costs().currency()) + " a " + unit + ", "
                + Numbers.count(history.labelled().size()) + " " + unit + "s from " + Days.of(history.from()) + " to "
                + Days.of(history.to());
        if (!(decided.baseline() instanceof Estimate cost)) {
            return new ScopeCheck("S1", title, FAIL, told, remedy);
        }
        Optional<Double> declared = known.declared().baseline();
        List<String> wrong = new ArrayList<>();
        declared.filter(value -> Math.abs(value - cost.estimate()) > limits.fail(BASELINE) * standardError(cost))
                .ifPresent(value -> wrong.add("declared as " + decided.money(value)));
        double joined = joined(history);
        if (joined < limits.fail(JOINED)) {
            wrong.add("only " + Numbers.percent(joined) + " of those old enough have an outcome");
        }
        double weeks = limits.warn(WEEKS);
        boolean few = ChronoUnit.DAYS.between(history.from(), history.to()) < weeks * 7;
        if (!wrong.isEmpty() || few || joined < limits.warn(JOINED)) {
            return new ScopeCheck(
                            "S1",
                            title,
                            wrong.isEmpty() ? WARN : FAIL,
                            told + (wrong.isEmpty() ? "" : "; " + String.join("; ", wrong)),
                            wrong.isEmpty()
                                    ? few
                                            ? "bring at least " + Answer.limit(weeks) + " weeks of history"
                                            : "find out why " + Numbers.percent(1 - joined) + " have no outcome"
                                    : declared.isPresent() ? "correct objective.baseline.value, or the data" : remedy)
                    .with(Answer.number(cost, declared));
        }
        DataReport report = known.report();
        String repeats = report.duplicateRows() == 0
                ? ""
                : "; " + Numbers.count(report.duplicateRows()) + " rows repeat an earlier one";
        return new ScopeCheck("S1", title, PASS, told + repeats, remedy).with(Answer.number(cost, declared));
    }

    private static double standardError(Estimate cost) {
        return (cost.high() - cost.low()) / (2 * 1.959964);
    }

    /** Share with an outcome among the decisions that are a week older than nine in ten labels need. */
    private static double joined(History history) {
        double due = due(history);
        long missing = history.waiting().stream()
                .filter(waiting -> waiting.days() > due + GRACE_DAYS)
                .count();
        return history.labelled().size() / (double) (history.labelled().size() + missing);
    }

    /** Days by which nine in ten labels have come; while that is not seen, the longest that one took. */
    private static double due(History history) {
        return history.delays()
                .quantile(.9)
                .orElseGet(() -> history.labelled().stream()
                        .mapToDouble(History.Decision::delayDays)
                        .max()
                        .orElse(Double.POSITIVE_INFINITY));
    }

    /** S2: where nothing is done, nothing is found. */
    ScopeCheck sane(Decided decided) {
        String title = "Found where nothing is done";
        History history = decided.history();
        String unit = known.objective().unit();
        Optional<Recurs> recurs = known.declared().recurs();
        boolean told = recurs.filter(how -> how != Recurs.UNKNOWN).isPresent();
        if (!told && !(recurs.isEmpty() && history.recurs())) {
            return new ScopeCheck(
                    "S2",
                    title,
                    UNKNOWN,
                    "nothing says whether a " + unit + " comes back, so no split keeps together what belongs together",
                    "write objective.recurs: never, or declare what a unit's rows have in common as groups of the"
                            + " contract");
        }
        if (history.labelled().size() < SPLIT_MIN) {
            return new ScopeCheck(
                    "S2",
                    title,
                    UNKNOWN,
                    "fewer than " + SPLIT_MIN + " " + unit + "s: no split of them says anything",
                    "collect at least " + SPLIT_MIN);
        }
        int[] rows = IntStream.range(
                        Math.max(0, history.labelled().size() - SPLIT_ROWS),
                        history.labelled().size())
                .toArray();
        double[] costs = history.ruleCosts(decided.costs());
        double share = NullSplits.shareBelow(
                Arrays.stream(rows).mapToDouble(row -> costs[row]).toArray(),
                Arrays.stream(rows)
                        .mapToLong(row -> history.labelled().get(row).unit())
                        .toArray(),
                SPLITS_MADE,
                1);
        String status = share > limits.fail(SPLITS)
                ? FAIL
                : share < limits.warn(SPLITS_LOW) || share > limits.warn(SPLITS) ? WARN : PASS;
        return new ScopeCheck(
                        "S2",
                        title,
                        status,
                        Numbers.percent(share) + " of " + Numbers.count(SPLITS_MADE)
                                + " splits in half find a difference at" + " 5 %" + days(history, costs),
                        "analyse by what is assigned, or find a metric that a few values do not carry")
                .with(Answer.number(share, limits.fail(SPLITS)));
    }

    private static String days(History history, double[] costs) {
        List<LocalDate> dates = history.labelled().stream()
                .map(decision -> Days.of(decision.at()))
                .toList();
        LocalDate first = dates.stream().min(LocalDate::compareTo).orElseThrow();
        LocalDate last = dates.stream().max(LocalDate::compareTo).orElseThrow();
        int length = (int) ChronoUnit.DAYS.between(first, last) + 1;
        double[] sums = new double[length];
        int[] counts = new int[length];
        for (int i = 0; i < costs.length; i++) {
            int day = (int) ChronoUnit.DAYS.between(first, dates.get(i));
            sums[day] += costs[i];
            counts[day]++;
        }
        for (int day = 0; day < length; day++) {
            sums[day] = counts[day] == 0 ? Double.NaN : sums[day] / counts[day];
        }
        OptionalDouble next = Autocorrelation.at(sums, 1);
        OptionalDouble week = Autocorrelation.at(sums, 7);
        return next.isEmpty() || week.isEmpty()
                ? ""
                : "; a day goes with the next by " + Numbers.plain(next.getAsDouble())
                        + ", with that of the next week by " + Numbers.plain(week.getAsDouble());
    }

    /** S4: enough of both classes, labels that come in time. */
    ScopeCheck labels(Decided decided) {
        History history = decided.history();
        long events = history.events();
        long others = history.labelled().size() - events;
        KaplanMeier delays = history.delays();
        boolean late = late(delays);
        double least = limits.fail(ROWS);
        boolean few = Math.min(events, others) < least;
        return new ScopeCheck(
                        "S4",
                        "Labels: how many, how late",
                        few || late ? FAIL : delays.quantile(.9).isEmpty() ? WARN : PASS,
                        Numbers.count(events) + " with " + known.objective().event() + ", " + Numbers.count(others)
                                + " without; " + told(delays),
                        late && !few ? sooner() : "collect at least " + Answer.limit(least) + " of each")
                .with(Answer.number((double) Math.min(events, others), least));
    }

    /** Whether nine in ten labels take longer than the plan allows. */
    private boolean late(KaplanMeier delays) {
        OptionalDouble ninety = delays.quantile(.9);
        return known.declared()
                .label()
                .flatMap(LabelPlanSpec::delayMax)
                .map(this::days)
                .filter(allowed -> ninety.isEmpty() || Math.rint(ninety.getAsDouble()) > allowed)
                .isPresent();
    }

    private String told(KaplanMeier delays) {
        return Delays.describe(delays) + (late(delays) ? ", later than the plan allows" : "");
    }

    private String sooner() {
        return "find a label that comes within "
                + known.declared().label().flatMap(LabelPlanSpec::delayMax).orElseThrow();
    }

    private double days(Period period) {
        LocalDate day = Days.of(known.asOf());
        return ChronoUnit.DAYS.between(day, day.plus(period));
    }

    /** S4 of a draft. */
    ScopeCheck counts() {
        return known.labels().check(limits.fail(ROWS));
    }

    /** S4 where no row is decided. */
    ScopeCheck labels() {
        String title = "Labels: how many, how late";
        LabelCounts counts = known.labels();
        double least = limits.fail(ROWS);
        if (counts.isEmpty()) {
            return new ScopeCheck("S4", title, UNKNOWN, counts.value(least), counts.remedy(least));
        }
        KaplanMeier delays = Delays.of(known.slices(), known.asOf());
        boolean few = !counts.enough(least);
        boolean late = late(delays);
        return new ScopeCheck(
                        "S4",
                        title,
                        few || late ? FAIL : delays.quantile(.9).isEmpty() ? WARN : PASS,
                        counts.value(least) + "; " + told(delays),
                        late && !few ? sooner() : counts.remedy(least))
                .with(Answer.number((double) counts.rarest(), least));
    }

    /** S5: the label is what it seems: two who look agree, other columns do not give it the lie. */
    ScopeCheck quality(Optional<History> history) {
        String title = "Labels: how good";
        if (known.declared().label().flatMap(LabelPlanSpec::onlyWhereActed).orElse(false)) {
            return new ScopeCheck(
                    "S5",
                    title,
                    FAIL,
                    "outcomes are seen only where somebody acted, so they tell of today's policy",
                    "act by lot on at least 1 % of the " + known.objective().unit() + "s, whatever is predicted");
        }
        String seen = history.map(DataQuestions::seen).orElse("");
        Optional<ScopeCheck> twice = SecondOpinion.check(known, title);
        if (twice.filter(check -> check.status().equals(FAIL)).isPresent()) {
            return twice.get();
        }
        List<Finding> contradictions = known.leakage().findings().stream()
                .filter(finding -> finding.detector() == Detector.CONTRADICTION)
                .toList();
        long rows = contradictions.stream()
                .mapToLong(finding -> finding.rows() - finding.positives())
                .max()
                .orElse(0);
        if (rows > limits.warn(CONTRADICTIONS)) {
            return new ScopeCheck(
                            "S5",
                            title,
                            WARN,
                            contradictions.stream().map(Finding::message).collect(Collectors.joining("; ")) + seen,
                            "look at these rows, and correct the label or say why both are right")
                    .with(Answer.number((double) rows, limits.warn(CONTRADICTIONS)));
        }
        return twice.orElseGet(() -> new ScopeCheck(
                "S5",
                title,
                UNKNOWN,
                "no row was labelled twice" + seen,
                "label 200 rows a second time and name the column in ml-objective.label.second"));
    }

    private static String seen(History history) {
        double acted = seen(history, true);
        double not = seen(history, false);
        return Double.isNaN(acted) || Double.isNaN(not)
                ? ""
                : "; the outcome is seen for " + Numbers.percent(acted) + " of those acted on and for "
                        + Numbers.percent(not) + " of the others";
    }

    private static double seen(History history, boolean acted) {
        double due = due(history);
        long with = history.labelled().stream()
                .filter(decision -> decision.ruleActs() == acted)
                .count();
        long without = history.waiting().stream()
                .filter(waiting -> waiting.ruleActs() == acted && waiting.days() > due + GRACE_DAYS)
                .count();
        return with / (double) (with + without);
    }

    /** S6: nothing is used that is not known when the decision is taken. */
    ScopeCheck knownInTime() {
        Leakage leakage = known.leakage();
        List<Finding> grave = leakage.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
        List<String> never = known.report().neverAvailable();
        String late = (never.isEmpty() ? "every column" : "never, so refused as features: " + String.join(", ", never))
                + wouldTell(leakage);
        if (grave.isEmpty()) {
            return new ScopeCheck(
                    "S6", "Known when the decision is taken", PASS, late, "leave columns out that are written later");
        }
        boolean blocked = grave.stream().anyMatch(finding -> finding.severity() == Severity.BLOCK);
        ScopeCheck check = new ScopeCheck(
                "S6",
                "Known when the decision is taken",
                blocked ? FAIL : WARN,
                grave.stream().map(Finding::message).collect(Collectors.joining("; ")),
                "declare when each of them is available, or accept it with a reason in data-engineering.leakage.accept");
        return grave.stream()
                .flatMap(finding -> finding.figure().flatMap(figure -> figure.found()).stream()
                        .map(found -> Answer.number(found, finding.threshold())))
                .findFirst()
                .map(check::with)
                .orElse(check);
    }

    /** What would be found out if somebody declared it otherwise. */
    private static String wouldTell(Leakage leakage) {
        String told = leakage.findings().stream()
                .filter(finding -> finding.severity() == Severity.INFO)
                .filter(finding -> finding.detector() == Detector.POWER || finding.detector() == Detector.SEGMENT)
                .filter(finding -> !finding.column().isEmpty())
                .map(Finding::column)
                .distinct()
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? "" : "; known too late, and would tell the label: " + told;
    }
}
