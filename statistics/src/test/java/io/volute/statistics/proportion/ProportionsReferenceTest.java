package io.volute.statistics.proportion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import org.junit.jupiter.api.Test;

class ProportionsReferenceTest {

    /** Newcombe, Statistics in Medicine 17 (1998) 857-872, and Agresti's 3 of 5. */
    @Test
    void wilsonAgreesWithPublishedIntervals() {
        expect(new Share(3, 5).wilson(), .6, .2307, .8824, 5e-5);
        expect(new Share(81, 263).wilson(), .3080, .2553, .3662, 5e-5);
        expect(new Share(15, 148).wilson(), .1014, .0624, .1605, 5e-5);
        expect(new Share(0, 20).wilson(), 0, 0, .1611, 5e-5);
        expect(new Share(1, 29).wilson(), .0345, .0061, .1718, 5e-5);
    }

    /** The same paper, method 5. */
    @Test
    void clopperPearsonAgreesWithPublishedIntervals() {
        expect(new Share(81, 263).clopperPearson(.05), .3080, .2527, .3676, 5e-5);
        expect(new Share(0, 20).clopperPearson(.05), 0, 0, .1684, 5e-5);
        expect(new Share(1, 29).clopperPearson(.05), .0345, .0009, .1776, 5e-5);
    }

    /** Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10, examples a, b, c, d, e, f, g, h. */
    @Test
    void newcombeAgreesWithPublishedIntervals() {
        expect(Proportions.difference(new Share(56, 70), new Share(48, 80)), .2, .0524, .3339, 5e-5);
        expect(Proportions.difference(new Share(9, 10), new Share(3, 10)), .6, .1705, .8090, 5e-5);
        expect(Proportions.difference(new Share(6, 7), new Share(2, 7)), .5714, .0582, .8062, 5e-5);
        expect(Proportions.difference(new Share(5, 56), new Share(0, 29)), .0893, -.0381, .1926, 5e-5);
        expect(Proportions.difference(new Share(0, 10), new Share(0, 20)), 0, -.1611, .2775, 5e-5);
        expect(Proportions.difference(new Share(0, 10), new Share(0, 10)), 0, -.2775, .2775, 5e-5);
        expect(Proportions.difference(new Share(10, 10), new Share(0, 20)), 1, .6791, 1, 5e-5);
        expect(Proportions.difference(new Share(10, 10), new Share(0, 10)), 1, .6075, 1, 5e-5);
    }

    /** Newcombe, Statistics in Medicine 17 (1998) 2635-2650, method 10: table 36, 12, 2, 0. */
    @Test
    void newcombeForPairsAgreesWithThePublishedInterval() {
        expect(Proportions.paired(36, 12, 2, 0, .05), .2, .0569, .3404, 5e-5);
    }

    /** R: fisher.test(matrix(c(3, 1, 1, 3), 2)), the lady tasting tea: p .4857. */
    @Test
    void fisherKnowsTheLadyTastingTea() {
        assertThat(p(Proportions.fisher(new Share(3, 4), new Share(1, 4)))).isCloseTo(.48571, within(5e-6));
        assertThat(p(Proportions.fisher(new Share(30, 500), new Share(12, 400))))
                .isCloseTo(.0384813, within(5e-8));
    }

    /** Missing values 12 of 400 against 30 of 500: chi-square 4.495504, p .0339841, Newcombe [.0020285, .0574991]. */
    @Test
    void pooledTestAgreesWithChiSquare() {
        Significance z = (Significance) Proportions.pooledZ(new Share(30, 500), new Share(12, 400));

        assertThat(z.statistic() * z.statistic()).isCloseTo(4.495504, within(5e-7));
        assertThat(z.p()).isCloseTo(.0339841, within(5e-8));
        expect(Proportions.difference(new Share(30, 500), new Share(12, 400)), .03, .0020285, .0574991, 5e-8);
    }

