package io.volute.statistics.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/**
 * DE23, planted: a survey whose people differ and an experiment whose people were drawn by lot. The real pair is read by
 * {@code LalondeIT} of data-engineering.
 */
class ImbalanceReferenceTest {
    private static final int ROWS = 20_000;

    /** Of zeros and ones: the share of black people in the survey of LaLonde is .8432 (156 of 185) against .2028 (87 of 429). */
    @Test
    void agreesWithAPublishedLine() {
        Imbalance black = Imbalance.of(ones(156, 185), ones(87, 429));

        // R's MatchIt 4.5.1, vignette "Getting Started": raceblack 0.8432 0.2028 1.7615.
        assertThat(black.treated()).isCloseTo(.8432, within(5e-5));
        assertThat(black.control()).isCloseTo(.2028, within(5e-5));
        assertThat(black.standardized().orElseThrow()).isCloseTo(1.7615, within(5e-5));
        assertThat(black.varianceRatio()).isEmpty();
    }

    /** {1, 2, 3} has mean 2 and variance 1, {2, 4, 6} mean 4 and variance 4. */
    @Test
    void standardizesByTheTreatedRows() {
        Imbalance found = Imbalance.of(new double[] {1, 2, 3}, new double[] {2, 4, 6});

        assertThat(found.standardized()).hasValue(-2);
        assertThat(found.varianceRatio()).hasValue(.25);
        assertThat(Imbalance.of(new double[] {3, 3}, new double[] {1, 2}).standardized())
                .isEmpty();
        assertThatThrownBy(() -> Imbalance.of(new double[] {1}, new double[] {1, 2}))
                .hasMessageContaining("imbalance of 1 treated and 2 control rows");
    }

    /** The obvious measure, a t test of each column, is rejected by the same assertion: of many rows it flags anything. */
    @Test
    void tellsTheSurveyFromTheExperiment() {
        assertTellsThemApart((treated, control) ->
                Math.abs(Imbalance.of(treated, control).standardized().orElseThrow()) > .1);
        assertThatThrownBy(() -> assertTellsThemApart((treated, control) -> Math.abs(t(treated, control)) > 1.96))
                .isInstanceOf(AssertionError.class);
    }

    /** In the survey the treated earned less and are younger; in the experiment the lot makes .03 of a deviation. */
    private static void assertTellsThemApart(BiPredicate<double[], double[]> imbalanced) {
        SortedSet<String> survey = new TreeSet<>();
        SortedSet<String> experiment = new TreeSet<>();
        String[] columns = {"age", "earnings", "school"};
        double[] shift = {-.3, -.7, 0};
        for (int column = 0; column < columns.length; column++) {
            double[] treated = normal(column, shift[column]);
            double[] control = normal(column + 10L, 0);
            if (imbalanced.test(treated, control)) {
                survey.add(columns[column]);
            }
            if (imbalanced.test(normal(column, .03), control)) {
                experiment.add(columns[column]);
            }
        }
        assertThat(survey).containsExactly("age", "earnings");
        assertThat(experiment).isEmpty();
    }

    private static double t(double[] treated, double[] control) {
        Moments with = Moments.of(treated);
        Moments without = Moments.of(control);
        return (with.mean() - without.mean()) / Math.sqrt(with.meanVariance() + without.meanVariance());
    }

    private static double[] normal(long seed, double mean) {
        Draws draws = Draws.of(seed);
        double[] values = new double[ROWS];
        Arrays.setAll(values, row -> draws.normal(mean, 1));
        return values;
    }

    private static double[] ones(int ones, int rows) {
        double[] values = new double[rows];
        Arrays.fill(values, 0, ones, 1);
        return values;
    }
}
