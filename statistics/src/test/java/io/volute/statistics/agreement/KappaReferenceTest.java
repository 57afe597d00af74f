package io.volute.statistics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import org.junit.jupiter.api.Test;

class KappaReferenceTest {

    @Test
    void agreesWithTheTextbookTable() {
        Estimate kappa = Kappa.of(new long[][] {{20, 5}, {10, 15}}).found().orElseThrow();

        assertThat(kappa.estimate()).isCloseTo(.4, within(1e-12));
        assertThat(kappa.n()).isEqualTo(50);
    }

    /** SAS PROC FREQ, skin condition: kappa .3449, ASE .0724, limits .2030 to .4868. */
    @Test
    void intervalAgreesWithSas() {
        long[][] dermatologists = {{10, 4, 1, 0}, {5, 10, 12, 2}, {2, 4, 12, 5}, {0, 2, 6, 13}};

        Estimate kappa = Kappa.of(dermatologists).found().orElseThrow();

        assertThat(kappa.estimate()).isCloseTo(.3449, within(5e-5));
        assertThat(kappa.low()).isCloseTo(.2030, within(5e-5));
        assertThat(kappa.high()).isCloseTo(.4868, within(5e-5));
    }

    @Test
    void quadraticWeightsForgiveNeighboursAndEqualPlainKappaForTwoLabels() {
        long[][] near = {{10, 5, 0}, {5, 10, 5}, {0, 5, 10}};
        long[][] two = {{20, 5}, {10, 15}};

        assertThat(Kappa.quadratic(near).found().orElseThrow().estimate())
                .isGreaterThan(Kappa.of(near).found().orElseThrow().estimate());
        assertThat(Kappa.quadratic(two).found().orElseThrow().estimate()).isCloseTo(.4, within(1e-12));
    }

    @Test
    void isUndefinedWhereOnlyOneLabelIsUsed() {
        assertThat(Kappa.of(new long[][] {{7, 0}, {0, 0}}).refusal().map(Refused::code))
                .contains("undefined");
        assertThat(Kappa.of(new long[][] {{0, 0}, {0, 0}}).refusal().map(Refused::code))
                .contains("too-few-rows");
        assertThatThrownBy(() -> Kappa.of(new long[][] {{1, 2}})).isInstanceOf(IllegalArgumentException.class);
    }
}
