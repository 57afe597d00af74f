package io.volute.statistics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), and of other published pages. */
class KrippendorffAlphaReferenceTest {

    /** One text for each person, a character for each row, a dot where there is no label. */
    private static double alpha(String... people) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < people[0].length(); row++) {
            List<String> labels = new ArrayList<>();
            for (String person : people) {
                if (person.charAt(row) != '.') {
                    labels.add(person.substring(row, row + 1));
                }
            }
            rows.add(labels);
        }
        return KrippendorffAlpha.nominal(rows).orElseThrow();
    }

    @Test
    void agreesWithTheTwoObserversOfBinaryData() {
        assertThat(alpha("0100000000", "1110010010")).isCloseTo(.095, within(5e-4));
    }

    @Test
    void agreesWithTheTwoObserversOfNominalData() {
        assertThat(alpha("aabbdcccedda", "babbbccceddd")).isCloseTo(.692, within(5e-4));
    }

    /** Four observers, twelve units, eight gaps; the last unit has one label only. */
    @Test
    void agreesWithTheFourObserversAndTheirGaps() {
        String[] people = {"123321412...", "1233224125.3", ".3332342251.", "12332441251."};

        assertThat(alpha(people)).isCloseTo(.743, within(5e-4));
    }

    @Test
    void agreesWithThreeCodersOfWhomNoneLabelledAll() {
        assertThat(alpha(".....34121133.3", "1.213343.......", "..21344.21133.4"))
                .isCloseTo(.691, within(5e-4));
    }

    /** Alpha counts what two labels agree on by chance without replacement; kappa by each person's own shares. */
    @Test
    void differsFromKappaWhereSharesDiffer() {
        assertThat(alpha("1110001010", "1100001110")).isCloseTo(.62, within(1e-9));
        assertThat(Kappa.of(new long[][] {{4, 1}, {1, 4}}).found().orElseThrow().estimate())
                .isCloseTo(.6, within(1e-9));
    }

    @Test
    void isUndefinedWithoutPairsOrWithOneLabel() {
        assertThat(KrippendorffAlpha.nominal(List.of())).isEmpty();
        assertThat(KrippendorffAlpha.nominal(List.of(List.of("a"), List.of("b"))))
                .isEmpty();
        assertThat(KrippendorffAlpha.nominal(List.of(List.of("a", "a"), List.of("a", "a"))))
                .isEmpty();
    }
}
