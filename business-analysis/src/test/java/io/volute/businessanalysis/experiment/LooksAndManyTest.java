package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Simulations;
import io.volute.statistics.Simulations.Kind;
import io.volute.statistics.moments.CrossMoments;
import io.volute.statistics.random.Draws;
import io.volute.statistics.sequential.Spending;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** BA04: CUPED, daily looks, many metrics and arms, in whole analyses; nothing differs where nothing is said of it. */
class LooksAndManyTest {
    private static final Simulations SIMULATIONS = Simulations.of(LooksAndManyTest.class);

    /** Users whose spend goes with what they spent before. */
    private static PlantedExperiment before(boolean known) {
        Design design = PlantedExperiment.design("user", "spend@1");
        PlantedExperiment users =
                known ? new PlantedExperiment(design, "spend", "spend.pre") : new PlantedExperiment(design, "spend");
        Draws draws = Draws.of(5);
        for (int i = 0; i < 2000; i++) {
            double usual = draws.normal(10, 2);
            double spend = usual + draws.normal() + (i % 2) * .15;
            double past = usual + draws.normal();
            String arm = i % 2 == 1 ? PlantedExperiment.ARM : PlantedExperiment.CONTROL;
            if (known) {
                users.add("u" + i, arm, spend, past);
            } else {
                users.add("u" + i, arm, spend);
            }
        }
        return users;
    }

    /** Correlation .8: six tenths of the error are left, and an effect that nobody saw is seen. */
    @Test
    void whatWasKnownBeforeCutsTheErrorAndChangesTheVerdict() {
        ExperimentResult with = before(true).analyse();
        ExperimentResult without = before(false).analyse();
        Comparison adjusted = with.comparisons().get(0);
        Comparison plain = without.comparisons().get(0);

        assertThat(adjusted.error() / plain.error()).isBetween(.55, .65);
        assertThat(adjusted.reduction()).isBetween(.58, .70);
        assertThat(adjusted.effect().found().orElseThrow().covers(.15)).isTrue();
        assertThat(without.verdict().value()).isEqualTo("NO_EVIDENCE");
        assertThat(with.verdict().value()).isEqualTo("SHIP");
    }

    private static MetricMoments moments(String name, CrossMoments... arms) {
        return new MetricMoments(
                MetricId.parse(name),
                io.volute.businessanalysis.metric.Direction.UP,
                MetricMoments.Shape.MEAN,
                false,
                List.of(arms));
    }

    private static CrossMoments units(Draws draws, int n) {
        return CrossMoments.of(
                IntStream.range(0, n).mapToDouble(unit -> draws.normal(10, 3)).toArray());
    }

    private static ExperimentAnalysis analysis(Design design, List<String> metrics) {
        String[] columns = metrics.stream().map(name -> name.replace("@1", "")).toArray(String[]::new);
        double[] numbers = new double[columns.length];
        java.util.Arrays.fill(numbers, 2);
        SortedMap<MetricId, MetricDefinition> definitions = new UnitFile(design, new TreeMap<>())
                .definitions(new PlantedExperiment(design, columns)
                        .add("one", PlantedExperiment.CONTROL, numbers)
                        .table());
        return new ExperimentAnalysis(design, definitions);
    }

    private static ExperimentAnalysis.Analysed look(
            ExperimentAnalysis analysis, List<MetricMoments> moments, int day, Looks before) {
        return analysis.analyse(
                moments,
                List.of(),
                new ExperimentUnits.Counts(1, 1, 0, 0, 0, 0, 0),
                Optional.of(LocalDate.of(2026, 6, 1).plusDays(day)),
                before);
    }

    private static boolean claims(Verdict verdict) {
        return !verdict.value().equals("NO_EVIDENCE");
    }

    /** Share of worlds without an effect in which any of the days' verdicts claims one. */
    private static double everClaimed(Design design, int worlds, int days, int unitsADay) {
        ExperimentAnalysis analysis = analysis(design, List.of("spend@1"));
        int claimed = 0;
        for (int world = 0; world < worlds; world++) {
            Draws draws = Draws.of(8, world);
            CrossMoments control = CrossMoments.empty(1);
            CrossMoments arm = CrossMoments.empty(1);
            Looks looks = Looks.NONE;
            boolean ever = false;
            for (int day = 0; day < days && !ever; day++) {
                control = control.plus(units(draws, unitsADay));
                arm = arm.plus(units(draws, unitsADay));
                ExperimentAnalysis.Analysed today =
                        look(analysis, List.of(moments("spend@1", control, arm)), day, looks);
                looks = today.looks();
                ever = claims(today.result().verdict());
            }
            claimed += ever ? 1 : 0;
        }
        return (double) claimed / worlds;
    }

    private static Design looked(LookPlan plan) {
        return PlantedExperiment.design(
                "user", Map.of(PlantedExperiment.CONTROL, .5, PlantedExperiment.ARM, .5), List.of("spend@1"), plan);
    }

