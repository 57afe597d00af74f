package io.volute.businessanalysis.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.policy.Concentration;
import io.volute.statistics.policy.DecisionCosts;
import io.volute.statistics.policy.PolicyCost;
import io.volute.statistics.policy.PolicyTable;
import io.volute.testing.Birdstrikes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Policies on the vendored strikes from 2000 on: what each action costs is known of every row, since a strike does its
 * damage whether anybody inspects or not.
 */
class StrikePoliciesReferenceTest {
    private static final String LARGE = "size Large";
    private static final String NOT_SMALL = "size not Small";
    private static final String DAMAGE = "Effect Amount of damage";

    private static List<Map<String, String>> since2000;
    private static List<Map<String, String>> strikes;

    @BeforeAll
    static void readTheVendoredFile() throws IOException {
        since2000 = Birdstrikes.read().strikes().stream()
                .filter(strike -> value(strike, "Flight Date").compareTo("2000-01-01") >= 0)
                .toList();
        strikes = since2000.stream()
                .filter(strike -> !Set.of("B", "C").contains(value(strike, DAMAGE)))
                .toList();
    }

    private static String value(Map<String, String> strike, String column) {
        return strike.getOrDefault(column, "");
    }

    private static boolean[] each(Predicate<Map<String, String>> is) {
        boolean[] all = new boolean[strikes.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = is.test(strikes.get(i));
        }
        return all;
    }

    private static boolean[] damaged() {
        return each(strike -> !value(strike, DAMAGE).equals("None"));
    }

    private static double[] large(DecisionCosts costs) {
        return costs.of(each(strike -> value(strike, "Wildlife Size").equals("Large")), damaged());
    }

    private static double[] notSmall(DecisionCosts costs) {
        return costs.of(each(strike -> !value(strike, "Wildlife Size").equals("Small")), damaged());
    }

    private static PolicyTable table(DecisionCosts costs, String reference) {
        Map<String, double[]> policies = new LinkedHashMap<>();
        policies.put(LARGE, large(costs));
        policies.put(NOT_SMALL, notSmall(costs));
        return PolicyTable.of(
                policies,
                costs.of(each(strike -> true), damaged()),
                costs.of(each(strike -> false), damaged()),
                costs.oracle(damaged()),
                reference,
                NOT_SMALL,
                Optional.empty(),
                2000,
                1);
    }

    private static PolicyTable.Row row(PolicyTable table, String policy) {
        return table.rows().stream()
                .filter(row -> row.policy().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    /** Half the 95 % interval over t(.975, 2780). */
    private static double error(Figure figure) {
        Estimate found = figure.found().orElseThrow();
        return (found.high() - found.low()) / 2 / 1.96080;
    }

    /** Inspect 1, miss 8, per 1,000 strikes. */
    @Test
    void oneToEightCostsWhatTheMethodSays() {
        DecisionCosts costs = DecisionCosts.inspection(1, 8);
        PolicyTable table = table(costs, PolicyTable.NONE);

        assertThat(strikes).hasSize(2781);
        assertThat(1000 * row(table, PolicyTable.NONE).mean()).isCloseTo(817.0, within(.05));
        assertThat(1000 * row(table, PolicyTable.ALL).mean()).isCloseTo(1000, within(1e-9));
        assertThat(1000 * row(table, LARGE).mean()).isCloseTo(643.7, within(.05));
        assertThat(1000 * row(table, NOT_SMALL).mean()).isCloseTo(623.5, within(.05));
        assertThat(1000 * table.oracle()).isCloseTo(102.1, within(.05));
        Figure versusNone = row(table, LARGE).difference();
        assertThat(1000 * versusNone.found().orElseThrow().estimate()).isCloseTo(-173.3, within(.05));
        assertThat(1000 * error(versusNone)).isCloseTo(23.1, within(.05));
        assertThat(table.better()).contains(LARGE, NOT_SMALL).doesNotContain(PolicyTable.ALL);
        // What the rule leaves of the avoidable cost; 0 is the oracle.
        assertThat(row(table, NOT_SMALL).regretShare()).hasValue(1);
        assertThat(row(table, LARGE).regretShare().orElseThrow())
                .isCloseTo((643.653 - 102.121) / (623.517 - 102.121), within(1e-4));
    }

    /** Twenty cheaper of a thousand, on fewer rows: whoever compares the two means alone picks a winner. */
    @Test
    void largeAndNotSmallAreNotToldApart() {
        PolicyTable table = table(DecisionCosts.inspection(1, 8), LARGE);

        Figure close = row(table, NOT_SMALL).difference();
        assertThat(1000 * close.found().orElseThrow().estimate()).isCloseTo(-20.1, within(.05));
        assertThat(1000 * error(close)).isCloseTo(31.6, within(.05));
        assertThat(close.found().orElseThrow().covers(0)).isTrue();
        assertThat(row(table, NOT_SMALL).mean()).isLessThan(row(table, LARGE).mean());
        assertThat(table.better()).isEmpty();
    }

    /** {@code Cost Total $} of all 2,787 strikes, six of them without a class: it rests on seven rows. */
    @Test
    void theMoneyOfTheFileRestsOnSevenRows() {
        double[] money = since2000.stream()
                .map(strike -> value(strike, "Cost Total $"))
                .mapToDouble(cost -> cost.isEmpty() ? 0 : Double.parseDouble(cost))
                .toArray();
        Concentration concentration = Concentration.of(money);

        assertThat(money).hasSize(2787);
        assertThat(concentration.effectiveRows()).isCloseTo(7.2, within(.05));
        assertThat(concentration.topShare()).isCloseTo(.26, within(.005));
        assertThat(PolicyCost.mean(money).refusal().map(Refused::code)).contains("few-rows-decide");
    }

    /** The costs of the example, 1,000 and 10,000; {@code QuickstartIT} compares them with what its readout says. */
    @Test
    void oneToTenMakesTheRuleOfTheExampleTheCheapestWithoutAModel() {
        PolicyTable table = table(DecisionCosts.inspection(1000, 10_000), LARGE);

        assertThat(row(table, PolicyTable.NONE).mean()).isCloseTo(1021.2, within(.05));
        assertThat(row(table, PolicyTable.ALL).mean()).isCloseTo(1000, within(1e-9));
        assertThat(row(table, LARGE).mean()).isCloseTo(787.5, within(.05));
        assertThat(row(table, NOT_SMALL).mean()).isCloseTo(667.4, within(.05));
        assertThat(table.oracle()).isCloseTo(102.1, within(.05));
        assertThat(table.better()).containsExactly(NOT_SMALL);
    }
}
