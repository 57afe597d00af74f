package io.volute.statistics.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

class OutOfFoldMeansTest {
    private static final int ROWS = 600;

    /** The same by its definition, row by row. */
    @Test
    void equalsTheSumsOverRows() {
        Draws draws = Draws.of(5);
        int[] value = new int[ROWS];
        int[] fold = new int[ROWS];
        double[] number = new double[ROWS];
        OutOfFoldMeans means = new OutOfFoldMeans(7, 5);
        for (int row = 0; row < ROWS; row++) {
            value[row] = draws.below(7);
            fold[row] = draws.below(5);
            number[row] = 1e6 + value[row] + draws.normal();
            means.add(value[row], fold[row], number[row]);
        }
        double mean = Moments.of(number).mean();
        double errors = 0;
        double total = 0;
        for (int row = 0; row < ROWS; row++) {
            double sum = mean;
            double rows = 1;
            for (int other = 0; other < ROWS; other++) {
                if (value[other] == value[row] && fold[other] != fold[row]) {
                    sum += number[other];
                    rows++;
                }
            }
            errors += Math.pow(number[row] - sum / rows, 2);
            total += Math.pow(number[row] - mean, 2);
        }

        assertThat(means.rSquared().orElseThrow()).isEqualTo(1 - errors / total, within(1e-9));
        assertThat(1 - errors / total).isBetween(.6, .9);
    }

    @Test
    void anIdTellsNothingOutOfFold() {
        OutOfFoldMeans ids = new OutOfFoldMeans(ROWS, 5);
        Draws draws = Draws.of(6);
        for (int row = 0; row < ROWS; row++) {
            ids.add(row, row % 5, draws.normal());
        }

        assertThat(ids.rSquared().orElseThrow()).isEqualTo(0, within(1e-9));
    }

    @Test
    void saysNothingOfANumberThatNeverChanges() {
        OutOfFoldMeans means = new OutOfFoldMeans(1, 2);
        means.add(0, 0, 3);
        means.add(0, 1, 3);

        assertThat(means.rSquared()).isEmpty();
        assertThatThrownBy(() -> new OutOfFoldMeans(1, 1)).hasMessage("folds: 1 (expected: 2 or more)");
    }
}