    /** scipy.stats.t with Welch's degrees of freedom: see benchmarks/reference/business_analysis_statistics.py. */
    @Test
    void waldAgreesWithItsDefinition() {
        Significance wald = (Significance) Proportions.waldTest(new Share(56, 70), new Share(48, 80));

        assertThat(wald.statistic()).isCloseTo(.2 / Math.sqrt(.8 * .2 / 70 + .6 * .4 / 80), within(1e-12));
        assertThat(wald.df()).isCloseTo(147.324324, within(5e-6));
        assertThat(wald.p()).isCloseTo(.006688699363, within(5e-9));
        expect(Proportions.waldT(new Share(56, 70), new Share(48, 80), .05), .2, .05632469682, .3436753032, 5e-8);
        assertThat(Proportions.waldTest(new Share(3, 3), new Share(0, 4))).isInstanceOf(Refused.class);
        assertThat(Proportions.waldT(new Share(1, 1), new Share(1, 4), .05)).isInstanceOf(Refused.class);
    }

    /** R, ?prop.test, smokers data (Fleiss 1981, p. 139): the first two hospitals 83 of 86 and 90 of 93. */
    @Test
    void twoHospitalsOfFleissAreNotToldApart() {
        assertThat(p(Proportions.pooledZ(new Share(83, 86), new Share(90, 93)))).isCloseTo(.9223200957, within(5e-9));
    }

    /** R, ?fisher.test, Convictions (Fisher 1934, p. 100): 2 of 17 and 10 of 13 twins; two-sided p .0005367. */
    @Test
    void fisherKnowsTheCriminalTwins() {
        assertThat(p(Proportions.fisher(new Share(2, 17), new Share(10, 13)))).isCloseTo(.0005367, within(5e-8));
        assertThat(p(Proportions.test(new Share(2, 17), new Share(10, 13)))).isLessThan(.01);
    }

    @Test
    void smallTablesAreTestedExactly() {
        assertThat(((Significance) Proportions.test(new Share(3, 4), new Share(1, 4))).method())
                .isEqualTo("fisher");
        assertThat(((Significance) Proportions.test(new Share(30, 500), new Share(12, 400))).method())
                .isEqualTo("pooled-z");
    }

    /** Fagerland, Lydersen, Laake (2013) define the mid-p; exact 34 against 18: .0364834. */
    @Test
    void mcNemarCountsRowsOnWhichDecisionsDisagree() {
        assertThat(p(Proportions.mcNemarMidP(8, 2))).isCloseTo(.06543, within(5e-6));
        assertThat(p(Proportions.mcNemar(34, 18))).isCloseTo(.0364834, within(5e-8));
        assertThat(p(Proportions.mcNemar(18, 34))).isCloseTo(.0364834, within(5e-8));
        assertThat(p(Proportions.mcNemar(5, 5))).isEqualTo(1);
    }

    @Test
    void swappingTheArmsFlipsTheSigns() {
        Estimate there = found(Proportions.difference(new Share(56, 70), new Share(48, 80)));
        Estimate back = found(Proportions.difference(new Share(48, 80), new Share(56, 70)));

        assertThat(back.low()).isCloseTo(-there.high(), within(1e-15));
        assertThat(back.high()).isCloseTo(-there.low(), within(1e-15));
        Estimate pairsThere = found(Proportions.paired(36, 12, 2, 4, .05));
        Estimate pairsBack = found(Proportions.paired(36, 2, 12, 4, .05));
        assertThat(pairsBack.low()).isCloseTo(-pairsThere.high(), within(1e-15));
    }

    @Test
    void refusesWithoutRowsAndImpossibleCounts() {
        assertThat(new Share(0, 0).wilson().refusal().map(Refused::code)).contains("too-few-rows");
        assertThat(Proportions.difference(new Share(0, 0), new Share(1, 2))
                        .refusal()
                        .map(Refused::code))
                .contains("too-few-rows");
        assertThat(Proportions.paired(3, 0, 0, 4, .05).refusal().map(Refused::code))
                .contains("identical");
        assertThat(Proportions.pooledZ(new Share(3, 3), new Share(4, 4))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> new Share(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void expect(Figure figure, double estimate, double low, double high, double within) {
        Estimate found = found(figure);
        assertThat(found.estimate()).isCloseTo(estimate, within(within));
        assertThat(found.low()).isCloseTo(low, within(within));
        assertThat(found.high()).isCloseTo(high, within(within));
    }

    private static Estimate found(Figure figure) {
        return figure.found().orElseThrow();
    }

    private static double p(Tested tested) {
        return tested.tested().orElseThrow().p();
    }
}
