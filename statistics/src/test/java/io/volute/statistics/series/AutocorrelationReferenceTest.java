package io.volute.statistics.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The 1, 2, 3, 4 of a textbook: deviations -1.5, -.5, .5, 1.5; squares 5; products at lag 1 are .75 - .25 + .75. */
class AutocorrelationReferenceTest {

    @Test
    void agreesWithTheSumsByHand() {
        double[] values = {1, 2, 3, 4};

        assertThat(Autocorrelation.at(values, 1).getAsDouble()).isCloseTo(.25, within(1e-12));
        assertThat(Autocorrelation.at(values, 2).getAsDouble()).isCloseTo(-1.5 / 5, within(1e-12));
        assertThat(Autocorrelation.at(values, 3)).isEmpty();
    }

    @Test
    void findsAWeekInDaysAndLeavesGapsOut() {
        double[] days = new double[70];
        for (int day = 0; day < days.length; day++) {
            days[day] = day % 7 == 0 ? 10 : 1;
        }
        days[30] = Double.NaN;

        assertThat(Autocorrelation.at(days, 7).getAsDouble()).isGreaterThan(.85);
        assertThat(Autocorrelation.at(days, 1).getAsDouble()).isNegative();
        assertThat(Autocorrelation.at(new double[] {5, 5, 5, 5}, 1)).isEmpty();
    }
}
