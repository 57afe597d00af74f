package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.experiment.TrustCheck.Status;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.error.Excerpt;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.mean.Extremes;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.SplitMix;
import io.volute.statistics.test.SampleRatio;
import io.volute.statistics.test.SampleRatioCauses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** What has to hold before an effect is worth reading (Fabijan et al., KDD 2019). */
final class TrustChecks {
    private static final double FAIL = .001;
    private static final double WARN = .01;
    private static final double TWO_ARMS_FAIL = .10;
    private static final double TWO_ARMS_WARN = .01;
    private static final double CAUSE = .05;
    private static final int CAUSES = 5;
    private static final int VALUES_MAX = 1000;
    private static final int SPLITS = 1000;
    private static final int SPLIT_UNITS = 20_000;
    private static final double SHARE_OF_ONE = .10;

    private final Design design;
    private final List<String> arms;
    private final double[] weights;
    private final int control;

    TrustChecks(Design design) {
        this.design = design;
        this.arms = List.copyOf(design.arms().keySet());
        this.weights =
                design.arms().values().stream().mapToDouble(Double::doubleValue).toArray();
        this.control = arms.indexOf(design.control());
    }

    List<TrustCheck> of(ExperimentUnits units, List<MetricMoments> moments) {
        List<TrustCheck> checks = new ArrayList<>(assignment(units));
        checks.add(beforeExposure(moments));
        units.metrics().stream()
                .filter(metric -> metric.id().equals(design.primary().get(0).metric()))
                .findFirst()
                .filter(metric -> metric.definition().type() != MetricType.QUANTILE)
                .ifPresent(primary -> {
                    checks.add(again(units, primary));
                    checks.add(largest(units, primary));
                    new NoveltyCheck(design).of(units, primary).ifPresent(checks::add);
                });
        units.log().ifPresent(log -> checks.add(log(log)));
        return List.copyOf(checks);
    }

    /** Who is in the arms: what can be checked without a metric. */
    List<TrustCheck> assignment(ExperimentUnits units) {
        return List.of(exposure(units), sampleRatio(units));
    }

    private TrustCheck exposure(ExperimentUnits units) {
        ExperimentUnits.Counts counts = units.counts();
        long assigned = counts.assigned();
        if (assigned == 0) {
            return TrustCheck.of("exposure", Status.FAIL, "no unit was assigned");
        }
        double share = (double) counts.twoArms() / assigned;
        List<String> said = new ArrayList<>();
        said.add(
                design.unitKnown()
                        ? Numbers.count(counts.exposed()) + " of " + Numbers.count(assigned)
                                + " assigned units were exposed"
                        : Numbers.count(assigned) + " rows");
        if (counts.twoArms() > 0) {
            said.add(Numbers.count(counts.twoArms()) + " were seen in two arms and left out");
        }
        if (counts.unknownArm() > 0) {
            said.add(Numbers.count(counts.unknownArm()) + " are in an arm that the design does not have: "
                    + units.assignment().unknownArms().stream()
                            .limit(CAUSES)
                            .map(Excerpt::of)
                            .collect(Collectors.joining(", ")));
        }
        if (counts.bots() > 0) {
            said.add(Numbers.count(counts.bots()) + " are marked as bots and left out");
        }
        Status status = share >= TWO_ARMS_FAIL || counts.exposed() == 0
                ? Status.FAIL
                : share >= TWO_ARMS_WARN || counts.unknownArm() > 0 ? Status.WARN : Status.PASS;
        return TrustCheck.of("exposure", status, String.join("; ", said));
    }

    private TrustCheck sampleRatio(ExperimentUnits units) {
        if (!design.unitKnown()) {
            return TrustCheck.of(
                    TrustCheck.SAMPLE_RATIO,
                    Status.UNKNOWN,
                    "rows were not assigned: how many of them an arm has says nothing of the assignment");
        }
        long[] observed = units.byArm(arms.size());
        Tested tested = SampleRatio.test(observed, weights);
        if (tested instanceof Refused refused) {
            return TrustCheck.of(TrustCheck.SAMPLE_RATIO, Status.UNKNOWN, refused.message());
        }
        Significance found = (Significance) tested;
        Status status = found.below(FAIL) ? Status.FAIL : found.below(WARN) ? Status.WARN : Status.PASS;
        List<TrustCheck.Cause> causes = status == Status.PASS ? List.of() : causes(units);
        String said = arms.size() == 2 && status == Status.PASS
                ? Numbers.count(observed[0]) + " and " + Numbers.count(observed[1]) + " units, as the design says"
                : counts(observed);
        if (status != Status.PASS) {
            said += assigned(units.assignment());
        }
        if (!causes.isEmpty()) {
            TrustCheck.Cause first = causes.get(0);
            said += "; furthest off where " + first.attribute() + " is " + first.value() + ": "
                    + Numbers.count(first.observed()) + " units in " + first.arm() + ", expected "
                    + Numbers.count(Math.round(first.expected()));
        }
        return new TrustCheck(TrustCheck.SAMPLE_RATIO, status, Optional.of(found.p()), said, causes);
    }

