package io.volute.modeling.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.modeling.feature.FeatureMatrix;
import io.volute.modeling.rows.Target;
import io.volute.statistics.random.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LinearTrainerReferenceTest {
    /** x = 1 … 5, y = 2 4 5 4 5: slope .6, intercept 2.2 without a ridge; with ridge l2 the slope is 6 / (10 + l2). */
    @Test
    void leastSquaresOfOneFeatureIsTheFormulaOfTheTextbook() {
        double[][] x = {{1}, {2}, {3}, {4}, {5}};
        double[] y = {2, 4, 5, 4, 5};
        assertThat(fit(Target.NUMBER, x, y, 1e-12, new double[] {0}, new double[] {5}))
                .containsExactly(new double[] {2.2, 5.2}, within(1e-9));
        double slope = 6 / 12.0;
        assertThat(fit(Target.NUMBER, x, y, 2, new double[] {0}, new double[] {5}))
                .containsExactly(new double[] {4 - 3 * slope, 4 + 2 * slope}, within(1e-12));
    }

    /** The normal equations with an unpenalised intercept, by Gaussian elimination over dense columns. */
    @Test
    void leastSquaresSolvesTheNormalEquations() {
        Draws draws = Draws.of(6);
        int rows = 300;
        int features = 5;
        double[][] x = new double[rows][features];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < features; k++) {
                x[i][k] = draws.normal() * Math.pow(10, k - 2);
            }
            y[i] = 1e6 + 3 * x[i][0] - x[i][2] + draws.normal();
        }
        double[][] a = new double[features + 1][features + 2];
        for (int i = 0; i < rows; i++) {
            double[] row = new double[features + 1];
            System.arraycopy(x[i], 0, row, 0, features);
            row[features] = 1;
            for (int p = 0; p <= features; p++) {
                for (int q = 0; q <= features; q++) {
                    a[p][q] += row[p] * row[q];
                }
                a[p][features + 1] += row[p] * (y[i] - 1e6);
            }
        }
        for (int k = 0; k < features; k++) {
            a[k][k] += 1;
        }
        double[] beta = eliminated(a);
        for (int i = 0; i < 10; i++) {
            double expected = 1e6 + beta[features];
            for (int k = 0; k < features; k++) {
                expected += beta[k] * x[i][k];
            }
            assertThat(fit(Target.NUMBER, x, y, 1, x[i])[0]).isCloseTo(expected, within(1e-6));
        }
    }

    private static double[] eliminated(double[][] a) {
        int n = a.length;
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                double times = i == k ? 0 : a[i][k] / a[k][k];
                for (int j = k; times != 0 && j <= n; j++) {
                    a[i][j] -= times * a[k][j];
                }
            }
        }
        double[] result = new double[n];
        for (int k = 0; k < n; k++) {
            result[k] = a[k][n] / a[k][k];
        }
        return result;
    }

    /** A model with an own weight for each group says each group's shares, if the ridge is next to nothing. */
    @Test
    void softmaxOfGroupsSaysTheSharesOfEach() {
        double[][] x = new double[16][1];
        // Without the feature 1 of 8, 5 of 8, 2 of 8; with it 4, 2, 2.
        double[] y = {0, 1, 1, 1, 1, 1, 2, 2, 0, 0, 0, 0, 1, 1, 2, 2};
        for (int i = 8; i < 16; i++) {
            x[i][0] = 1;
        }
        Target target = Target.of(List.of("a", "b", "c"));
        assertThat(fit(target, x, y, 1e-9, new double[] {0}))
                .containsExactly(new double[] {1 / 8.0, 5 / 8.0, 2 / 8.0}, within(1e-7));
        assertThat(fit(target, x, y, 1e-9, new double[] {1}))
                .containsExactly(new double[] {4 / 8.0, 2 / 8.0, 2 / 8.0}, within(1e-7));
    }

    /** Weights of two classes are opposite, so the ridge on both is half of the one on their difference. */
    @Test
    void softmaxOfTwoClassesIsLogisticWithHalfTheRidge() {
        Draws draws = Draws.of(4);
        double[][] x = new double[120][3];
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < 3; k++) {
                x[i][k] = draws.normal();
            }
            y[i] = draws.uniform() < 1 / (1 + StrictMath.exp(-2 * x[i][0] + 1)) ? 1 : 0;
        }
        for (int i = 0; i < 20; i++) {
            double[] two = fit(Target.of(List.of("no", "yes")), x, y, 3, x[i]);
            assertThat(two[1]).isCloseTo(fit(Target.EVENT, x, y, 1.5, x[i])[0], within(1e-8));
        }
        assertThat(trained(Target.of(List.of("no", "yes")), x, y, 3).parameters())
                .isCloseTo(trained(Target.EVENT, x, y, 1.5).parameters(), within(1e-6));
    }

    /** At the optimum each weight's pull is balanced: the sum of (share - own class) x plus l2 times the weight is 0. */
    @Test
    void softmaxStopsWhereTheGradientVanishes() {
        Draws draws = Draws.of(9);
        double[][] x = new double[400][4];
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < 4; k++) {
                x[i][k] = draws.normal() * (k + 1);
            }
            y[i] = x[i][0] + draws.normal() > 1 ? 2 : x[i][1] + draws.normal() > 0 ? 1 : 0;
        }
        Target target = Target.of(List.of("a", "b", "c"));
        var state = trained(target, x, y, .7).model().state();
        double[] fitted = trained(target, x, y, .7).model().scores(matrix(x));
        for (int own = 0; own < 3; own++) {
            for (int k = 0; k < 4; k++) {
                double pull = .7
                        * Double.parseDouble(
                                state.get("weights").get(own).get(k).asText());
                for (int i = 0; i < y.length; i++) {
                    pull += (fitted[3 * i + own] - (y[i] == own ? 1 : 0)) * x[i][k];
                }
                assertThat(pull).isCloseTo(0, within(1e-5));
            }
        }
    }

    @Test
    void givesTheOptimumOfLogisticForTwoClasses() {
        double[][] x = {{-2}, {-1}, {0}, {1}, {2}, {3}};
        double[] y = {0, 0, 1, 0, 1, 1};
        // scikit-learn 1.9, newton-cholesky, as in TrainersTest.
        assertThat(fit(Target.EVENT, x, y, 1, new double[] {-2})[0]).isCloseTo(0.12812560412480473, within(1e-9));
    }

    private static double[] fit(Target target, double[][] x, double[] y, double l2, double[]... at) {
        return trained(target, x, y, l2).model().scores(matrix(at));
    }

    private static Trainer.Trained trained(Target target, double[][] x, double[] y, double l2) {
        TrainingRows rows = new TrainingRows(target, matrix(x), y, "test rows");
        return new LinearTrainer().train(new LinearTrainer.Options(l2), rows, 1, (done, total, unit) -> {});
    }

    private static FeatureMatrix matrix(double[][] x) {
        FeatureMatrix.Builder builder = FeatureMatrix.builder(x[0].length, x.length);
        for (double[] row : x) {
            for (int k = 0; k < row.length; k++) {
                if (row[k] != 0) {
                    builder.add(k, row[k]);
                }
            }
            builder.endRow();
        }
        return builder.build();
    }
}
