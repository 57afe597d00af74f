package io.volute.statistics.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.random.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxiesTest {

    private static final double[][] NOISE = {{1, .3, .5}, {.3, 1, -.2}, {.5, -.2, 1}};

    /** Two proxies that go together; the first moves the business by 1, the second not at all. */
    private static Proxies planted(Draws draws, int n) {
        double[][] effects = new double[n][3];
        double[][][] noise = new double[n][][];
        for (int i = 0; i < n; i++) {
            double first = draws.normal();
            double second = .6 * first + .8 * draws.normal();
            double a = draws.normal();
            double b = draws.normal();
            double c = draws.normal();
            noise[i] = NOISE;
            // Cholesky factor of the noise.
            effects[i][0] = first + a;
            effects[i][1] = second + .3 * a + .9539392 * b;
            effects[i][2] = first + .1 * draws.normal() + .5 * a - .3669080 * b + .7844645 * c;
        }
        return new Proxies(effects, noise);
    }

    @Test
    void tellsTheProxyThatCountsFromTheOneThatGoesAlong() {
        double first = 0;
        double second = 0;
        int covered = 0;
        for (int w = 0; w < 25; w++) {
            List<Figure> slopes = planted(Draws.of(3, w), 400).slopes(w);
            Estimate one = slopes.get(0).found().orElseThrow();
            Estimate two = slopes.get(1).found().orElseThrow();
            first += one.estimate() / 25;
            second += two.estimate() / 25;
            covered += (one.covers(1) ? 1 : 0) + (two.covers(0) ? 1 : 0);
        }

        assertThat(first).isBetween(.9, 1.1);
        assertThat(second).isBetween(-.1, .1);
        assertThat(covered).isGreaterThanOrEqualTo(43);
    }

    @Test
    void oneProxyIsTheSlopeOfTheTotalCovariance() {
        Launches launches = Planted.launches(Draws.of(2), 300, new Noise(1, .5, 1), 1);
        double[][] effects = launches.used().stream()
                .map(one -> new double[] {one.x(), one.y()})
                .toArray(double[][]::new);
        double[][][] noise = launches.used().stream()
                .map(one -> new double[][] {{1, .5}, {.5, 1}})
                .toArray(double[][][]::new);

        Estimate alone = new Proxies(effects, noise).slopes(1).get(0).found().orElseThrow();
        Estimate link = launches.link().slope().found().orElseThrow();

        assertThat(alone.estimate()).isCloseTo(link.estimate(), within(.02));
    }

    @Test
    void theNearestCovarianceHasNoNegativeEigenvalue() {
        // Eigenvalues 3 and -1 with eigenvectors (1, 1) and (1, -1): what is left is 3/2 everywhere.
        double[][] nearest = SymmetricMatrix.positivePart(new double[][] {{1, 2}, {2, 1}});
        double[][] same = SymmetricMatrix.positivePart(NOISE);

        for (double[] row : nearest) {
            assertThat(row).usingComparatorWithPrecision(1e-12).containsExactly(1.5, 1.5);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(same[i]).usingComparatorWithPrecision(1e-12).containsExactly(NOISE[i]);
        }
    }

    @Test
    void refusesFewLaunchesProxiesThatAreOneAndWrongShapes() {
        assertThat(planted(Draws.of(1), 30).slopes(1))
                .extracting(one -> one.refusal().map(Refused::code).orElse("none"))
                .containsExactly("too-few-rows", "too-few-rows");
        double[][] twins = new double[50][3];
        double[][][] noise = new double[50][3][3];
        for (int i = 0; i < 50; i++) {
            twins[i] = new double[] {i, 2 * i, i};
        }
        assertThat(new Proxies(twins, noise).slopes(1))
                .extracting(one -> one.refusal().map(Refused::code).orElse("none"))
                .containsExactly("noise-dominates", "noise-dominates");
        assertThatThrownBy(() -> new Proxies(new double[2][3], new double[1][3][3]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Proxies(new double[1][3], new double[1][2][3]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