    /** Whether the arms were apart before anybody was exposed, or units were lost on the way from one to the other. */
    private String assigned(ExperimentUnits.Assignment assignment) {
        long[] byArm = assignment.byArm().stream().mapToLong(Long::longValue).toArray();
        if (byArm.length == 0 || !(SampleRatio.test(byArm, weights) instanceof Significance found)) {
            return "";
        }
        return found.below(WARN)
                ? "; already assigned otherwise than the design says"
                : "; assigned as the design says, so that exposures of them are missing";
    }

    private String counts(long[] observed) {
        long n = LongStream.of(observed).sum();
        double sum =
                design.arms().values().stream().mapToDouble(Double::doubleValue).sum();
        List<String> parts = new ArrayList<>();
        for (int arm = 0; arm < observed.length; arm++) {
            parts.add(arms.get(arm) + " has " + Numbers.count(observed[arm]) + " units, expected "
                    + Numbers.count(Math.round(n * weights[arm] / sum)));
        }
        return String.join("; ", parts);
    }

    private List<TrustCheck.Cause> causes(ExperimentUnits units) {
        List<SampleRatioCauses.Cell> cells = new ArrayList<>();
        units.attributes().forEach((attribute, values) -> {
            SortedMap<String, long[]> counted = new TreeMap<>();
            for (int unit = 0; unit < values.length; unit++) {
                counted.computeIfAbsent(
                                Objects.requireNonNullElse(values[unit], "unknown"), key -> new long[arms.size()])[
                        units.arm(unit)]++;
            }
            if (counted.size() <= VALUES_MAX) {
                counted.forEach((value, counts) -> cells.add(new SampleRatioCauses.Cell(
                        attribute, value, LongStream.of(counts).boxed().toList())));
            }
        });
        return SampleRatioCauses.find(cells, weights).stream()
                .filter(cause -> cause.p() < CAUSE)
                .limit(CAUSES)
                .map(cause -> new TrustCheck.Cause(
                        cause.attribute(),
                        cause.value(),
                        arms.get(cause.arm()),
                        cause.observed(),
                        cause.expected(),
                        cause.p()))
                .toList();
    }

    /** The arms must not differ before they were told apart. */
    private TrustCheck beforeExposure(List<MetricMoments> moments) {
        double worst = 1;
        String where = "";
        int tests = 0;
        for (MetricMoments metric : moments) {
            for (int arm = 0; arm < arms.size(); arm++) {
                if (arm != control
                        && Arms.test(metric.before(arm), metric.before(control)) instanceof Significance found) {
                    tests++;
                    if (found.p() < worst) {
                        worst = found.p();
                        where = metric.metric() + " in " + arms.get(arm);
                    }
                }
            }
        }
        if (tests == 0) {
            return TrustCheck.of(
                    "before-exposure",
                    Status.UNKNOWN,
                    "nothing is known of the time before the exposure (a design with a covariate counts it)");
        }
        double p = Math.min(1, worst * tests);
        Status status = p < FAIL ? Status.FAIL : p < WARN ? Status.WARN : Status.PASS;
        return new TrustCheck(
                "before-exposure",
                status,
                Optional.of(p),
                status == Status.PASS
                        ? "the arms were alike before the exposure"
                        : "the arms differed before the exposure: " + where,
                List.of());
    }

    /** Splits the units by lot many times: the test must raise its nominal share of false alarms. */
    private TrustCheck again(ExperimentUnits units, UnitMetric metric) {
        if (!design.unitKnown()) {
            return TrustCheck.of(
                    "a-a", Status.UNKNOWN, "what belongs together is not known, so no split keeps it together");
        }
        int n = Math.min(units.size(), SPLIT_UNITS);
        if (n < 100) {
            return TrustCheck.of("a-a", Status.UNKNOWN, "fewer than 100 units: no split of them says anything");
        }
        double[] influence = Influences.of(metric, n, units.size());
        double mean = Moments.of(influence).mean();
        DoubleSummaryStatistics range = DoubleStream.of(influence).summaryStatistics();
        if (range.getMin() == range.getMax()) {
            return TrustCheck.of("a-a", Status.UNKNOWN, "the metric is constant");
        }
        // Sums of squares lose their digits far from 0.
        Arrays.setAll(influence, unit -> influence[unit] - mean);
        int alarms = 0;
        int judged = 0;
        for (int split = 0; split < SPLITS; split++) {
            double[] sum = new double[2];
            double[] squares = new double[2];
            long[] count = new long[2];
            long bits = 0;
            for (int i = 0; i < n; i++) {
                bits = (i & 63) == 0 ? SplitMix.mix64(SplitMix.mix64(design.seed() + split) + i) : bits >>> 1;
                int side = (int) (bits & 1);
                sum[side] += influence[i];
                squares[side] += influence[i] * influence[i];
                count[side]++;
            }
            if (Arms.test(Moments.ofSums(count[0], sum[0], squares[0]), Moments.ofSums(count[1], sum[1], squares[1]))
                    instanceof Significance found) {
                judged++;
                alarms += found.below(.05) ? 1 : 0;
            }
        }
        if (judged == 0) {
            return TrustCheck.of("a-a", Status.UNKNOWN, "the metric is constant");
        }
        double share = (double) alarms / judged;
        Status status = share < .02 || share > .08 ? Status.WARN : Status.PASS;
        return TrustCheck.of(
                "a-a",
                status,
                String.format(
                        Locale.ROOT,
                        "%.1f %% false alarms in %d splits by lot (expected: about 5 %%)",
                        100 * share,
                        judged));
    }

