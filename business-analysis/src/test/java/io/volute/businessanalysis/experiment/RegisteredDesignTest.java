package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.statistics.Estimate;
import io.volute.statistics.Significance;
import io.volute.statistics.moments.CrossMoments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** BA01: difference, lift, interval, smallest effect, the verdict by the registered design; a changed one is refused. */
class RegisteredDesignTest {
    private static final String METRIC = "spend@1";
    private static final Design DESIGN =
            PlantedExperiment.design("user", METRIC, PlantedExperiment.guardrail("refunds@1", .05, Direction.DOWN));

    /** Sums of one arm. */
    private static CrossMoments sums(long n, double sum, double squares) {
        return new CrossMoments(n, new double[] {sum / n}, new double[] {squares - sum * sum / n});
    }

    private static ExperimentResult analyse(Design design, SortedMap<MetricId, MetricDefinition> definitions) {
        // In the order of the arms: control, new.
        List<MetricMoments> moments = List.of(
                new MetricMoments(
                        MetricId.parse(METRIC),
                        Direction.UP,
                        MetricMoments.Shape.MEAN,
                        false,
                        List.of(sums(3407, 1396.87, 52_377.9767), sums(3461, 2422.7, 134_698.29))),
                new MetricMoments(
                        MetricId.parse("refunds@1"),
                        Direction.DOWN,
                        MetricMoments.Shape.MEAN,
                        false,
                        List.of(sums(3407, 34_070, 341_000), sums(3461, 34_610, 346_400))));
        return new ExperimentAnalysis(design, definitions)
                .analyse(
                        moments,
                        List.of(),
                        new ExperimentUnits.Counts(6868, 6868, 0, 0, 0, 0, 0),
                        Optional.empty(),
                        Looks.NONE)
                .result();
    }

    private static SortedMap<MetricId, MetricDefinition> definitions() {
        PlantedExperiment none = new PlantedExperiment(DESIGN, "spend", "refunds").add("one", "control", 2, 3);
        return new TreeMap<>(new UnitFile(DESIGN, new TreeMap<>()).definitions(none.table()));
    }

    /**
     * Sums of the tests of gbstats: d .29 [.04538, .53462], p .02016, Fieller's lift [.09406, 1.70869]. The lift's interval
     * is not the difference's divided by the control's mean, which is known with an error of its own.
     */
    @Test
    void differenceLiftAndSmallestEffectAreThoseOfTheSums() {
        ExperimentResult result = analyse(DESIGN, definitions());

        Comparison spend = result.comparisons().get(0);
        Estimate effect = (Estimate) spend.effect();
        Estimate lift = (Estimate) spend.lift();
        assertThat(effect.estimate()).isCloseTo(.29, within(5e-6));
        assertThat(effect.low()).isCloseTo(.04538, within(5e-6));
        assertThat(effect.high()).isCloseTo(.53462, within(5e-6));
        assertThat(((Significance) spend.test()).p()).isCloseTo(.02016, within(5e-6));
        assertThat(lift.estimate()).isCloseTo(.70732, within(5e-6));
        assertThat(lift.low()).isCloseTo(.09406, within(5e-6));
        assertThat(lift.high()).isCloseTo(1.70869, within(5e-6));
        double mean = 1396.87 / 3407;
        assertThat(effect.low() / mean).as("divided by the mean").isNotCloseTo(lift.low(), within(.01));
        // 80 % power needs 1.96 + .84 errors.
        ExperimentResult.Smallest smallest = result.smallest().get(ExperimentResult.key(spend));
        assertThat(smallest.absolute()).isCloseTo((1.959964 + .841621) * spend.error(), within(1e-6));
        assertThat(smallest.relative()).isCloseTo(smallest.absolute() / mean, within(1e-12));
        assertThat(result.verdict().value()).isEqualTo("SHIP");
        assertThat(result.verdict().why()).contains(METRIC, "+71 %", "every guardrail holds");
    }

    @Test
    void theFrozenDesignIsJudgedAndAChangedOneIsRefused() {
        SortedMap<MetricId, MetricDefinition> definitions = definitions();
        String digest = DESIGN.digest(definitions).toString();
        LookPlan once = DESIGN.design();
        LookPlan lenient = new LookPlan(once.type(), once.spending(), once.looks(), once.tuned(), once.power(), .2);
        Design.Guarded wide = PlantedExperiment.guardrail("refunds@1", .10, Direction.DOWN);
        Design.Guarded[] same = DESIGN.guardrails().toArray(Design.Guarded[]::new);
        Map<String, Double> half = Map.of("control", .5, "new", .5);
        Map<String, Double> other = Map.of("control", .4, "new", .5);

        assertThat(analyse(PlantedExperiment.frozen(DESIGN, digest), definitions)
                        .verdict()
                        .value())
                .isEqualTo("SHIP");
        for (Design changed : List.of(
                PlantedExperiment.design("user", METRIC, wide),
                PlantedExperiment.design("user", METRIC),
                PlantedExperiment.design("user", half, List.of(METRIC), lenient, same),
                PlantedExperiment.design("user", other, List.of(METRIC), once, same),
                PlantedExperiment.design("account", METRIC, same))) {
            ExperimentResult result = analyse(PlantedExperiment.frozen(changed, digest), definitions);
            // The name is the same, and so is what the sums say: a check of either would let the change pass.
            assertThat(result.design()).isEqualTo(DESIGN.experiment());
            assertThat(result.comparisons().get(0).adjusted().orElseThrow().p()).isLessThan(.05);
            assertThat(result.frozen()).contains(false);
            assertThat(result.verdict().value()).isEqualTo("INVALID");
            assertThat(result.verdict().why()).contains("frozen", "changed");
        }
    }

    /** A metric is part of the promise: its definition is in the digest, not only its name and number. */
    @Test
    void aMetricThatIsDefinedAnewIsRefused() {
        SortedMap<MetricId, MetricDefinition> definitions = definitions();
        Design frozen =
                PlantedExperiment.frozen(DESIGN, DESIGN.digest(definitions).toString());
        PlantedExperiment ratio =
                new PlantedExperiment(DESIGN, "spend.num", "spend.den", "refunds").add("one", "control", 2, 3, 3);
        SortedMap<MetricId, MetricDefinition> anew = new UnitFile(DESIGN, new TreeMap<>()).definitions(ratio.table());

        assertThat(anew.keySet()).isEqualTo(definitions.keySet());
        assertThat(new ExperimentAnalysis(frozen, anew)
                        .analyse(
                                List.of(),
                                List.of(),
                                new ExperimentUnits.Counts(1, 1, 0, 0, 0, 0, 0),
                                Optional.empty(),
                                Looks.NONE)
                        .result()
                        .verdict()
                        .value())
                .isEqualTo("INVALID");
    }
}
