package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Leakage;
import io.volute.core.contract.dataengineering.Leakage.Detector;
import io.volute.core.contract.dataengineering.Leakage.Finding;
import io.volute.core.contract.dataengineering.Leakage.Severity;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Gaps;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.stage.Verdict;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.scoping.objective.HarmSpec;
import io.volute.scoping.objective.LabelPlanSpec;
import io.volute.scoping.objective.ObjectiveSpec.Recurs;
import io.volute.scoping.objective.PriorSpec;
import io.volute.scoping.objective.SuitabilitySpec;
import io.volute.scoping.objective.SuitabilitySpec.Answer;
import io.volute.scoping.threshold.Threshold;
import io.volute.scoping.threshold.Threshold.Limit;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every limit that can be changed is the one that its check is held against; and what is said of suitability. */
class ChangedLimitsTest {
    private final Asked asked = new Asked().complete().strikes();

    private void turns(Threshold threshold, Limit limit, double value, String before, String after) {
        asked.thresholds = Optional.empty();
        assertThat(first(threshold.check()).status())
                .as(threshold + " as it comes")
                .isEqualTo(before);
        ScopeCheck changed = asked.limit(threshold, limit, value).assessment().checks().stream()
                .filter(check -> check.id().equals(threshold.check()))
                .findFirst()
                .orElseThrow();
        assertThat(changed.status()).as(threshold + " changed").isEqualTo(after);
        assertThat(changed.told()).contains("; " + threshold.measure() + " " + (limit == Limit.FAIL ? "fail" : "warn"));
    }