    /** Published for 20 looks without correction: .248 (Armitage, McPherson, Rowe 1969). */
    @Test
    @Tag("simulation")
    void lookingEveryDayKeepsTheLevelAndLookingNaivelyDoesNot() {
        int worlds = Simulations.worlds(80, 1000);
        LookPlan anyTime =
                new LookPlan(LookPlan.Type.ANY_TIME, Spending.OBRIEN_FLEMING, List.of(), Optional.of(1000L), .8, .05);
        LookPlan once =
                new LookPlan(LookPlan.Type.FIXED, Spending.OBRIEN_FLEMING, List.of(), Optional.empty(), .8, .05);

        SIMULATIONS.measured(
                Kind.AT_MOST,
                "verdict at any time, 20 days",
                .05,
                worlds,
                8,
                everClaimed(looked(anyTime), worlds, 20, 50));
        SIMULATIONS.measured(
                Kind.WRONG,
                "verdict of the fixed test, 20 days",
                .248,
                worlds,
                8,
                everClaimed(looked(once), worlds, 20, 50));
    }

    /**
     * z is 2.5 at each of three dates; the bounds of four are 4.33, 2.96, 2.36, 2.01 (Lan, DeMets 1983). The fixed test claims
     * an effect at every one; {@code FalseAlarmTest} of statistics measures what that costs.
     */
    @Test
    void anEarlyLookNeedsMoreThanTheLastOne() {
        List<LocalDate> dates = IntStream.range(0, 4)
                .mapToObj(day -> LocalDate.of(2026, 6, 1).plusDays(day))
                .toList();
        LookPlan declared =
                new LookPlan(LookPlan.Type.GROUP_SEQUENTIAL, Spending.OBRIEN_FLEMING, dates, Optional.empty(), .8, .05);
        ExperimentAnalysis analysis = analysis(looked(declared), List.of("spend@1"));
        Looks looks = Looks.NONE;
        List<String> verdicts = new ArrayList<>();
        // Planned for a lift of 2 % of 10 with a deviation of 3: 2 x 9 x 7.85 / .04 = 3,530 units an arm, and 2 % more.
        for (int day = 0; day < 3; day++) {
            int n = 900 * (day + 1);
            double effect = 2.5 * 3 * Math.sqrt(2.0 / n);
            ExperimentAnalysis.Analysed today =
                    look(analysis, List.of(moments("spend@1", exactly(n, 10), exactly(n, 10 + effect))), day, looks);
            looks = today.looks();
            Comparison spend = today.result().comparisons().get(0);
            assertThat(spend.test().tested().orElseThrow().p())
                    .as("the fixed test")
                    .isCloseTo(.0124, within(5e-4));
            verdicts.add(today.result().verdict().value());
        }
        assertThat(verdicts).containsExactly("NO_EVIDENCE", "NO_EVIDENCE", "SHIP");
    }

    /** Sums of units with this mean and a variance of 9. */
    private static CrossMoments exactly(int n, double mean) {
        return new CrossMoments(n, new double[] {mean}, new double[] {9.0 * (n - 1)});
    }

    /** Three arms against the control, four metrics that decide: twelve chances of a false alarm. */
    @Test
    @Tag("simulation")
    void manyMetricsAndArmsKeepTheLevelTogether() {
        int worlds = Simulations.worlds(100, 1000);
        List<String> metrics = List.of("a@1", "b@1", "c@1", "d@1");
        Map<String, Double> arms = new TreeMap<>(Map.of(PlantedExperiment.CONTROL, .25, "x", .25, "y", .25, "z", .25));
        LookPlan once =
                new LookPlan(LookPlan.Type.FIXED, Spending.OBRIEN_FLEMING, List.of(), Optional.empty(), .8, .05);
        ExperimentAnalysis analysis = analysis(PlantedExperiment.design("user", arms, metrics, once), metrics);
        int corrected = 0;
        int plain = 0;
        for (int world = 0; world < worlds; world++) {
            Draws draws = Draws.of(9, world);
            List<MetricMoments> moments = new ArrayList<>();
            for (String metric : metrics) {
                moments.add(moments(metric, units(draws, 60), units(draws, 60), units(draws, 60), units(draws, 60)));
            }
            ExperimentResult result = look(analysis, moments, 0, Looks.NONE).result();
            assertThat(result.comparisons()).hasSize(12);
            corrected += result.comparisons().stream()
                            .anyMatch(one -> one.adjusted().orElseThrow().p() < .05)
                    ? 1
                    : 0;
            plain += result.comparisons().stream()
                            .anyMatch(one -> one.test().tested().orElseThrow().below(.05))
                    ? 1
                    : 0;
        }
        SIMULATIONS.measured(
                Kind.AT_MOST, "any of 4 metrics x 3 arms, corrected", .05, worlds, 9, (double) corrected / worlds);
        assertThat((double) plain / worlds).as("each by itself").isGreaterThan(.3);
    }
}
