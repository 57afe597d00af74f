package io.volute.statistics.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GroupedAucTest {

    @Test
    void isTheAreaAndIntervalOfTheRowsOneByOne() {
        Draws draws = Draws.of(7);
        int groups = 12;
        double[] score = new double[groups];
        long[] positives = new long[groups];
        long[] negatives = new long[groups];
        double[] scores = new double[4_000];
        boolean[] truth = new boolean[scores.length];
        for (int group = 0; group < groups; group++) {
            // Two groups share a score.
            score[group] = group == 5 ? 4 : group;
        }
        for (int row = 0; row < scores.length; row++) {
            int group = draws.below(groups);
            scores[row] = score[group];
            truth[row] = draws.uniform() < .1 + .05 * group;
            (truth[row] ? positives : negatives)[group]++;
        }

        Estimate grouped = GroupedAuc.of(score, positives, negatives).found().orElseThrow();

        Estimate single = Auc.of(scores, truth).found().orElseThrow();
        assertThat(grouped.estimate()).isCloseTo(single.estimate(), within(1e-12));
        assertThat(grouped.low()).isCloseTo(single.low(), within(1e-10));
        assertThat(grouped.high()).isCloseTo(single.high(), within(1e-10));
        assertThat(grouped.n()).isEqualTo(4_000);
    }

    @Test
    void saysOneOfAPerfectRankingAndRefusesOneClass() {
        assertThat(GroupedAuc.of(new double[] {0, 1}, new long[] {0, 5}, new long[] {5, 0})
                        .found())
                .contains(new Estimate(1, 1, 1, 10, "delong-logit"));
        assertThat(GroupedAuc.of(new double[] {0, 1}, new long[] {3, 5}, new long[] {0, 0})
                        .refusal())
                .hasValueSatisfying(refused -> assertThat(refused.code()).isEqualTo("one-class"));
    }

    /** The rate over all rows, which gives each row its own label, ranks an id perfectly. */
    @Test
    void anIdTellsNothingOutOfFold() {
        int rows = 2_000;
        OutOfFoldRates outOfFold = new OutOfFoldRates(rows, 5);
        double[] overAllRows = new double[rows];
        boolean[] truth = new boolean[rows];
        Draws draws = Draws.of(3);
        for (int row = 0; row < rows; row++) {
            truth[row] = draws.uniform() < .2;
            overAllRows[row] = (truth[row] ? 1 : 0) + 20 * .2;
            outOfFold.add(row, draws.below(5), truth[row]);
        }

        assertThat(outOfFold.auc().found().orElseThrow().estimate()).isCloseTo(.5, within(.05));
        assertThat(Auc.value(overAllRows, truth)).isEqualTo(1);
    }

    @Test
    void aCategoryThatIsTheLabelRanksPerfectly() {
        OutOfFoldRates rates = new OutOfFoldRates(2, 5);
        boolean[] truth = new boolean[100];
        for (int row = 0; row < truth.length; row++) {
            truth[row] = row % 4 == 0;
            rates.add(truth[row] ? 1 : 0, row % 5, truth[row]);
        }

        assertThat(rates.auc().found().orElseThrow().estimate()).isEqualTo(1);
        assertThat(rates.rows(1)).isEqualTo(25);
        assertThat(rates.positives(0)).isZero();
        assertThat(Arrays.asList(rates.rows(0), rates.positives(1))).containsExactly(75L, 25L);
    }
}
