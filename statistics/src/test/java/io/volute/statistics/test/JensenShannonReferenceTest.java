package io.volute.statistics.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class JensenShannonReferenceTest {
    private static final long[] REFERENCE = {120, 90, 60, 30};
    private static final long[] CURRENT = {40, 45, 35, 30};

    /** By scipy.spatial.distance.jensenshannon(r, c, base=2) for the distance; its square times ln 2 for the nats. */
    @Test
    void agreesWithScipy() {
        assertThat(JensenShannon.nats(REFERENCE, CURRENT)).isCloseTo(.01584845, within(5e-9));
        assertThat(JensenShannon.distanceBase2(REFERENCE, CURRENT)).isCloseTo(.15121005, within(5e-9));
    }

    /** nats less 3 (1/300 + 1/150) / 8, by hand. */
    @Test
    void takesTheBiasOff() {
        assertThat(JensenShannon.correctedDistanceBase2(REFERENCE, CURRENT)).isCloseTo(.13211500, within(5e-9));
    }

    @Test
    void isNothingForEqualSharesAndOneForSharesWithoutOverlap() {
        assertThat(JensenShannon.distanceBase2(new long[] {1, 2}, new long[] {10, 20}))
                .isZero();
        assertThat(JensenShannon.distanceBase2(new long[] {5, 0}, new long[] {0, 9}))
                .isCloseTo(1, within(1e-15));
    }
}