    private ScopeCheck first(String id) {
        return asked.assessment().checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void historyAndBaseline() {
        turns(Threshold.WEEKS, Limit.WARN, 60, "PASS", "WARN");
        asked.declared = Optional.of(540.0);
        turns(Threshold.BASELINE, Limit.FAIL, 0, "PASS", "FAIL");
        asked.declared = Optional.of(800.0);
        turns(Threshold.BASELINE, Limit.FAIL, 1_000, "FAIL", "PASS");
        asked.declared = Optional.empty();
        asked.truth.replaceAll((slot, truth) -> new Truth(truth.rows().filter(row -> row % 8 != 3)));
        turns(Threshold.JOINED, Limit.FAIL, .5, "FAIL", "WARN");
    }

    @Test
    void splits() {
        turns(Threshold.SPLITS, Limit.FAIL, .07, "PASS", "PASS");
        turns(Threshold.SPLITS, Limit.WARN, .001, "PASS", "WARN");
        turns(Threshold.SPLITS_LOW, Limit.WARN, .5, "PASS", "WARN");
    }

    @Test
    void labels() {
        turns(Threshold.ROWS, Limit.FAIL, 111, "PASS", "FAIL");
        asked.label = Optional.of(new LabelPlanSpec(
                Optional.empty(), Optional.empty(), Optional.of("kind = 'big'"), Optional.of(false), Optional.empty()));
        turns(Threshold.KAPPA, Limit.FAIL, .7, "WARN", "FAIL");
        turns(Threshold.KAPPA, Limit.WARN, .63, "WARN", "PASS");
        asked.leakage = new Leakage(
                1_000,
                100,
                List.of(new Finding(
                        Detector.CONTRADICTION,
                        "Cost",
                        "",
                        155,
                        100,
                        Optional.of(new Estimate(.99, .98, 1, 1_000, "auc")),
                        Optional.of(.98),
                        Severity.INFO,
                        "55 rows with Cost > 0")),
                new Verdict("leakage", "PASS", ""));
        asked.label = Optional.empty();
        turns(Threshold.CONTRADICTIONS, Limit.WARN, 55, "WARN", "UNKNOWN");
    }

    @Test
    void chance() {
        asked.prior = Optional.of(new PriorSpec(.51, .505, .515, "a coin"));
        turns(Threshold.CHANCE, Limit.FAIL, 0, "FAIL", "WARN");
    }

    @Test
    void privacyAndGuardrails() {
        turns(Threshold.EVENTS, Limit.WARN, 1_000, "PASS", "WARN");
        asked.harm = Optional.of(new HarmSpec(List.of("p"), List.of("m"), Optional.of("aircraft"), List.of("size")));
        turns(Threshold.ALIKE, Limit.FAIL, 100_000, "PASS", "FAIL");
        asked.examples.replaceAll((slot, rows) -> {
            Column.Builder notes =
                    Column.builder("note", ColumnType.TEXT, rows.rows().rows());
            for (int row = 0; row < rows.rows().rows(); row++) {
                notes.add(row % 10 == 0 ? "pilot" + row + "@example.org" : "clear");
            }
            return new Examples(rows.rows().with(notes.build()));
        });
        turns(Threshold.PERSONAL, Limit.FAIL, .2, "FAIL", "PASS");
    }

    @Test
    void aLimitThatLetsAFailurePassIsToldInTheAnswerAndKeptAsNumbers() {
        asked.declared = Optional.of(800.0);
        ScopeCheck loosened = asked.limit(Threshold.BASELINE, Limit.FAIL, 100).check("S1");
        assertThat(loosened.status()).isEqualTo("PASS");
        assertThat(loosened.told()).endsWith("; baseline fail 2 → 100, loosened");
        assertThat(loosened.changed().orElseThrow().get(0).from()).isEqualTo(2);
    }

    /** Of a metric over events: sixty days of which a share is silent, answers that join nothing, bots, and odd splits. */
    @Test
    void aMetricOverEvents() {
        String metric = "take-rate@3";
        asked.objective = Asked.objective(
                .05, Optional.of(new MeasuredObjective(metric, "up", Optional.empty(), List.of(), Optional.empty())));
        asked.recurs = Optional.of(Recurs.GROUPED);
        asked.declared = Optional.of(.12);
        asked.health.put(metric, health(metric, .99, 0, .05));
        turns(Threshold.BASELINE, Limit.FAIL, .5, "PASS", "FAIL");
        turns(Threshold.WEEKS, Limit.WARN, 9, "PASS", "WARN");
        turns(Threshold.SPLITS, Limit.FAIL, .07, "PASS", "PASS");
        turns(Threshold.SPLITS_LOW, Limit.WARN, .06, "PASS", "WARN");
        turns(Threshold.BOTS, Limit.WARN, .01, "PASS", "WARN");
        asked.health.put(metric, health(metric, .96, 0, .09));
        turns(Threshold.JOINED, Limit.FAIL, .97, "WARN", "FAIL");
        turns(Threshold.SPLITS, Limit.FAIL, .1, "FAIL", "WARN");
        asked.health.put(metric, health(metric, 1, .06, .05));
        turns(Threshold.SILENT, Limit.FAIL, .1, "FAIL", "PASS");
    }

    /** A rate of .11 with a standard error of .01, which is .108 without bots. */
    private static MetricHealth health(String metric, double joined, double silent, double found) {
        Figure value = new Estimate(.11, .09, .13, 4_000, "rate");
        List<Long> distinct =
                IntStream.rangeClosed(1, 60).mapToObj(day -> day * 60L).toList();
        return new MetricHealth(
                metric,
                LocalDate.of(1999, 11, 1),
                LocalDate.of(1999, 12, 31),
                value,
                Optional.of(new MetricHealth.Coverage("plays", 9_000, 0, 0, Optional.of(joined), 60, silent)),
                Optional.of(new MetricHealth.Spread(
                        4_000,
                        1_800,
                        1,
                        distinct,
                        .3,
                        .01,
                        Optional.empty(),
                        value,
                        Optional.of(new MetricHealth.Bots(40, new Estimate(.108, .09, .13, 3_960, "rate"))),
                        Optional.of(new MetricHealth.Splits(1_000, found)),
                        Optional.empty(),
                        Optional.empty())));
    }

    /** SC12. */
    @Test
    void whatIsSaidOfSuitabilityIsKeptWhatIsNotIsOpenAndItDecidesNothing() {
        assertThat(asked.assessment().checks()).extracting(ScopeCheck::id).doesNotContain("S0");
        String verdict = asked.assessment().verdict().value();

        Optional<Answer> yes = Optional.of(new Answer(true, "ninety strikes a month"));
        asked.suitability = Optional.of(new SuitabilitySpec(yes, yes, yes, yes, Optional.empty(), Optional.empty()));
        assertThat(asked.check("S0").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S0").value())
                .startsWith("nobody says whether it is scale, changing; repetitive: yes, ninety strikes a month");
        assertThat(asked.assessment().conditions())
                .anySatisfy(condition -> assertThat(condition.text())
                        .isEqualTo(
                                "write scoping.suitability.scale: {holds: true or false, why}, and likewise changing"));

        asked.suitability = Optional.of(new SuitabilitySpec(yes, yes, yes, yes, yes, yes));
        assertThat(asked.check("S0").status()).isEqualTo("PASS");

        Optional<Answer> no = Optional.of(new Answer(false, "a miss can end in a crash"));
        asked.suitability = Optional.of(new SuitabilitySpec(no, no, no, no, no, no));
        assertThat(asked.check("S0").status()).isEqualTo("WARN");
        assertThat(asked.assessment().verdict().value()).as("S7 to S9 decide").isEqualTo(verdict);
        assertThat(asked.assessment().checks().get(0).id()).isEqualTo("S0");
    }

    @Test
    void aDraftToldOfFewLabelsIsHeldAgainstTheSameLimit() {
        asked.gaps = Optional.of(new Gaps(List.of(new Gaps.Gap("scoping.costs", "where to act", "costs: {act: 1}"))));
        asked.objective = new Objective("draft", "", "", "row", "damage", "act", 0, Period.ZERO, List.of());
        turns(Threshold.ROWS, Limit.FAIL, 10_000, "PASS", "WARN");
    }
}
