package io.volute.statistics.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.moments.Moments;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TestsReferenceTest {

    private static final double[] SMALL = {.1, .5, .9, 1.7, 2.2, 3.1, 4.4};
    private static final double[] LARGE = {1.2, 2.5, 3.3, 3.8, 4.9, 5.6};

    /** scipy.stats.chi2_contingency([[120, 90, 60, 30], [40, 45, 35, 30]]): 13.026316, df 3, p .00458004. */
    @Test
    void chiSquareOfTwoSamplesAgreesWithScipy() {
        Significance x2 = found(Contingency.chiSquare(new long[] {120, 90, 60, 30}, new long[] {40, 45, 35, 30}));

        assertThat(x2.statistic()).isCloseTo(13.026316, within(5e-7));
        assertThat(x2.df()).isEqualTo(3);
        assertThat(x2.p()).isCloseTo(.00458004, within(5e-9));
    }

    /** R, ?prop.test, smokers among patients of four hospitals (Fleiss 1981, p. 139): X-squared 12.6, df 3, p .005585. */
    @Test
    void fourHospitalsOfFleissDiffer() {
        Significance x2 = found(Contingency.chiSquare(new long[] {83, 90, 129, 70}, new long[] {3, 3, 7, 12}));

        assertThat(x2.statistic()).isCloseTo(12.6004, within(5e-5));
        assertThat(x2.df()).isEqualTo(3);
        assertThat(x2.p()).isCloseTo(.005585, within(5e-7));
    }

    @Test
    void binsEmptyOnBothSidesDoNotCount() {
        Significance with = found(Contingency.chiSquare(new long[] {12, 0, 388}, new long[] {30, 0, 470}));

        assertThat(with.df()).isEqualTo(1);
        assertThat(with.statistic()).isCloseTo(4.495504, within(5e-7));
        assertThat(Contingency.smallestExpected(new long[] {12, 0, 388}, new long[] {30, 0, 470}))
                .isCloseTo(42 * 400 / 900.0, within(1e-12));
        assertThat(Contingency.chiSquare(new long[] {5, 0}, new long[] {7, 0})).isInstanceOf(Refused.class);
        assertThat(Contingency.chiSquare(new long[] {0, 0}, new long[] {7, 1})).isInstanceOf(Refused.class);
    }

    @Test
    void permutationAgreesWithTheExactTestOnASmallTable() {
        Significance permuted = found(Contingency.permutation(new long[] {3, 1}, new long[] {1, 3}, 7));

        assertThat(permuted.p()).isCloseTo(.48571, within(.015));
    }

    /** Noncentrality for power .8 at df 9: 15.65 at level .05, 28.80 at .001; 7.85 at df 1, by scipy.stats.ncx2. */
    @Test
    void powerOfChiSquareAgreesWithSciPysNoncentralities() {
        assertThat(powerAt(15.65, 9, .05)).isCloseTo(.8, within(5e-4));
        assertThat(powerAt(28.80, 9, .001)).isCloseTo(.8, within(5e-4));
        assertThat(powerAt(7.85, 1, .05)).isCloseTo(.8, within(5e-4));
    }

    @Test
    void anEndlessReferenceStillNeeds283RowsForATenthOfDistance() {
        assertThat(Contingency.power(.1, 1e12, 283, 9, .05)).isGreaterThanOrEqualTo(.8);
        assertThat(Contingency.power(.1, 1e12, 281, 9, .05)).isLessThan(.8);
    }

    @Test
    void sampleRatioIgnoresArmsThatTakeNoUnits() {
        Significance srm = found(SampleRatio.test(new long[] {480, 540, 0}, new double[] {.5, .5, 0}));

        assertThat(srm.df()).isEqualTo(1);
        assertThat(srm.p()).isCloseTo(.06029, within(5e-6));
        assertThat(SampleRatio.test(new long[] {480, 540, 3}, new double[] {.5, .5, 0}))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo("unplanned-arm"));
        assertThat(SampleRatio.test(new long[] {0, 0}, new double[] {1, 1})).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> SampleRatio.test(new long[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Lindon, Malek (2022), Dirichlet concentration 1,000. */
    @Test
    void evidenceAgainstTheDesignAgreesWithItsDefinition() {
        assertThat(SampleRatio.eValue(new long[] {5300, 5000}, new double[] {.5, .5}))
                .isCloseTo(15.966, within(5e-4));
        assertThat(SampleRatio.eValue(new long[] {0, 0}, new double[] {.5, .5})).isEqualTo(1);
    }

    /** R: p.adjust(c(.005, .011, .02, .04, .13), "holm" and "BH"). */
    @Test
    void adjustedValuesAgreeWithR() {
        Offset<Double> exact = within(1e-12);
        assertThat(Multiplicity.holm(.005, .011, .02, .04, .13))
                .containsExactly(new double[] {.025, .044, .06, .08, .13}, exact);
        assertThat(Multiplicity.benjaminiHochberg(.005, .011, .02, .04, .13))
                .containsExactly(new double[] {.025, .0275, .1 / 3, .05, .13}, exact);
        assertThat(Multiplicity.benjaminiHochberg(.60, .001, .041, .008, .30, .012))
                .containsExactly(new double[] {.60, .006, .0615, .024, .36, .024}, exact);
        assertThat(Multiplicity.holm()).isEmpty();
        assertThatThrownBy(() -> Multiplicity.holm(1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Benjamini, Hochberg, JRSS B 57 (1995), thrombolysis: 15 p-values; BH rejects four at .05, Bonferroni three. */
    @Test
    void thePaperOfFalseDiscoveriesAgrees() {
        double[] p = {
            .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.000
        };

        assertThat(Arrays.stream(Multiplicity.benjaminiHochberg(p)).filter(q -> q <= .05))
                .hasSize(4);
        assertThat(Arrays.stream(p).filter(one -> one <= Multiplicity.bonferroni(.05, 15)))
                .hasSize(3);
        assertThat(Arrays.stream(Multiplicity.holm(p)).filter(q -> q <= .05)).hasSize(3);
    }

    /** Elsewhere intervals were solved back from adjusted p-values, and there was none where one reached 1. */
    @Test
    void anIntervalExistsWhereTheAdjustedPIsOne() {
        Moments arm = Moments.of(1, 2, 3, 4);
        double p = Arms.test(arm, arm).tested().orElseThrow().p();

        assertThat(Multiplicity.holm(p, .4, .3)[0]).isEqualTo(1);
        assertThat(Arms.difference(arm, arm, Multiplicity.bonferroni(.05, 3)).found())
                .hasValueSatisfying(
                        found -> assertThat(found.high()).isPositive().isFinite());
    }

    /** Benjamini, Yekutieli, JASA 100 (2005), definition 1: R selected of m at q are shown at confidence 1 - R q / m. */
    @Test
    void selectedIntervalsTakeTheLevelOfTheirShare() {
        assertThat(Multiplicity.falseCoverage(.05, 4, 200)).isCloseTo(.001, within(1e-15));
        assertThat(Multiplicity.falseCoverage(.05, 7, 7)).isEqualTo(.05);
        assertThat(Multiplicity.falseCoverage(.05, 1, 7)).isEqualTo(Multiplicity.bonferroni(.05, 7));
        assertThatThrownBy(() -> Multiplicity.falseCoverage(.05, 0, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Multiplicity.falseCoverage(.05, 8, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Multiplicity.bonferroni(.05, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void looksOfAYearShareItsBudget() {
        double look = Multiplicity.perLook(.05, 31);

        assertThat(1 - Math.pow(1 - look, 31)).isCloseTo(.05, within(1e-12));
    }

    /** scipy.stats.ks_2samp(method="exact"): D .54761905, p .21212121; ties: D .40476190. */
    @Test
    void kolmogorovSmirnovAgreesWithScipy() {
        Significance ks = found(KolmogorovSmirnov.twoSample(SMALL, LARGE));

        assertThat(ks.statistic()).isCloseTo(.54761905, within(5e-9));
        assertThat(ks.p()).isCloseTo(.21212121, within(5e-9));
        assertThat(found(KolmogorovSmirnov.twoSample(
                                new double[] {1, 2, 2, 3, 5, 8, 9}, new double[] {2, 4, 4, 6, 9, 11}))
                        .statistic())
                .isCloseTo(.40476190, within(5e-9));
        assertThat(found(KolmogorovSmirnov.twoSample(SMALL, SMALL)).p()).isEqualTo(1);
    }

    /** Two grids of 200 and 400 points shifted by a tenth: lambda .1 sqrt(400/3), Kolmogorov's series. */
    @Test
    void largeSamplesUseKolmogorovsSeries() {
        double[] a = new double[200];
        double[] b = new double[400];
        for (int i = 0; i < 400; i++) {
            b[i] = i / 400.0 + .1001;
            a[i / 2] = i / 400.0;
        }

        Significance ks = found(KolmogorovSmirnov.twoSample(a, b));

        assertThat(ks.method()).isEqualTo("ks");
        assertThat(ks.statistic()).isCloseTo(.1, within(.006));
        assertThat(ks.p()).isCloseTo(2 * Math.exp(-2 * ks.statistic() * ks.statistic() * 400 / 3), within(.001));
    }

    /** scipy.stats.mannwhitneyu(method="exact"): U 8, p .07342657. */
    @Test
    void mannWhitneyAgreesWithScipy() {
        Significance u = found(MannWhitney.test(SMALL, LARGE));

        assertThat(u.statistic()).isEqualTo(8);
        assertThat(u.p()).isCloseTo(.07342657, within(5e-9));
        assertThat(found(MannWhitney.test(LARGE, SMALL)).p()).isCloseTo(.07342657, within(5e-9));
        assertThat(MannWhitney.test(new double[] {1, 1}, new double[] {1})).isInstanceOf(Refused.class);
    }

    @Test
    void aGuardrailHoldsOnlyWhenItsWholeIntervalIsInsideTheMargin() {
        assertThat(standing(-.02, -.07, .03, .10, true)).isEqualTo(Margin.Standing.HOLDS);
        assertThat(standing(.05, -.03, .13, .10, true)).isEqualTo(Margin.Standing.UNDECIDED);
        assertThat(standing(.12, .02, .22, .10, true)).isEqualTo(Margin.Standing.HARM);
        assertThat(standing(.05, .02, .08, .10, true)).isEqualTo(Margin.Standing.HOLDS);
        assertThat(standing(-.12, -.22, -.02, .10, false)).isEqualTo(Margin.Standing.HARM);
        assertThat(standing(-.12, -.22, -.02, .10, true)).isEqualTo(Margin.Standing.HOLDS);
        assertThat(standing(0, -.1, .1, .1, true))
                .as("the margin itself is not inside")
                .isEqualTo(Margin.Standing.UNDECIDED);
    }

    @Test
    void aGuardrailWithoutRowsIsNotAPass() {
        assertThat(new Margin(Refused.tooFew("rows", 0, 2), .1, true).standing())
                .isEqualTo(Margin.Standing.REFUSED);
        assertThat(new Margin(Refused.identical("decisions"), .1, true).standing())
                .isEqualTo(Margin.Standing.HOLDS);
        assertThatThrownBy(() -> new Margin(Refused.identical("decisions"), 0, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Margin.Standing standing(double d, double low, double high, double margin, boolean upIsBad) {
        return new Margin(new Estimate(d, low, high, 100, "newcombe"), margin, upIsBad).standing();
    }

    private static double powerAt(double lambda, int df, double alpha) {
        double distance = .1;
        double kappa = 8 * Math.log(2) * distance * distance / lambda;
        return Contingency.power(distance, 2 / kappa, 2 / kappa, df, alpha);
    }

    private static Significance found(Tested tested) {
        return tested.tested().orElseThrow();
    }

    /** The example of scipy.stats.chi2_contingency with lambda_="log-likelihood" (SciPy 1.11 reference guide). */
    @Test
    void theLikelihoodRatioOfSciPysExample() {
        Significance tested =
                (Significance) Contingency.likelihoodRatio(new long[] {10, 10, 20}, new long[] {20, 20, 20});

        assertThat(tested.statistic()).isCloseTo(2.768858761678132, within(1e-12));
        assertThat(tested.p()).isCloseTo(0.25046668010954165, within(1e-12));
        assertThat(tested.df()).isEqualTo(2);
    }
}