    /** Whether a handful of units carries the metric. */
    private TrustCheck largest(ExperimentUnits units, UnitMetric metric) {
        double[] values = metric.after().values();
        double total = 0;
        int largest = -1;
        for (int i = 0; i < values.length; i++) {
            total += Math.abs(values[i]);
            largest = largest < 0 || Math.abs(values[i]) > Math.abs(values[largest]) ? i : largest;
        }
        if (largest < 0 || total == 0) {
            return TrustCheck.of("outliers", Status.UNKNOWN, "no unit has any " + metric.id());
        }
        double share = Math.abs(values[largest]) / total;
        String one = design.unitKnown() ? "unit" : "row";
        List<String> without = new ArrayList<>();
        boolean turns = false;
        MetricMoments sums = MetricMoments.of(metric.alone(), units.arms(), arms.size());
        for (int arm = 0; arm < arms.size(); arm++) {
            if (arm == control
                    || !(sums.plain(arm).n() > 1 && sums.plain(control).n() > 1)) {
                continue;
            }
            Extremes extremes = Extremes.of(
                    Influences.ofArm(metric, sums, units.arms(), arm),
                    Influences.ofArm(metric, sums, units.arms(), control));
            int left = extremes.treatment().size() + extremes.control().size();
            if (extremes.all() instanceof Estimate all && extremes.without() instanceof Estimate rest) {
                turns |= all.covers(0) != rest.covers(0);
                without.add("; without the " + (left == 1 ? "largest " + one : left + " largest " + one + "s")
                        + " the effect of " + arms.get(arm) + " is " + Numbers.plain(rest.estimate()) + " instead of "
                        + Numbers.plain(all.estimate()) + " (nothing adjusted)");
            }
        }
        String said = (design.unitKnown() ? "unit " : "") + units.name(largest) + " holds " + Numbers.percent(share)
                + " of all " + metric.id();
        return TrustCheck.of(
                "outliers",
                share > SHARE_OF_ONE ? Status.FAIL : share > SHARE_OF_ONE / 5 || turns ? Status.WARN : Status.PASS,
                (share > SHARE_OF_ONE / 5
                                ? said + ": the result rests on it (look at it, or declare winsorise in the metric)"
                                : "the largest, " + said)
                        + String.join("", without));
    }

    private static TrustCheck log(UnitTotals.LogFacts log) {
        List<String> said = new ArrayList<>();
        boolean warn = false;
        long empty = log.days().values().stream().filter(count -> count == 0).count();
        if (empty > 0) {
            warn = true;
            said.add(empty + " days without any event, the first "
                    + log.days().entrySet().stream()
                            .filter(day -> day.getValue() == 0)
                            .findFirst()
                            .map(Map.Entry::getKey)
                            .orElseThrow());
        }
        Map<String, Long> wrong = new TreeMap<>(new HashMap<>(Map.of(
                "ids that come again with another content", log.conflicting(),
                "values below 0", log.negative(),
                "events received more than five minutes before they happened: clocks disagree", log.receivedBefore())));
        for (Map.Entry<String, Long> one : wrong.entrySet()) {
            if (one.getValue() > 0) {
                warn = true;
                said.add(Numbers.count(one.getValue()) + " " + one.getKey());
            }
        }
        if (log.duplicates() > 0) {
            said.add(Numbers.count(log.duplicates()) + " events of an id that was there already, counted once");
        }
        if (log.beforeExposure() > 0) {
            said.add(Numbers.count(log.beforeExposure())
                    + " events before the exposure of their unit, not counted as an effect of it");
        }
        if (log.unassigned() > 0) {
            said.add(Numbers.count(log.unassigned()) + " events of units without an assignment, not counted");
        }
        if (log.unknownYet() > 0) {
            said.add(Numbers.count(log.unknownYet()) + " events received later, not known yet");
        }
        return TrustCheck.of(
                "log",
                warn ? Status.WARN : Status.PASS,
                said.isEmpty() ? Numbers.count(log.events()) + " events" : String.join("; ", said));
    }
}
