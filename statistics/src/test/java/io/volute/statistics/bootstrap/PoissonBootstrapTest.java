package io.volute.statistics.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.Simulations;
import io.volute.statistics.mean.Ratios;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PoissonBootstrapTest {

    private static final Simulations SIMULATIONS = Simulations.of(PoissonBootstrapTest.class);

    @Test
    void weightsArePoissonWithMeanOne() {
        PoissonBootstrap bootstrap = new PoissonBootstrap(1000, 5);
        long[] counts = new long[13];
        for (long unit = 0; unit < 1000; unit++) {
            for (int b = 0; b < 1000; b++) {
                counts[bootstrap.weight(unit, b)]++;
            }
        }
        double expected = 1e6 * Math.exp(-1);
        double chiSquare = 0;
        for (int k = 0; k < 7; k++) {
            chiSquare += (counts[k] - expected) * (counts[k] - expected) / expected;
            expected /= k + 1;
        }

        // Seven cells: 24.3 at one in a thousand.
        assertThat(chiSquare).isLessThan(24.3);
        assertThat(counts[7] + counts[8] + counts[9]).isBetween(40L, 130L);
    }

    @Test
    void neitherOrderNorShardsChangeAResample() {
        PoissonBootstrap whole = new PoissonBootstrap(201, 9);
        PoissonBootstrap backwards = new PoissonBootstrap(201, 9);
        PoissonBootstrap odd = new PoissonBootstrap(201, 9);
        PoissonBootstrap even = new PoissonBootstrap(201, 9);
        for (int i = 0; i < 500; i++) {
            whole.add(i, i % 17, 1 + i % 3);
            (i % 2 == 0 ? even : odd).add(i, i % 17, 1 + i % 3);
            backwards.add(499 - i, (499 - i) % 17, 1 + (499 - i) % 3);
        }
        odd.add(even);

        // Whole numbers add up exactly, so that a difference of a single weight would show.
        assertThat(odd.replicates()).isEqualTo(whole.replicates());
        assertThat(backwards.replicates()).isEqualTo(whole.replicates());
        assertThat(odd.units()).isEqualTo(500);
        double direct = 0;
        double size = 0;
        for (int i = 0; i < 500; i++) {
            direct += whole.weight(i, 200) * (double) (i % 17);
            size += whole.weight(i, 200) * (1.0 + i % 3);
        }
        assertThat(whole.replicates()[200]).isEqualTo(direct / size);
        assertThatThrownBy(() -> whole.add(new PoissonBootstrap(201, 8))).hasMessageContaining("same seed");
    }

    @Test
    void intervalsAgreeWithTheDeltaMethodWhereItHolds() {
        Draws d = Draws.of(1);
        double[] mt = new double[3000];
        double[] dt = new double[3000];
        double[] mc = new double[2000];
        double[] dc = new double[2000];
        PoissonBootstrap t = new PoissonBootstrap(PoissonBootstrap.DRAWS, 4);
        PoissonBootstrap c = new PoissonBootstrap(PoissonBootstrap.DRAWS, 4);
        Arrays.setAll(dt, i -> 1 + d.below(9));
        Arrays.setAll(dc, i -> 1 + d.below(9));
        Arrays.setAll(mt, i -> dt[i] * (.3 + .2 * d.uniform()));
        Arrays.setAll(mc, i -> dc[i] * (.3 + .1 * d.uniform()));
        for (int i = 0; i < 3000; i++) {
            t.add(i, mt[i], dt[i]);
        }
        for (int i = 0; i < 2000; i++) {
            c.add(10_000 + i, mc[i], dc[i]);
        }
        Estimate drawn = (Estimate) PoissonBootstrap.difference(t, c);
        Estimate delta = (Estimate) Ratios.difference(PairMoments.of(mt, dt), PairMoments.of(mc, dc), .05);

        assertThat(drawn.estimate()).isCloseTo(delta.estimate(), within(1e-12));
        assertThat((drawn.high() - drawn.low()) / (delta.high() - delta.low())).isCloseTo(1, within(.08));
        assertThat(((Estimate) PoissonBootstrap.lift(t, c)).estimate())
                .isCloseTo(
                        delta.estimate()
                                / (Moments.of(mc).mean() / Moments.of(dc).mean()),
                        within(1e-12));
    }

    @Test
    void refusesFewUnitsConstantsAndNoDenominator() {
        assertThat(code(19, 1, 1)).isEqualTo("too-few-rows");
        assertThat(code(50, 2, 1)).isEqualTo("no-variance");
        assertThat(code(50, 2, 0)).isEqualTo("undefined");
        assertThatThrownBy(() -> new PoissonBootstrap(99, 1)).hasMessageContaining("99");
    }

    private static String code(int units, double m, double d) {
        PoissonBootstrap arm = new PoissonBootstrap(100, 1);
        for (int i = 0; i < units; i++) {
            arm.add(i, m, d);
        }
        return PoissonBootstrap.difference(arm, arm)
                .refusal()
                .map(Refused::code)
                .orElse("none");
    }

    @Test
    @Tag("simulation")
    void intervalsCoverAtTheirRateWhereUnitsAreMany() {
        int worlds = Simulations.worlds(300, 4000);
        SIMULATIONS.coverage("Poisson bootstrap of a mean, 300 units an arm", worlds, 71, d -> {
            PoissonBootstrap t = new PoissonBootstrap(1000, d.bits());
            PoissonBootstrap c = new PoissonBootstrap(1000, d.bits());
            for (int i = 0; i < 300; i++) {
                t.add(i, d.exponential() + .1);
                c.add(i, d.exponential());
            }
            return Simulations.covers(PoissonBootstrap.difference(t, c), .1);
        });
    }
}
