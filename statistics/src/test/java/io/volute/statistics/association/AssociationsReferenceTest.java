package io.volute.statistics.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

class AssociationsReferenceTest {

    /** Plain V of [[30, 10], [20, 40]] is 0.40825; with the correction 0.39770, by hand from Bergsma's formulas. */
    @Test
    void takesTheBiasOffCramersV() {
        assertThat(Associations.cramersV(new long[][] {{30, 10}, {20, 40}}).orElseThrow())
                .isCloseTo(.39770, within(5e-6));
    }

    @Test
    void emptyRowsAndColumnsDoNotChangeCramersV() {
        assertThat(Associations.cramersV(new long[][] {{30, 0, 10}, {0, 0, 0}, {20, 0, 40}})
                        .orElseThrow())
                .isCloseTo(.39770, within(5e-6));
    }

    /** The plain V of so many empty cells is about 0.3; independence must not look like that. */
    @Test
    void independentColumnsOfManyValuesAreNotAssociated() {
        Draws draws = Draws.of(5);
        long[][] table = new long[30][30];
        for (int i = 0; i < 2_000; i++) {
            table[draws.below(30)][draws.below(30)]++;
        }
        assertThat(Associations.cramersV(table).orElseThrow()).isLessThan(.1);
    }

    /** IQ and hours of television, the worked case of Wikipedia's page on Spearman's coefficient: -29/165. */
    @Test
    void ranksAgreeWithAWorkedCase() {
        double[] iq = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        double[] hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
        assertThat(Associations.spearman(iq, hours).orElseThrow()).isCloseTo(-29.0 / 165, within(1e-15));
    }

    /** Algebra, geometry and statistics marks, the worked case of Wikipedia's page on eta: 6780/9640. */
    @Test
    void etaAgreesWithAWorkedCase() {
        double[] marks = {45, 70, 29, 15, 21, 40, 20, 30, 42, 65, 95, 80, 70, 85, 73};
        int[] subject = {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2};
        assertThat(Associations.etaSquared(subject, marks).orElseThrow()).isCloseTo(6780.0 / 9640, within(1e-12));
    }

    @Test
    void aColumnOfOneValueGoesWithNothing() {
        assertThat(Associations.spearman(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isEmpty();
        assertThat(Associations.etaSquared(new int[] {0, 0, 0}, new double[] {1, 2, 3}))
                .isEmpty();
        assertThat(Associations.etaSquared(new int[] {0, 1, 1}, new double[] {2, 2, 2}))
                .isEmpty();
        assertThat(Associations.cramersV(new long[][] {{3, 4}})).isEmpty();
    }
}
