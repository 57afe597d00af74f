package io.volute.statistics.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Simulations;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExtremesTest {

    private static final Simulations SIMULATIONS = Simulations.of(ExtremesTest.class);

    @Test
    void namesTheUnitsThatCarryTheEffectAndSaysWhatIsLeftWithoutThem() {
        double[] t = spenders(1, 1500);
        double[] c = spenders(2, 1500);
        t[700] = 40_000;
        c[33] = 900;
        t[1499] = 800;
        Extremes extremes = Extremes.of(t, c);

        assertThat(extremes.treatment()).containsExactly(700, 1499);
        assertThat(extremes.control()).containsExactly(33);
        assertThat(((Estimate) extremes.all()).estimate()).isGreaterThan(20);
        assertThat(Math.abs(((Estimate) extremes.without()).estimate())).isLessThan(2);
        assertThat(((Estimate) extremes.without()).n()).isEqualTo(2997);
        assertThat(extremes.largestShare()).isGreaterThan(.3);
        assertThat(extremes.oneDecides()).isTrue();
    }

    @Test
    void atLeastOneUnitIsLeftOutAndLossesCountBySize() {
        Extremes extremes = Extremes.of(new double[] {1, 2, -9, 3}, new double[] {4, 5, 4});

        assertThat(extremes.treatment()).containsExactly(2);
        assertThat(extremes.control()).isEmpty();
    }

    /** Three in a hundred units spend: the 99th percentile of all totals is 0 or near it, that of spenders is not. */
    @Test
    void theCapOfRareSpendIsAPercentileOfThoseWhoSpend() {
        double[] t = new double[1000];
        double[] c = new double[1000];
        for (int i = 0; i < 9; i++) {
            t[100 * i] = 10 + i;
            c[100 * i + 5] = 20 + i;
        }
        double[] all = new double[2000];
        System.arraycopy(t, 0, all, 0, 1000);
        System.arraycopy(c, 0, all, 1000, 1000);
        Arrays.sort(all);

        assertThat(Bootstrap.quantile(all, .99)).as("over all units").isZero();
        assertThat(Winsorised.cap(.99, t, c).orElseThrow()).isBetween(27.0, 28.0);
        assertThat(Winsorised.cap(.99, new double[3], new double[3])).isEmpty();
        assertThatThrownBy(() -> Winsorised.cap(.99, new double[] {-1, 2})).hasMessageContaining("upper tail");
    }

    @Test
    void oneCapForAllArmsKeepsEqualTotalsEqualAndOneForEachDoesNot() {
        BinaryOperator<double[]> pooled = (arm, other) ->
                Winsorised.cut(arm, Winsorised.cap(.9, arm, other).orElseThrow());
        BinaryOperator<double[]> perArm =
                (arm, other) -> Winsorised.cut(arm, Winsorised.cap(.9, arm).orElseThrow());

        assertThatCode(() -> assertEqualTotalsStayEqual(pooled)).doesNotThrowAnyException();
        assertThatThrownBy(() -> assertEqualTotalsStayEqual(perArm)).isInstanceOf(AssertionError.class);
    }

    /** The treatment makes one spender in five large; both arms have one unit of 500. */
    private static void assertEqualTotalsStayEqual(BinaryOperator<double[]> cut) {
        double[] t = new double[100];
        double[] c = new double[100];
        Arrays.setAll(t, i -> i % 5 == 0 ? 400 + i : i % 7);
        Arrays.setAll(c, i -> i % 20 == 0 ? 400 + i : i % 7);
        t[1] = 500;
        c[1] = 500;

        assertThat(cut.apply(t, c)[1]).isEqualTo(cut.apply(c, t)[1]);
    }

    @Test
    void bothEffectsStandBesideEachOtherWithTheUnitsThatWereCut() {
        double[] t = {1, 2, 3, 90};
        double[] c = {2, 1, 3, 2};
        Winsorised both = Winsorised.at(10, t, c, .05);

        assertThat(((Estimate) both.plain()).estimate()).isEqualTo(22);
        assertThat(((Estimate) both.capped()).estimate()).isEqualTo(2);
        assertThat(both.treatment()).containsExactly(3);
        assertThat(both.control()).isEmpty();
    }

    /**
     * Kohavi, Deng, Longbotham, Xu, Seven rules of thumb (KDD 2014), the last rule, 355 s^2: Bing's revenue per user has
     * skewness 17.9, capped 5.2.
     */
    @Test
    void skewnessNeedsAsManyUnitsAsKohaviSays() {
        assertThat(new Skewness(1, 17.9).unitsNeeded()).isEqualTo(113_746);
        assertThat(new Skewness(1, 5.2).unitsNeeded()).isEqualTo(9_600);
        assertThat(new Skewness(1600, 2.1).warning()).isEmpty();
        assertThat(new Skewness(1500, 2.1).warning().orElseThrow()).contains("1566", "bootstrap-t");
        // The exponential distribution has skewness 2; a constant has none.
        assertThat(Skewness.of(Draws.of(3).shuffled(new int[] {1}).length).value())
                .isZero();
        assertThat(Skewness.of(exponentials(Draws.of(3), 200_000)).value()).isCloseTo(2, within(.1));
    }

    @Test
    void bootstrapTIsNearerToItsLevelThanWelchWhereSkewedArmsAreUneven() {
        int worlds = Simulations.worlds(400);
        double welch = Simulations.share(
                worlds,
                51,
                d -> Simulations.covers(Arms.difference(Moments.of(squared(d, 400)), Moments.of(squared(d, 20))), 0));
        double studentised = Simulations.share(
                worlds,
                51,
                d -> Simulations.covers(Bootstrap.studentisedDifference(squared(d, 400), squared(d, 20), 300, 9), 0));

        // 1,500 worlds of numpy: .833 and .871. Better, and no cure: the small arm has seen too few of its large units.
        assertThat(welch).isBetween(.77, .89);
        assertThat(studentised).isGreaterThan(welch + .01).isLessThan(.95);
    }

    @Test
    @Tag("simulation")
    void testsOfSkewedAndCutTotalsKeepTheLevel() {
        SIMULATIONS.falseAlarms(
                "bootstrap-t of exponential totals, 300 units an arm",
                Simulations.worlds(200, 2000),
                52,
                d -> 1
                        - Simulations.covers(
                                Bootstrap.studentisedDifference(
                                        exponentials(d, 300), exponentials(d, 300), 999, d.bits()),
                                0));
        SIMULATIONS.falseAlarms(
                "totals winsorised at 99 %, 500 units an arm",
                Simulations.worlds(1000), 53, d -> {
                    double[] t = squared(d, 500);
                    double[] c = squared(d, 500);
                    double cap = Winsorised.cap(.99, t, c).orElseThrow();
                    return 1 - Simulations.covers(Winsorised.at(cap, t, c, .05).capped(), 0);
                });
        SIMULATIONS.falseAlarms(
                "ratio of sums by the delta method, 200 units an arm",
                Simulations.worlds(1000),
                54,
                d -> Simulations.alarm(Ratios.test(plays(d, 200), plays(d, 200))));
        SIMULATIONS.coverage(
                "lift of a ratio of sums by Fieller, 200 units an arm",
                Simulations.worlds(1000),
                55,
                d -> Simulations.covers(Ratios.lift(plays(d, 200), plays(d, 200), .05), 0));
    }

    /** Users who see one to ten things and play some of them, each by their own taste. */
    private static PairMoments plays(Draws d, int n) {
        double[] plays = new double[n];
        double[] seen = new double[n];
        for (int i = 0; i < n; i++) {
            double taste = .1 + .4 * d.uniform();
            seen[i] = 1 + d.below(10);
            for (int k = 0; k < seen[i]; k++) {
                plays[i] += d.uniform() < taste ? 1 : 0;
            }
        }
        return PairMoments.of(plays, seen);
    }

    @Test
    void aRatioShowsTheEffectOnItsDenominatorAndRefusesNone() {
        PairMoments c = PairMoments.of(new double[] {1, 0, 2, 0, 3}, new double[] {4, 2, 5, 0, 9});
        PairMoments t = PairMoments.of(new double[] {2, 1, 3, 1, 2}, new double[] {5, 3, 6, 2, 4});
        PairMoments more = PairMoments.of(new double[] {2, 1, 3, 1, 2}, new double[] {25, 23, 26, 22, 24});
        PairMoments none = PairMoments.of(new double[] {2, 1}, new double[2]);

        Estimate d = (Estimate) Ratios.difference(t, c, .05);
        assertThat(d.estimate()).isCloseTo(.15, within(1e-12));
        assertThat(d.method()).isEqualTo("ratio-t");
        assertThat(Ratios.denominator(t, c).moved()).isFalse();
        assertThat(Ratios.denominator(more, c).moved()).isTrue();
        assertThat(((Estimate) Ratios.denominator(more, c).difference()).estimate())
                .isEqualTo(20);
        assertThat(Ratios.difference(t, none, .05).refusal().orElseThrow().message())
                .contains("control arm");
        assertThat(Ratios.lift(none, c, .05).refusal().orElseThrow().code()).isEqualTo("zero-denominator");
        assertThat(Ratios.test(none, c).tested()).isEmpty();
        assertThat(((Estimate) Ratios.lift(t, c, .05)).estimate()).isCloseTo(.5, within(1e-12));
    }

    /** A heavy user of 100 visits and 99 of one visit each: the mean of their ratios is another number. */
    @Test
    void theRatioOfSumsIsNotTheMeanOfRatios() {
        double[] plays = new double[100];
        double[] seen = new double[100];
        Arrays.fill(seen, 1);
        seen[0] = 100;
        plays[0] = 90;
        double meanOfRatios = 0;
        for (int i = 0; i < 100; i++) {
            meanOfRatios += plays[i] / seen[i] / 100;
        }

        assertThat(PairMoments.of(plays, seen).ratio().mean()).isCloseTo(90 / 199.0, within(1e-12));
        assertThat(meanOfRatios).isCloseTo(.009, within(1e-12));
    }

    private static double[] spenders(long seed, int n) {
        Draws d = Draws.of(seed);
        double[] values = new double[n];
        Arrays.setAll(values, i -> 20 * d.exponential());
        return values;
    }

    private static double[] exponentials(Draws d, int n) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> d.exponential());
        return values;
    }

    private static double[] squared(Draws d, int n) {
        double[] values = exponentials(d, n);
        Arrays.setAll(values, i -> values[i] * values[i]);
        return values;
    }
}
