package io.volute.scoping.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.scoping.Assessment.ChangedLimit;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.scoping.threshold.Threshold.Limit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
    @Test
    void withoutAWordTheLimitsAreThoseOfTheMethod() {
        Thresholds limits = Thresholds.of(Optional.empty());
        assertThat(limits.fail(Threshold.KAPPA)).isEqualTo(.6);
        assertThat(limits.warn(Threshold.KAPPA)).isEqualTo(.8);
        assertThat(limits.fail(Threshold.SPLITS)).isEqualTo(.08);
        assertThat(limits.warn(Threshold.SPLITS)).isEqualTo(.065);
        assertThat(limits.warn(Threshold.SPLITS_LOW)).isEqualTo(.035);
        assertThat(limits.fail(Threshold.CHANCE)).isEqualTo(.2);
        assertThat(limits.warn(Threshold.CHANCE)).isEqualTo(.5);
        assertThat(limits.fail(Threshold.ALIKE)).isEqualTo(5);
        List<ScopeCheck> answers = List.of(check("S5"));
        assertThat(limits.told(answers)).isEqualTo(answers);
    }

    @Test
    void whatIsNotWrittenStaysAndTheChangeIsToldWithBothValuesOnce() {
        Thresholds limits = Thresholds.of(written("S5", "kappa", Optional.of(.5), Optional.of(.9)));
        assertThat(limits.fail(Threshold.KAPPA)).isEqualTo(.5);
        assertThat(limits.warn(Threshold.CONTRADICTIONS)).isZero();

        List<ScopeCheck> told = limits.told(List.of(check("S4"), check("S5"), check("S5")));

        assertThat(told.get(0).changed()).isEmpty();
        assertThat(told.get(1).changed().orElseThrow())
                .containsExactly(
                        new ChangedLimit("kappa", "fail", .6, .5, true),
                        new ChangedLimit("kappa", "warn", .8, .9, false));
        assertThat(told.get(1).told())
                .isEqualTo("as it is; kappa fail 0.6 → 0.5, loosened; kappa warn 0.8 → 0.9, tightened");
        assertThat(told.get(2).changed()).isEmpty();
    }

    @Test
    void aLimitThatIsWrittenAsItIsAnywayIsNoChange() {
        Thresholds limits = Thresholds.of(written("S5", "kappa", Optional.of(.6), Optional.empty()));
        assertThat(limits.told(List.of(check("S5"))).get(0).changed()).isEmpty();
    }

    /** More splits that find something are worse, more labelled rows are better. */
    @Test
    void looseIsWhateverLetsMoreThrough() {
        assertThat(Threshold.SPLITS.looser(.08, .1)).isTrue();
        assertThat(Threshold.SPLITS.looser(.08, .05)).isFalse();
        assertThat(Threshold.ROWS.looser(100, 50)).isTrue();
        assertThat(Threshold.ROWS.looser(100, 200)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            S55 | kappa      | 0.5 |     | S55 has no limits to change (expected one of: S1, S2, S4, S5, S9, S11, S12, S13, S16). Did you mean S5?
            S6  | auc        | 0.5 |     | S6 has no limits to change
            S5  | kapa       | 0.5 |     | S5.kapa is no measure of S5 (expected one of: kappa, contradictions). Did you mean kappa?
            S4  | rows       |     | 50  | S4.rows.warn: this measure only fails (expected: fail)
            S5  | kappa      | 1.5 |     | S5.kappa.fail: 1.5 (expected: from 0 to 1)
            S4  | rows       | -1  |     | S4.rows.fail: -1 (expected: 0 or more)
            S4  | rows       | NaN |     | S4.rows.fail: NaN
            S5  | kappa      | 0.9 |     | S5.kappa fails at 0.9 before it warns at 0.8 (expected: a warning first; write both)
            S2  | splits     |     | 0.1 | S2.splits fails at 0.08 before it warns at 0.1
            """)
    void whatIsNotThereOrMakesNoSenseIsRefusedWithTheNearest(
            String check, String measure, Double fail, Double warn, String message) {
        assertThatThrownBy(() ->
                        Thresholds.of(written(check, measure, Optional.ofNullable(fail), Optional.ofNullable(warn))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("thresholds: " + message);
    }

    @Test
    void everyMeasureHasALimitAndTheWarningComesFirst() {
        for (Threshold threshold : Threshold.values()) {
            Optional<Double> fail = threshold.standard(Limit.FAIL);
            Optional<Double> warn = threshold.standard(Limit.WARN);
            assertThat(fail.isPresent() || warn.isPresent()).isTrue();
            if (fail.isPresent() && warn.isPresent()) {
                assertThat(threshold.looser(fail.get(), warn.get())).isFalse();
            }
        }
    }

    private static ScopeCheck check(String id) {
        return new ScopeCheck(id, "title", "PASS", "as it is", "none needed");
    }

    private static Optional<SortedMap<String, SortedMap<String, ThresholdSpec>>> written(
            String check, String measure, Optional<Double> fail, Optional<Double> warn) {
        return Optional.of(new TreeMap<>(Map.of(check, new TreeMap<>(Map.of(measure, new ThresholdSpec(fail, warn))))));
    }
}
