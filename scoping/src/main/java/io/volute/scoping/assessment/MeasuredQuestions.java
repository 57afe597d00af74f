package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;
import static io.volute.scoping.threshold.Threshold.BASELINE;
import static io.volute.scoping.threshold.Threshold.BOTS;
import static io.volute.scoping.threshold.Threshold.JOINED;
import static io.volute.scoping.threshold.Threshold.SILENT;
import static io.volute.scoping.threshold.Threshold.SPLITS;
import static io.volute.scoping.threshold.Threshold.SPLITS_LOW;
import static io.volute.scoping.threshold.Threshold.WEEKS;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.businessanalysis.MetricHealth.Coverage;
import io.volute.core.contract.businessanalysis.MetricHealth.Splits;
import io.volute.core.contract.businessanalysis.MetricHealth.Spread;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.ObjectiveSpec.Recurs;
import io.volute.scoping.threshold.Thresholds;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** S1 and S2 of an objective that is a metric over events. */
final class MeasuredQuestions {
    static final String SANE = "Found where nothing is done";

    private static final int DAYS_A_WEEK = 7;
    private static final int UNITS_MIN = 100;
    /** Refusals that say the definition does not fit the log; the others say that there is too little of it. */
    private static final Set<String> UNFIT = Set.of("no-column", "no-event", "no-number", "zero-denominator");

    private final Known known;
    private final Thresholds limits;
    private final String metric;
    private final String units;

    MeasuredQuestions(Known known) {
        this.known = known;
        this.limits = known.thresholds();
        this.metric = known.objective().metric();
        this.units = known.objective().unit() + "s";
    }

    /** What the events say about the metrics that the scope names, by name and number. */
    static SortedMap<String, MetricHealth> health(
            Optional<SortedMap<String, Artifact<MetricHealth>>> metrics, StepContext context) {
        SortedMap<String, MetricHealth> health = new TreeMap<>();
        metrics.ifPresent(found ->
                found.forEach((name, artifact) -> health.put(name, context.load(MetricHealth.class, artifact))));
        return health;
    }

    static String stands(String metric) {
        return "Where " + metric + " stands";
    }

    /** S1: the metric can be computed from the events, and stands where it was said to. */
    ScopeCheck metric() {
        String title = stands(metric);
        MetricHealth health = known.health().get(metric);
        if (health == null) {
            return new ScopeCheck(
                    "S1",
                    title,
                    UNKNOWN,
                    "it was not computed from events",
                    "define " + metric + " in business-analysis.metrics, declare its log in data-engineering.logs, and"
                            + " run all stages");
        }
        Optional<Refused> refused = health.value().refusal();
        if (refused.isPresent()) {
            return new ScopeCheck(
                    "S1",
                    title,
                    UNFIT.contains(refused.get().code()) ? FAIL : UNKNOWN,
                    refused.get().message(),
                    refused.get().remedy());
        }
        Coverage coverage = health.coverage().orElseThrow();
        Estimate value = health.value().found().orElseThrow();
        Spread spread = health.spread().orElseThrow();
        List<Finding> findings = findings(value, coverage, spread);
        String status = findings.stream().anyMatch(Finding::fails) ? FAIL : findings.isEmpty() ? PASS : WARN;
        List<String> told = new ArrayList<>();
        told.add(Numbers.fine(value) + ", " + Numbers.count(value.n()) + " " + units + " from " + health.from() + " to "
                + health.until());
        findings.stream().map(Finding::told).forEach(told::add);
        told.addAll(beside(coverage, spread));
        return new ScopeCheck(
                        "S1",
                        title,
                        status,
                        String.join("; ", told),
                        findings.isEmpty() ? "none needed" : findings.get(0).remedy())
                .with(Answer.number(value, known.declared().baseline()));
    }

    /** Something that is not as it should be. */
    private record Finding(boolean fails, String told, String remedy) {}

    private List<Finding> findings(Estimate value, Coverage coverage, Spread spread) {
        List<Finding> findings = new ArrayList<>();
        known.declared()
                .baseline()
                .filter(declared -> Math.abs(declared - value.estimate()) > limits.fail(BASELINE) * spread.error())
                .ifPresent(declared -> findings.add(new Finding(
                        true,
                        "declared as " + Numbers.fine(declared),
                        "correct objective.baseline.value, or the data")));
        coverage.joined()
                .filter(joined -> joined < limits.warn(JOINED))
                .ifPresent(joined -> findings.add(new Finding(
                        joined < limits.fail(JOINED),
                        "only " + Numbers.percent(joined) + " of the answers name something that was asked",
                        "find out why " + Numbers.percent(1 - joined) + " of the answers join nothing")));
        if (coverage.silentDays() > limits.fail(SILENT)) {
            findings.add(new Finding(
                    true,
                    Numbers.percent(coverage.silentDays()) + " of " + coverage.days() + " days have no value",
                    "find out why log " + coverage.log() + " is silent on these days"));
        }
        double weeks = limits.warn(WEEKS);
        if (coverage.days() < weeks * DAYS_A_WEEK) {
            findings.add(new Finding(
                    false,
                    "only " + coverage.days() / DAYS_A_WEEK + " weeks of events",
                    "bring at least " + Answer.limit(weeks)
                            + " weeks of events, and ask for them by objective.baseline.window"));
        }
        // What fails comes first, and with it what to do about it.
        findings.sort(Comparator.comparing(finding -> !finding.fails()));
        return findings;
    }

