package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.EventTerm;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.MetricWindow;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.mean.Winsorised;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.quantile.ArmQuantile;
import io.volute.statistics.quantile.Quantiles;
import io.volute.statistics.random.Draws;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Totals that are cut, quantiles, skewed totals and the few units that decide: all of them need the units themselves. */
class UnitMethodsTest {
    private static final MetricId SPEND = MetricId.parse("spend@1");
    private static final int UNITS = 2000;

    @Test
    void totalsAreCutAtOnePercentileOfThoseOfAllArmsThatAreNotZero() {
        double[] spend = rareSpend(7);
        spend[8] = 900_000;
        spend[11] = 40_000;
        ExperimentResult result = analyse(metric(MetricType.SUM, Optional.of(.95), Optional.empty()), spend);
        Comparison one = result.comparisons().get(0);

        double[] spent =
                Arrays.stream(spend).filter(total -> total != 0).sorted().toArray();
        double place = .95 * (spent.length - 1);
        int below = (int) place;
        double cap = spent[below] + (place - below) * (spent[below + 1] - spent[below]);
        double[] cut = Arrays.stream(spend).map(total -> Math.min(total, cap)).toArray();
        assertThat(cap).isPositive();
        Estimate expected = (Estimate) Arms.difference(Moments.of(arm(cut, 1)), Moments.of(arm(cut, 0)), .05);
        assertThat(one.effect().found().orElseThrow().estimate()).isCloseTo(expected.estimate(), within(1e-9));
        assertThat(one.effect().found().orElseThrow().high()).isCloseTo(expected.high(), within(1e-9));
        String note = note(one, "totals above");
        assertThat(note).contains("the largest u8 with 900,000, u11 with 40,000", "; not cut: spend@1 ");
        assertThat(Simulated.check(result, "outliers").status()).isNotEqualTo(TrustCheck.Status.FAIL);
    }

    @Test
    void aTotalIsCutAlikeInEitherArm() {
        // The treatment makes a few large; one unit of each arm has 500.
        double[] spend = IntStream.range(0, UNITS)
                .mapToDouble(unit -> unit % 2 == 1 && unit % 20 < 2 ? 900 : 1 + unit % 100)
                .toArray();
        spend[2] = 500;
        spend[3] = 500;
        double[] ours = Winsorising.of(units(metric(MetricType.SUM, Optional.of(.95), Optional.empty()), spend))
                .units()
                .metrics()
                .get(0)
                .after()
                .values();
        double[] perArm = {
            Math.min(spend[2], Winsorised.cap(.95, arm(spend, 0)).orElseThrow()),
            Math.min(spend[3], Winsorised.cap(.95, arm(spend, 1)).orElseThrow())
        };
        assertThat(ours[2]).isEqualTo(ours[3]);
        assertThatThrownBy(() -> assertThat(perArm[0]).isEqualTo(perArm[1])).isInstanceOf(AssertionError.class);
    }

    @Test
    void withoutACutOneUnitThatHoldsFortyPercentOfAllMakesTheResultInvalidByName() {
        double[] spend = rareSpend(7);
        spend[8] = Arrays.stream(spend).sum() * 2 / 3;
        ExperimentResult result = analyse(metric(MetricType.SUM, Optional.empty(), Optional.empty()), spend);

        TrustCheck outliers = Simulated.check(result, "outliers");
        assertThat(outliers.status()).isEqualTo(TrustCheck.Status.FAIL);
        assertThat(outliers.detail()).startsWith("unit u8 holds 40 %").contains("without the 2 largest units");
        assertThat(result.verdict().value()).isEqualTo("INVALID");
        assertThat(result.verdict().why()).contains("unit u8");
    }

    @Test
    void aTotalBelowZeroCannotBeCutAndIsNamed() {
        double[] spend = rareSpend(7);
        spend[5] = -3;
        ExperimentResult result = analyse(metric(MetricType.SUM, Optional.of(.99), Optional.empty()), spend);
        assertThat(result.verdict().value()).isEqualTo("INVALID");
        assertThat(result.verdict().why()).contains("winsorise: spend@1 of unit u5 is -3 (expected: no total below 0");
    }

