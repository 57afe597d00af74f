package io.volute.statistics.quantile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Simulations;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deng, Knoblich, Lu (KDD 2018), section 4: quantiles by the delta method. */
class QuantilesReferenceTest {

    private static final Simulations SIMULATIONS = Simulations.of(QuantilesReferenceTest.class);

    /**
     * gbstats (GrowthBook), tests of QuantileStatistic: n 11054, level .9, quantile 7.157987489967789, order statistics
     * 7.098780136176828 and 7.217194843758751, variance of one value 10.0864.
     */
    @Test
    void varianceFromOrderStatisticsAgreesWithGbstats() {
        ArmQuantile arm = new ArmQuantile(.9, 11054, 11054, 7.157987489967789, 7.098780136176828, 7.217194843758751, 1);

        assertThat(arm.variance() * 11053).isCloseTo(10.0864, within(5e-3));
        assertThat(arm.moments().meanVariance()).isCloseTo(arm.variance(), within(1e-15));
    }

    /** Of 16 values the upper quartile has ranks 12 -+ 1.96 sqrt 3, 8.6 and 15.4; taken outwards, 8 and 16. */
    @Test
    void ranksAreTakenOutwards() {
        double[] ranks = new double[16];
        Arrays.setAll(ranks, i -> 16 - i);
        ArmQuantile quartile = ArmQuantile.of(ranks, .75);

        assertThat(quartile.low()).isEqualTo(8);
        assertThat(quartile.high()).isEqualTo(16);
        assertThat(quartile.value()).isEqualTo(12.25);
    }

    @Test
    void refusesTooFewValuesAndTies() {
        // z^2 .99 / .01 = 380.3
        double[] values = new double[381];
        Arrays.setAll(values, i -> i);

        assertThat(ArmQuantile.of(Arrays.copyOf(values, 380), .99).refusal().map(Refused::message))
                .hasValueSatisfying(message -> assertThat(message).contains("380", ">= 381"));
        assertThat(ArmQuantile.of(values, .99).refusal()).isEmpty();
        assertThat(ArmQuantile.of(Arrays.copyOf(values, 380), .01).refusal()).isPresent();
        assertThat(Quantiles.difference(ArmQuantile.of(new double[50], .5), ArmQuantile.of(values, .5), .05)
                        .refusal()
                        .map(Refused::code))
                .contains("tied");
        assertThatThrownBy(() -> Quantiles.difference(ArmQuantile.of(values, .5), ArmQuantile.of(values, .6), .05))
                .hasMessageContaining("same level");
    }

    @Test
    void eventsThatRepeatAUnitMultiplyTheVarianceByTheirNumber() {
        Draws d = Draws.of(3);
        double[] once = exponentials(d, 400, 1);
        double[] fourTimes = new double[1600];
        long[] unit = new long[1600];
        Arrays.setAll(fourTimes, i -> once[i / 4]);
        Arrays.setAll(unit, i -> i / 4);
        long[] own = new long[400];
        Arrays.setAll(own, i -> i);

        ArmQuantile alone = ArmQuantile.of(once, .5);
        ArmQuantile repeated = ArmQuantile.of(fourTimes, unit, .5);

        assertThat(repeated.clusterFactor()).isCloseTo(4, within(.05));
        assertThat(repeated.units()).isEqualTo(400);
        assertThat(repeated.variance() / alone.variance()).isBetween(.7, 1.4);
        assertThat(ArmQuantile.of(once, own, .5).clusterFactor()).isCloseTo(1, within(.01));
    }

    @Test
    void swappedArmsFlipTheSignAndTheLiftAgreesWithTheTest() {
        ArmQuantile t = ArmQuantile.of(exponentials(Draws.of(4), 200, 1.5), .5);
        ArmQuantile c = ArmQuantile.of(exponentials(Draws.of(5), 300, 1), .5);
        Estimate d = (Estimate) Quantiles.difference(t, c, .05);
        double p = ((Significance) Quantiles.test(t, c)).p();

        assertThat(((Estimate) Quantiles.difference(c, t, .05)).high()).isCloseTo(-d.low(), within(1e-12));
        assertThat(d.method()).isEqualTo("quantile-t");
        assertThat(d.n()).isEqualTo(500);
        assertThat(((Estimate) Quantiles.lift(t, c, p)).low()).isCloseTo(0, within(1e-9));
    }

    @Test
    @Tag("simulation")
    void intervalsOfAQuantileCoverAtTheirRate() {
        int worlds = Simulations.worlds(1000);
        double truth = .2 * Math.log(2);

        SIMULATIONS.coverage(
                "median, 300 units an arm",
                worlds,
                61,
                d -> Simulations.covers(
                        Quantiles.difference(
                                ArmQuantile.of(exponentials(d, 300, 1.2), .5),
                                ArmQuantile.of(exponentials(d, 300, 1), .5),
                                .05),
                        truth));
    }

    /** Ten events of a unit share half of their variance: rows raise alarms, the inverted factor more, multiplied .05. */
    @Test
    @Tag("simulation")
    void eventsInsideUnitsRaiseFalseAlarmsUnlessTheFactorMultiplies() {
        int worlds = Simulations.worlds(500);
        double rows = Simulations.share(
                worlds,
                62,
                d -> Simulations.alarm(Quantiles.test(ArmQuantile.of(events(d), .5), ArmQuantile.of(events(d), .5))));
        double inverted =
                Simulations.share(worlds, 62, d -> Simulations.alarm(Quantiles.test(inverted(d), inverted(d))));

        assertThat(rows).isGreaterThan(.2);
        assertThat(inverted).isGreaterThan(rows);
        SIMULATIONS.falseAlarms(
                "median of events, 60 units of 10 an arm",
                worlds,
                64,
                d -> Simulations.alarm(Quantiles.test(
                        ArmQuantile.of(events(d), labels(), .5), ArmQuantile.of(events(d), labels(), .5))));
    }

    private static ArmQuantile inverted(Draws d) {
        ArmQuantile right = ArmQuantile.of(events(d), labels(), .5);
        return new ArmQuantile(
                .5, right.n(), right.units(), right.value(), right.low(), right.high(), 1 / right.clusterFactor());
    }

    private static double[] events(Draws d) {
        double[] values = new double[600];
        double shared = 0;
        for (int i = 0; i < values.length; i++) {
            shared = i % 10 == 0 ? d.normal() : shared;
            values[i] = shared + d.normal();
        }
        return values;
    }

    private static long[] labels() {
        long[] labels = new long[600];
        Arrays.setAll(labels, i -> i / 10);
        return labels;
    }

    private static double[] exponentials(Draws d, int n, double mean) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> mean * d.exponential());
        return values;
    }
}