    private static List<String> beside(Coverage coverage, Spread spread) {
        List<String> told = new ArrayList<>();
        if (coverage.duplicates() > 0) {
            told.add(Numbers.percent(coverage.duplicates()) + " of the rows repeat an event and do not count");
        }
        if (coverage.missing() > 0) {
            told.add(Numbers.percent(coverage.missing()) + " of the events lack what they are counted by");
        }
        spread.zeroDenominators()
                .filter(share -> share > 0)
                .ifPresent(share -> told.add(Numbers.percent(share) + " of them have a denominator of 0"));
        return told;
    }

    /** S2: where nothing is done, nothing is found; and neither bots nor repeated rows carry the metric. */
    ScopeCheck sane() {
        Optional<MetricHealth> health = Optional.ofNullable(known.health().get(metric));
        Optional<Spread> spread = health.flatMap(MetricHealth::spread);
        if (spread.isEmpty()) {
            return unsplit("nothing is computed yet", "answer S1 first");
        }
        Optional<Recurs> recurs = known.declared().recurs();
        boolean alone = health.flatMap(MetricHealth::coverage).orElseThrow().events()
                == spread.get().distinct().get(spread.get().distinct().size() - 1);
        if (recurs.filter(Recurs.UNKNOWN::equals).isPresent() || (recurs.isEmpty() && alone)) {
            return unsplit(
                    "nothing says which events are of one " + known.objective().unit()
                            + ", so no split keeps together what belongs together",
                    "log the unit of each event, and write objective.recurs: never or grouped");
        }
        Optional<Splits> splits = spread.get().splits();
        if (splits.isEmpty() || spread.get().units() < UNITS_MIN) {
            return unsplit(
                    splits.isEmpty()
                            ? "a quantile is no mean of " + units
                            : "fewer than " + UNITS_MIN + " " + units + ": no split of them says anything",
                    splits.isEmpty()
                            ? "run an experiment in which both arms get the same; its check a-a answers this"
                            : "collect at least " + UNITS_MIN);
        }
        double found = splits.get().found();
        Estimate value = health.flatMap(one -> one.value().found()).orElseThrow();
        boolean carried =
                moved(value, spread.get()).filter(by -> by > limits.warn(BOTS)).isPresent();
        boolean odd = found < limits.warn(SPLITS_LOW) || found > limits.warn(SPLITS);
        return new ScopeCheck(
                        "S2",
                        SANE,
                        found > limits.fail(SPLITS) ? FAIL : odd || carried ? WARN : PASS,
                        Numbers.percent(found) + " of "
                                + Numbers.count(splits.get().splits())
                                + " splits in half find a difference at 5 %" + days(spread.get())
                                + others(value, spread.get()),
                        carried && !odd
                                ? "leave bots out: exclude-bots of " + metric
                                : "analyse by what is assigned, or find a metric that a few " + units + " do not carry")
                .with(Answer.number(found, limits.fail(SPLITS)));
    }

    private ScopeCheck unsplit(String why, String remedy) {
        return new ScopeCheck("S2", SANE, UNKNOWN, why, remedy);
    }

    private static String days(Spread spread) {
        return spread.nextDay().isEmpty() || spread.nextWeek().isEmpty()
                ? ""
                : "; a day goes with the next by "
                        + Numbers.plain(spread.nextDay().get())
                        + ", with that of the next week by "
                        + Numbers.plain(spread.nextWeek().get());
    }

    /** By what share of itself bots move the value. */
    private static Optional<Double> moved(Estimate value, Spread spread) {
        return spread.bots()
                .flatMap(bots -> bots.otherwise().found())
                .filter(other -> value.estimate() != 0)
                .map(other -> Math.abs(other.estimate() / value.estimate() - 1));
    }

    private String others(Estimate value, Spread spread) {
        String bots = spread.bots()
                .map(found -> found.units() == 0
                        ? "; no bots"
                        : "; " + Numbers.count(found.units()) + " bots move it by "
                                + moved(value, spread).map(Numbers::percent).orElse("an amount that is not known"))
                .orElse("; no column of the log says who is a bot (is_bot: bool)");
        boolean same = !(spread.withDuplicates() instanceof Estimate rows) || rows.estimate() == value.estimate();
        return bots + (same ? "" : "; counting repeated rows it would be " + said(spread.withDuplicates()));
    }

    private static String said(Figure figure) {
        return figure.found().map(found -> Numbers.fine(found.estimate())).orElse("unknown");
    }
}
