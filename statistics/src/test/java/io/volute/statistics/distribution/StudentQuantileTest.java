package io.volute.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentQuantileTest {
    private static final double[] TAILS = {.4, .25, .05, .025, .001, 1e-6, 1e-12, 1e-20};

    @ParameterizedTest
    @ValueSource(doubles = {2.5, 30, 9_999, 10_000, 54_321.5, 1e6, 1e9})
    void leavesAsMuchAboveItAsItWasAskedFor(double df) {
        for (double p : TAILS) {
            double found = Student.upperQuantile(p, df);
            assertThat(Student.twoSided(found, df))
                    .describedAs("%s, %s", p, df)
                    .isCloseTo(2 * p, within(2 * p * (df < 10_000 ? 1e-7 : 1e-11)));
            if (p > 1e-10) {
                assertThat(Student.upperQuantile(1 - p, df)).isCloseTo(-found, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {10_000, 20_000.25, 3e5})
    void agreesWithTheRootOfTheDistribution(double df) {
        for (double p : TAILS) {
            assertThat(Student.upperQuantile(p, df))
                    .describedAs("%s, %s", p, df)
                    .isCloseTo(TDistribution.of(df).inverseSurvivalProbability(p), within(2e-9));
        }
    }
}
