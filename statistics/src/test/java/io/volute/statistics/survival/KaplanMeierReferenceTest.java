package io.volute.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Freireich et al. (Blood 1963), weeks of remission under 6-MP, as printed in Kalbfleisch, Prentice and in R's survival. */
class KaplanMeierReferenceTest {
    private static final double[] RELAPSED = {6, 6, 6, 7, 10, 13, 16, 22, 23};
    private static final double[] IN_REMISSION = {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};

    @Test
    void reproducesThePublishedCurve() {
        KaplanMeier curve = KaplanMeier.of(RELAPSED, IN_REMISSION);
        assertThat(curve.waiting(6)).isCloseTo(.8571, within(5e-5));
        assertThat(curve.waiting(10)).isCloseTo(.7529, within(5e-5));
        assertThat(curve.waiting(23)).isCloseTo(.4482, within(5e-5));
        assertThat(curve.waiting(5.9)).isEqualTo(1);
    }

    @Test
    void reproducesGreenwoodsErrors() {
        KaplanMeier curve = KaplanMeier.of(RELAPSED, IN_REMISSION);
        assertThat(curve.points())
                .extracting(KaplanMeier.Point::time)
                .containsExactly(6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0);
        assertThat(curve.points().get(0).standardError()).isCloseTo(.0764, within(5e-5));
        assertThat(curve.points().get(2).standardError()).isCloseTo(.0963, within(5e-5));
        assertThat(curve.points().get(6).standardError()).isCloseTo(.1346, within(5e-5));
    }

    @Test
    void saysThatAQuantileIsNotReachedInsteadOfTheLastTime() {
        KaplanMeier curve = KaplanMeier.of(RELAPSED, IN_REMISSION);
        assertThat(curve.quantile(.5)).hasValue(23);
        assertThat(curve.quantile(.9)).isEmpty();
    }

    @Test
    void givesEveryQuantileOfAConstantWait() {
        KaplanMeier curve = KaplanMeier.of(new double[] {30, 30, 30}, new double[] {3, 12});
        assertThat(curve.quantile(.9)).hasValue(30);
        assertThat(curve.waiting(30)).isZero();
    }

    /** R: survfit(..., conf.type = "log-log") at 10 weeks: .503 to .889. */
    @Test
    void reproducesTheLogMinusLogInterval() {
        Estimate waiting =
                KaplanMeier.of(RELAPSED, IN_REMISSION).figure(10).found().orElseThrow();
        assertThat(waiting.low()).isCloseTo(.503, within(5e-4));
        assertThat(waiting.high()).isCloseTo(.889, within(5e-4));
        assertThat(waiting.n()).isEqualTo(21);
    }

    @Test
    void refusesAnIntervalBeforeTheFirstEventAndBeyondTheLastTime() {
        KaplanMeier curve = KaplanMeier.of(RELAPSED, IN_REMISSION);
        assertThat(curve.figure(5).refusal().map(Refused::code)).contains("no-variance");
        assertThat(curve.figure(36).refusal().map(Refused::code)).contains("not-reached");
        assertThat(curve.error(5)).isZero();
    }

    @Test
    void censoringAtRandomDoesNotBiasTheCurve() {
        int n = 20_000;
        double[] events = new double[n];
        double[] censored = new double[n];
        int came = 0;
        int left = 0;
        Draws draws = Draws.of(31);
        for (int i = 0; i < n; i++) {
            double delay = draws.exponential();
            double waited = 2 * draws.uniform();
            if (delay <= waited) {
                events[came++] = delay;
            } else {
                censored[left++] = waited;
            }
        }
        KaplanMeier curve = KaplanMeier.of(Arrays.copyOf(events, came), Arrays.copyOf(censored, left));
        assertThat(curve.waiting(1)).isCloseTo(Math.exp(-1), within(.015));
    }
}
