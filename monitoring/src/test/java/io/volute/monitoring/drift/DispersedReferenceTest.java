package io.volute.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispersedReferenceTest {
    /** R: chisq.test(rbind(c(120, 90, 60, 30), c(40, 45, 35, 30))): X-squared = 13.026, df = 3, p-value = 0.00458. */
    @Test
    void isTheTwoSampleTestForOneReferenceWindow() {
        Dispersed dispersed = Dispersed.test(List.of(new long[] {120, 90, 60, 30}), new long[] {40, 45, 35, 30}, true);
        Significance found = (Significance) dispersed.tested();
        assertThat(found.statistic()).isCloseTo(13.026316, within(5e-7));
        assertThat(found.p()).isCloseTo(.00458004, within(5e-9));
        assertThat(dispersed.phi()).isEqualTo(1);
    }

    @Test
    void raisesThePValueWhereReferenceWindowsDifferAmongThemselves() {
        long[] current = {70, 30};
        Dispersed calm =
                Dispersed.test(List.of(new long[] {50, 50}, new long[] {52, 48}, new long[] {49, 51}), current, false);
        Dispersed wild =
                Dispersed.test(List.of(new long[] {30, 70}, new long[] {71, 29}, new long[] {50, 50}), current, false);
        assertThat(calm.phi()).isEqualTo(1);
        assertThat(wild.phi()).isGreaterThan(5);
        assertThat(((Significance) calm.tested()).p()).isLessThan(.001);
        assertThat(((Significance) wild.tested()).p()).isGreaterThan(.2);
    }

    @Test
    void refusesWhatLeavesOneBin() {
        Dispersed dispersed = Dispersed.test(List.of(new long[] {300, 2}), new long[] {40, 1}, false);
        assertThat(dispersed.tested()).isInstanceOf(Refused.class);
    }

    /** Three bins of .5, .3, .2 moved to .3, .3, .4: the promised power against the share of 2,000 draws that find it. */
    @Test
    void findsAChangeAsOftenAsItsPowerSays() {
        long[] reference = {500, 300, 200};
        double[] shares = {.3, .3, .4};
        int n = 80;
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            Draws draws = Draws.of(7, i);
            long[] current = new long[3];
            for (int row = 0; row < n; row++) {
                double u = draws.uniform();
                current[u < shares[0] ? 0 : u < shares[0] + shares[1] ? 1 : 2]++;
            }
            found += ((Significance) Dispersed.test(List.of(reference), current, true)
                                            .tested())
                                    .p()
                            < .001
                    ? 1
                    : 0;
        }
        double noncentrality = 0;
        for (int bin = 0; bin < 3; bin++) {
            double before = reference[bin] / 1000.0;
            double pooled = (before * 1000 + shares[bin] * n) / (1000 + n);
            noncentrality += Math.pow(shares[bin] - before, 2) / pooled / (1 / 1000.0 + 1.0 / n);
        }
        double promised = Dispersed.test(List.of(reference), new long[] {24, 24, 32}, true)
                .power(noncentrality, .001);
        assertThat(found / 2_000.0).isCloseTo(promised, within(.05));
    }

    @Test
    void promisesLessWhereReferenceWindowsDiffer() {
        List<long[]> calm = new ArrayList<>(List.of(new long[] {50, 50}, new long[] {52, 48}, new long[] {49, 51}));
        List<long[]> wild = new ArrayList<>(List.of(new long[] {30, 70}, new long[] {71, 29}, new long[] {50, 50}));
        long[] current = {50, 50};
        assertThat(Dispersed.test(wild, current, false).power(15, .01))
                .isLessThan(Dispersed.test(calm, current, false).power(15, .01) / 4);
    }
}
