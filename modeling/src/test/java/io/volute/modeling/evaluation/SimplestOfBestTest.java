package io.volute.modeling.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.Complexity.Family;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SimplestOfBestTest {
    private static final Map<String, Complexity> COMPLEXITY = Map.of(
            "prior", new Complexity(Family.BASELINE, 1),
            "strong", new Complexity(Family.LINEAR, 79),
            "weak", new Complexity(Family.LINEAR, 137),
            "boosting", new Complexity(Family.BOOSTING, 40));

    private static final Yardstick MONEY = new Yardstick.Money(
            new DecisionCosts("USD", new BigDecimal("1000"), new BigDecimal("10000")), Optional.empty(), "strike");

    /** 400 rows that swing around their mean; two swings of s and t differ with standard error |s - t| / 20. */
    private static double[] costs(double mean, double swing) {
        double[] costs = new double[400];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = mean + (i % 2 == 0 ? swing : -swing);
        }
        return costs;
    }

    private static SimplestOfBest.Chosen choose(Map<String, double[]> costs) {
        return new SimplestOfBest(new TreeMap<>(costs), COMPLEXITY, MONEY).choose();
    }

    @Test
    void takesTheCheapestWhenItIsToldApart() {
        var chosen = choose(Map.of("boosting", costs(100, 0), "strong", costs(130, 40), "prior", costs(900, 40)));
        assertThat(chosen.key()).isEqualTo("boosting");
        assertThat(chosen.why())
                .isEqualTo("boosting: cheapest, 100 $ a strike, and told apart from every other candidate");
    }

    @Test
    void takesTheSimplestOfThoseThatCannotBeToldApart() {
        var chosen = choose(Map.of(
                "boosting", costs(100, 0),
                "strong", costs(101, 40),
                "weak", costs(100.5, 40),
                "prior", costs(900, 40)));
        assertThat(chosen.key()).isEqualTo("strong");
        assertThat(chosen.why()).isEqualTo("strong: 101 $ a strike, not told apart from boosting (100 $), and simpler");
    }

    @Test
    void countsAStrongerRidgeAsSimpler() {
        assertThat(choose(Map.of("weak", costs(100, 0), "strong", costs(100.5, 40)))
                        .key())
                .isEqualTo("strong");
    }

    @Test
    void countsEqualDecisionsAsNotToldApart() {
        assertThat(choose(Map.of("boosting", costs(100, 40), "strong", costs(100, 40)))
                        .key())
                .isEqualTo("strong");
    }

    @Test
    void takesTheOnlyOneThereIs() {
        assertThat(choose(Map.of("boosting", costs(100, 40))).why())
                .isEqualTo("boosting: the only candidate that could be trained here, 100 $ a strike");
    }

    /** SC14: what a miss costs decides which candidate is chosen. */
    @Test
    void choosesAnotherOneWhereAMissCostsTwentyTimesAsMuch() {
        assertThat(choose(priced(1)).key()).isEqualTo("weak");
        assertThat(choose(priced(20)).key()).isEqualTo("boosting");
    }

    /** One row in eight is an event; {@code weak} never acts, {@code boosting} acts on the events and on as many others. */
    private static Map<String, double[]> priced(long miss) {
        var costs = new DecisionCosts("USD", BigDecimal.ONE, BigDecimal.valueOf(miss));
        double[] never = new double[400];
        double[] half = new double[400];
        for (int i = 0; i < never.length; i++) {
            never[i] = costs.cost(false, i % 8 == 0);
            half[i] = costs.cost(i % 4 == 0, i % 8 == 0);
        }
        return Map.of("weak", never, "boosting", half);
    }

    /** SC14: hard limits cut first. */
    @Test
    void cutsWhatBreaksAGuardrailHoweverCheap() {
        Map<String, double[]> costs =
                Map.of("boosting", costs(100, 0), "strong", costs(130, 40), "prior", costs(900, 40));
        var chosen = choose(costs, Map.of("boosting", "big-missed"));
        assertThat(chosen.key()).isEqualTo("strong");
        assertThat(chosen.why())
                .isEqualTo("strong: 130 $ a strike, of the 2 that hold the guardrails; cut first: boosting, big-missed"
                        + " rises by more than is tolerated");
        assertThat(choose(costs, Map.of("prior", "big-missed")))
                .as("what was not chosen anyway changes nothing")
                .isEqualTo(choose(costs));
        assertThat(choose(costs, Map.of("boosting", "a", "strong", "a", "prior", "a")))
                .as("of those that all break one the gate refuses the best")
                .isEqualTo(choose(costs));
    }

    private static SimplestOfBest.Chosen choose(Map<String, double[]> costs, Map<String, String> broken) {
        return new SimplestOfBest(new TreeMap<>(costs), COMPLEXITY, MONEY).choose(new TreeMap<>(broken));
    }
}
