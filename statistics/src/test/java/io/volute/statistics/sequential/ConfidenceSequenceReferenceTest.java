package io.volute.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.moments.Moments;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceReferenceTest {

    private static final Moments CONTROL = Moments.ofSums(3000, 1396.87, 52377.9767);
    private static final Moments TREATMENT = Moments.ofSums(3461, 2422.7, 134698.29);

    /** GrowthBook, packages/stats/tests: sequential two-sided t-test of a lift, tuned at 1,000. */
    @Test
    void theLiftOfGrowthBookAgrees() {
        double lift = TREATMENT.mean() / CONTROL.mean() - 1;
        double error =
                lift / Arms.testDelta(TREATMENT, CONTROL).tested().orElseThrow().statistic();
        ConfidenceSequence sequence = new ConfidenceSequence(.05, 1000);

        Estimate found = sequence.interval(lift, error, 6461).found().orElseThrow();

        assertThat(found.estimate()).isCloseTo(.50336, within(5e-6));
        assertThat(found.low()).isCloseTo(-.55844, within(5e-6));
        assertThat(found.high()).isCloseTo(1.56516, within(5e-6));
        assertThat(ConfidenceSequence.runningP(sequence.eValue(lift, error, 6461)))
                .containsExactly(1.0);
    }

    /** Waudby-Smith et al., section 2: the interval leaves 0 out exactly when the e-value reaches 1 / alpha. */
    @Test
    void intervalAndEvidenceAgree() {
        ConfidenceSequence sequence = new ConfidenceSequence(.05, 5000);
        double half = sequence.halfWidth(.02, 3000);

        assertThat(sequence.eValue(half, .02, 3000)).isCloseTo(20, within(1e-9));
        assertThat(sequence.eValue(-half, .02, 3000)).isCloseTo(20, within(1e-9));
        assertThat(sequence.eValue(0, .02, 3000)).isLessThan(1);
        assertThat(sequence.eValue(1e9, .02, 3000)).isFinite();
    }

    @Test
    void itIsAboutHalfAgainAsWideAsAFixedIntervalWhereItIsTuned() {
        ConfidenceSequence sequence = new ConfidenceSequence(.05, 10_000);
        double tuned = sequence.halfWidth(1, 10_000);

        assertThat(tuned / 1.959964).isBetween(1.45, 1.55);
        for (long n : new long[] {500, 2000, 40_000, 400_000}) {
            assertThat(sequence.halfWidth(1, n)).as("%s units", n).isGreaterThan(tuned);
        }
    }

    @Test
    void thePValueOfALookCountsAllLooksBeforeIt() {
        assertThat(ConfidenceSequence.runningP(.5, 4, 2, 40)).containsExactly(1, .25, .25, .025);
        assertThat(ConfidenceSequence.runningP()).isEmpty();
    }

    @Test
    void refusesWithoutUnitsOrError() {
        ConfidenceSequence sequence = new ConfidenceSequence(.05, 1000);

        assertThat(sequence.interval(1, .1, 1)).isInstanceOf(Refused.class);
        assertThat(sequence.interval(1, 0, 100)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> new ConfidenceSequence(.05, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
