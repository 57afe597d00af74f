package io.volute.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
