package io.volute.statistics.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

final class NumberErrorsReferenceTest {
    /** The example of scikit-learn's guide, 3.4.6.1 to 3.4.6.3: MAE .5, MSE .375, R2 .948. */
    private static final double[] TRUTH = {3, -.5, 2, 7};

    private static final double[] PREDICTION = {2.5, 0, 2, 8};

    @Test
    void figuresAreScikitLearns() {
        assertThat(value(NumberErrors.mae(PREDICTION, TRUTH))).isEqualTo(.5);
        assertThat(value(NumberErrors.mse(PREDICTION, TRUTH))).isEqualTo(.375);
        assertThat(value(NumberErrors.rmse(PREDICTION, TRUTH))).isCloseTo(Math.sqrt(.375), within(1e-15));
        assertThat(value(NumberErrors.rSquared(PREDICTION, TRUTH))).isCloseTo(.9486081370449679, within(1e-15));
    }

    @Test
    void theMeanOfTheTruthExplainsNothing() {
        double[] mean = {2.875, 2.875, 2.875, 2.875};
        assertThat(NumberErrors.rSquared(mean, TRUTH).refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("no-variance"));
        double[] worse = {4, 4, 4, 4};
        assertThat(value(NumberErrors.rSquared(worse, TRUTH))).isNegative();
    }

    @Test
    void refusesAConstantTruthAndTooFewRows() {
        assertThat(NumberErrors.rSquared(new double[] {1, 2, 3}, new double[] {5, 5, 5})
                        .refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("the judged label: constant"));
        assertThat(NumberErrors.rSquared(new double[] {1}, new double[] {5}).refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("too-few-rows"));
        assertThat(NumberErrors.rmse(new double[] {1}, new double[] {5}).refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("too-few-rows"));
        assertThat(NumberErrors.rmse(TRUTH, TRUTH).refusal()).isPresent();
        assertThatThrownBy(() -> NumberErrors.mae(new double[1], new double[2]))
                .hasMessageContaining("1 predictions, 2 labels");
    }

    /** The bootstrap knows nothing of influences and logarithms; with 2,000 rows both find the same interval. */
    @Test
    void intervalsAreThoseOfTheBootstrap() {
        Draws draws = Draws.of(3);
        double[] truth = new double[2_000];
        double[] prediction = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = draws.normal(10, 3);
            prediction[i] = truth[i] + draws.normal(0, 1 + Math.abs(truth[i] - 10) / 3);
        }
        double[] squares = NumberErrors.squared(prediction, truth);
        agree(
                NumberErrors.rmse(prediction, truth),
                Bootstrap.bca(truth.length, 2_000, 1, weights -> Math.sqrt(mean(squares, weights))),
                .01);
        agree(
                NumberErrors.rSquared(prediction, truth),
                Bootstrap.bca(truth.length, 2_000, 1, weights -> {
                    double centre = mean(truth, weights);
                    double[] deviations = new double[truth.length];
                    for (int i = 0; i < truth.length; i++) {
                        deviations[i] = (truth[i] - centre) * (truth[i] - centre);
                    }
                    return 1 - mean(squares, weights) / mean(deviations, weights);
                }),
                .01);
    }

    /** 95 of 100 intervals hold the truth, on 400 seeded samples within three standard errors. */
    @Test
    void theIntervalOfRSquaredCoversTheTruth() {
        int covered = 0;
        for (int sample = 0; sample < 400; sample++) {
            Draws draws = Draws.of(17, sample);
            double[] truth = new double[200];
            double[] prediction = new double[truth.length];
            for (int i = 0; i < truth.length; i++) {
                double signal = draws.normal();
                truth[i] = signal + draws.normal();
                prediction[i] = signal;
            }
            covered += NumberErrors.rSquared(prediction, truth)
                            .found()
                            .orElseThrow()
                            .covers(.5)
                    ? 1
                    : 0;
        }
        assertThat(covered).isBetween(367, 393);
    }

    private static void agree(Figure ours, Figure bootstrap, double tolerance) {
        Estimate found = ours.found().orElseThrow();
        Estimate expected = bootstrap.found().orElseThrow();
        assertThat(found.estimate()).isCloseTo(expected.estimate(), within(1e-9));
        assertThat(found.low()).isCloseTo(expected.low(), within(tolerance));
        assertThat(found.high()).isCloseTo(expected.high(), within(tolerance));
    }

    private static double mean(double[] values, int[] weights) {
        double sum = 0;
        double n = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            n += weights[i];
        }
        return sum / n;
    }

    private static double value(Figure figure) {
        return figure.found().orElseThrow().estimate();
    }
}
