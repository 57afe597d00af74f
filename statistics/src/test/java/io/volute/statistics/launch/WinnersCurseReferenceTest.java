package io.volute.statistics.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.random.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;

class WinnersCurseReferenceTest {

    /** The worked case; the ends by numerical integration in {@code scoping_and_money.py}. */
    @Test
    void fourEffectsSumToLessThanTheySay() {
        WinnersCurse found =
                WinnersCurse.of(new double[] {2.5, 1, 2.1, -.3}, new double[] {1, 1, 1, 1}, WinnersCurse.CUT);
        Estimate corrected = found.corrected().found().orElseThrow();

        assertThat(found.launched()).isEqualTo(2);
        assertThat(found.raw()).isCloseTo(4.6, within(1e-12));
        assertThat(corrected.estimate()).isCloseTo(3.57745, within(5e-6));
        assertThat(corrected.low()).isCloseTo(1.26697, within(5e-6));
        assertThat(corrected.high()).isCloseTo(5.88794, within(5e-6));
    }

    @Test
    void theLinesOfWhatWasLaunchedSumToTheCorrectedSum() {
        double[] effects = {2.5, 1, 2.1, -.3};
        double[] errors = {1, 1, 1, 1};
        double[] cuts = {1.96, 1.96, 1.96, 1.96};
        List<Figure> lines = WinnersCurse.each(effects, errors, cuts, new boolean[] {true, false, true, false});

        Estimate first = lines.get(0).found().orElseThrow();
        Estimate third = lines.get(2).found().orElseThrow();
        assertThat(first.estimate() + third.estimate()).isCloseTo(3.57745, within(5e-6));
        assertThat(first.estimate()).isBetween(1.0, 2.5 - Normal.density(1.96 - 2.5));
        double both = Math.hypot(first.high() - first.low(), third.high() - third.low()) / 2;
        assertThat(both).isCloseTo((5.88794 - 1.26697) / 2, within(5e-6));
        assertThat(lines.get(1).refusal().map(Refused::code)).contains("not-launched");
    }

    @Test
    void aHigherCutTakesMoreFromWhatJustPassedIt() {
        double[] one = {3};
        double[] error = {1};
        boolean[] launched = {true};
        Estimate low = WinnersCurse.each(one, error, new double[] {1.96}, launched)
                .get(0)
                .found()
                .orElseThrow();
        Estimate high = WinnersCurse.each(one, error, new double[] {2.96}, launched)
                .get(0)
                .found()
                .orElseThrow();
        assertThat(low.estimate()).isCloseTo(3 - Normal.density(1.04), within(1e-12));
        assertThat(high.estimate()).isCloseTo(3 - Normal.density(.04), within(1e-12));
    }

    /** Lee and Shen's world: 30 true effects round .2, errors of 1. The sum of winners is far off, ours is near. */
    @Test
    void whatWasLaunchedIsWorthWhatTheCorrectionSays() {
        double raw = 0;
        double corrected = 0;
        double truth = 0;
        int covered = 0;
        int worlds = 2_000;
        for (int w = 0; w < worlds; w++) {
            Draws draws = Draws.of(8, w);
            double[] effect = new double[30];
            double[] error = new double[30];
            double sum = 0;
            for (int i = 0; i < 30; i++) {
                double true1 = draws.normal(.2, .7);
                error[i] = 1;
                effect[i] = draws.normal(true1, 1);
                sum += effect[i] > WinnersCurse.CUT ? true1 : 0;
            }
            WinnersCurse found = WinnersCurse.of(effect, error, WinnersCurse.CUT);
            raw += found.raw() / worlds;
            truth += sum / worlds;
            corrected += found.corrected().found().orElseThrow().estimate() / worlds;
            covered += found.corrected().found().orElseThrow().covers(sum) ? 1 : 0;
        }

        assertThat(raw - truth).isGreaterThan(3);
        assertThat(Math.abs(corrected - truth)).isLessThan((raw - truth) / 3);
        assertThat(covered / (double) worlds).isGreaterThan(.9);
    }

    @Test
    void thousandsOfEffectsThatAreNextToNothingWouldBeOvercorrected() {
        double[] effect = new double[2_000];
        double[] error = new double[2_000];
        for (int i = 0; i < effect.length; i++) {
            error[i] = 1;
            effect[i] = Draws.of(4, i).normal(0, 1.05);
        }

        assertThat(WinnersCurse.of(effect, error, WinnersCurse.CUT)
                        .corrected()
                        .refusal()
                        .map(Refused::code))
                .contains("overshoots");
    }

    @Test
    void refusesNothingTriedAndWhatIsNoError() {
        assertThat(WinnersCurse.of(new double[0], new double[0], 1.96)
                        .corrected()
                        .refusal())
                .isPresent();
        assertThatThrownBy(() -> WinnersCurse.of(new double[1], new double[1], 1.96))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WinnersCurse.of(new double[1], new double[2], 1.96))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
