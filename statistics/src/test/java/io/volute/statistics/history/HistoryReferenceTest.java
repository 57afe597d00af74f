package io.volute.statistics.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.history.History.Bounds;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Critical values were simulated independently in Python, 40,000 to 300,000 series each. */
class HistoryReferenceTest {
    private static final double ALPHA = .01;

    @ParameterizedTest
    @CsvSource({"8, 5.92", "12, 4.41", "26, 3.27", "52, 2.90"})
    void criticalValuesAllowForTheUncertainSpread(int k, double expected) {
        assertThat(History.critical(k, ALPHA)).isCloseTo(expected, within(.02 * expected));
    }

    @Test
    void seriesWithoutChangeAlarmAsOftenAsDeclared() {
        double share = alarms(History.critical(12, ALPHA));

        assertThat(share).isCloseTo(ALPHA, within(3 * Math.sqrt(ALPHA * (1 - ALPHA) / SERIES)));
    }

    /** The obvious limit, Student's t for so many values, alarms far too often. */
    @Test
    void studentsTWouldAlarmTooOften() {
        assertThat(alarms(3.106)).as("t of 11 degrees at .01").isGreaterThan(2 * ALPHA);
    }

    private static final int SERIES = 40_000;

    private static double alarms(double critical) {
        int alarms = 0;
        for (int series = 0; series < SERIES; series++) {
            Draws draws = Draws.of(5, series);
            double[] past = new double[12];
            Arrays.setAll(past, i -> draws.normal(100, 10));
            double next = draws.normal(100, 10);
            Bounds bounds = History.robust(past, critical).orElseThrow();
            alarms += next < bounds.low() || next > bounds.high() ? 1 : 0;
        }
        return (double) alarms / SERIES;
    }

    @Test
    void findsALargeNinthPointThatTheStandardDeviationOfAllNineHides() {
        double[] past = {10, 11, 9, 10, 12, 10, 9, 11};

        Bounds bounds = History.robust(past, History.critical(8, ALPHA)).orElseThrow();

        assertThat(bounds.median()).isEqualTo(10);
        assertThat(bounds.high()).isLessThan(25).isGreaterThan(12);
    }

    @Test
    void leavesFewValuesAndThoseWithoutSpreadToTheSamplingError() {
        assertThat(History.robust(new double[] {1, 2, 3, 4, 5, 6, 7}, 5)).isEmpty();
        assertThat(History.robust(new double[] {4, 4, 4, 4, 4, 4, 4, 9}, 5)).isEmpty();
        assertThatThrownBy(() -> History.critical(7, ALPHA)).hasMessageContaining("at least 8 values");
    }

    /** Of y + 100 throws: P(<= 74) .02887 and P(<= 73) .02388; P(>= 130) .02781 and P(>= 131) .02408, by whole numbers. */
    @Test
    void samplingErrorOfOneEarlierCountIsThatOfAFairCoin() {
        Bounds bounds = History.poisson(new double[] {100}, .05);

        assertThat(bounds.low()).isEqualTo(74);
        assertThat(bounds.high()).isEqualTo(130);
        assertThat(bounds.method()).isEqualTo("poisson");
    }
}