    @Test
    void nothingButATotalOfAUnitCanBeCut() {
        assertThatThrownBy(() -> metric(MetricType.PROPORTION, Optional.of(.99), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("winsorise: belongs to types count and sum");
    }

    @Test
    void aQuantileIsComparedByItsOrderStatistics() {
        double[] spend = exponential(3);
        ExperimentResult result = analyse(metric(MetricType.QUANTILE, Optional.empty(), Optional.of(.9)), spend);
        Comparison one = result.comparisons().get(0);
        ArmQuantile treated = ArmQuantile.of(arm(spend, 1), .9);
        ArmQuantile control = ArmQuantile.of(arm(spend, 0), .9);
        Estimate expected = (Estimate) Quantiles.difference(treated, control, .05);
        Estimate effect = one.effect().found().orElseThrow();
        assertThat(effect.estimate()).isCloseTo(treated.value() - control.value(), within(1e-12));
        assertThat(effect.low()).isCloseTo(expected.low(), within(1e-12));
        assertThat(one.valueControl().found().orElseThrow().estimate()).isEqualTo(control.value());
    }

    @Test
    void aQuantileAmongEqualValuesIsRefusedByName() {
        double[] spend = rareSpend(7);
        Comparison one = analyse(metric(MetricType.QUANTILE, Optional.empty(), Optional.of(.5)), spend)
                .comparisons()
                .get(0);
        assertThat(one.effect()).isInstanceOf(Refused.class);
        assertThat(one.test()).isInstanceOf(Refused.class);
        assertThat(((Refused) one.effect()).code()).isEqualTo("tied");
    }

    @Test
    void quantilesOfPartsDoNotAddUp() {
        int[] arms = arms();
        MetricMoments sums = MetricMoments.of(
                new UnitMetric(
                        SPEND,
                        metric(MetricType.QUANTILE, Optional.empty(), Optional.of(.5)),
                        UnitMetric.Part.of(exponential(3)),
                        Optional.empty()),
                arms,
                2);
        assertThatThrownBy(() -> sums.plus(sums)).hasMessageContaining("do not add up");
    }

    @Test
    void lopsidedTotalsAreToldWithTheirBootstrapInterval() {
        double[] spend = rareSpend(7);
        Comparison skewed = analyse(metric(MetricType.SUM, Optional.empty(), Optional.empty()), spend)
                .comparisons()
                .get(0);
        assertThat(note(skewed, "skewed: ")).contains("read the bootstrap-t interval: ", "95 %");
        Comparison even = analyse(
                        metric(MetricType.SUM, Optional.empty(), Optional.empty()),
                        IntStream.range(0, UNITS).mapToDouble(i -> i / 2 % 100).toArray())
                .comparisons()
                .get(0);
        assertThat(even.notes()).isEmpty();
    }

    @Test
    void whatUnitsAddHasTheMetricAsItsMeanAndItsErrorAsItsError() {
        double[] top = exponential(3);
        double[] bottom = exponential(4);
        UnitMetric ratio = new UnitMetric(
                SPEND,
                Simulated.metrics().get(Simulated.TAKE_RATE),
                new UnitMetric.Part(top, bottom),
                Optional.of(new UnitMetric.Part(exponential(5), exponential(6))));
        MetricMoments sums = MetricMoments.of(ratio, arms(), 2);
        Moments one = Moments.of(Influences.ofArm(ratio, sums, arms(), 1));
        Moments other = Moments.of(Influences.ofArm(ratio, sums, arms(), 0));
        Moments expected = sums.cuped().orElseThrow().adjusted(1);
        assertThat(one.mean() - other.mean())
                .isCloseTo(
                        expected.mean() - sums.cuped().orElseThrow().adjusted(0).mean(), within(1e-12));
        assertThat(one.m2()).isCloseTo(expected.m2(), within(1e-9 * expected.m2()));
    }

    private static String note(Comparison one, String start) {
        return one.notes().stream()
                .filter(note -> note.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(one.notes().toString()));
    }

    private static ExperimentResult analyse(MetricDefinition definition, double[] values) {
        SortedMap<MetricId, MetricDefinition> metrics = new TreeMap<>(Map.of(SPEND, definition));
        Design design = new Design(
                "spend",
                "user",
                new TreeMap<>(Map.of("control", .5, "new", .5)),
                "control",
                List.of(new Design.Primary(SPEND, .02, Optional.empty())),
                List.of(),
                List.of(),
                Optional.empty(),
                Simulated.design("new").design(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
        return new ExperimentAnalysis(design, metrics)
                .analyse(units(definition, values), Looks.NONE)
                .result();
    }

    private static ExperimentUnits units(MetricDefinition definition, double[] values) {
        return new ExperimentUnits(
                IntStream.range(0, UNITS).mapToObj(unit -> "u" + unit).toArray(String[]::new),
                arms(),
                new TreeMap<>(),
                List.of(new UnitMetric(SPEND, definition, UnitMetric.Part.of(values), Optional.empty())),
                new ExperimentUnits.Counts(UNITS, UNITS, 0, 0, 0, 0, 0),
                Optional.empty(),
                Optional.empty());
    }

    private static MetricDefinition metric(MetricType type, Optional<Double> winsorise, Optional<Double> level) {
        Optional<String> value = type == MetricType.PROPORTION ? Optional.empty() : Optional.of("price");
        return new MetricDefinition(
                type,
                Optional.of(new EventTerm(
                        "buy", Optional.empty(), value, Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                level,
                new MetricWindow(Duration.ZERO, Duration.ofDays(28)),
                Duration.ZERO,
                Direction.UP,
                1,
                MetricDefinition.ZeroDenominator.KEEP_UNIT,
                true,
                winsorise,
                List.of());
    }

    private static int[] arms() {
        return IntStream.range(0, UNITS).map(unit -> unit % 2).toArray();
    }

    private static double[] arm(double[] values, int arm) {
        return IntStream.range(0, UNITS)
                .filter(unit -> unit % 2 == arm)
                .mapToDouble(unit -> values[unit])
                .toArray();
    }

    private static double[] exponential(long seed) {
        Draws draws = Draws.of(seed, 0);
        return IntStream.range(0, UNITS)
                .mapToDouble(unit -> draws.exponential())
                .toArray();
    }

    /** One in thirty spends at all, so that most percentiles of all units are 0. */
    private static double[] rareSpend(long seed) {
        double[] exponential = exponential(seed);
        return IntStream.range(0, UNITS)
                .mapToDouble(unit -> unit % 30 < 2 ? 10 + 100 * exponential[unit] : 0)
                .toArray();
    }
}
