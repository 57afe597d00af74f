package io.volute.statistics.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyTableTest {

    private static final DecisionCosts COSTS = DecisionCosts.inspection(1, 8);
    private static final Strikes STRIKES = Strikes.of2000();

    /** The worked case of bird strikes: none 817.0, all 1000, Large 643.7, not Small 623.5, oracle 102.1 per 1,000. */
    @Test
    void birdStrikesStandInOneTable() {
        PolicyTable table = strikes(PolicyTable.NONE, Optional.empty());

        assertThat(table.rows())
                .extracting(PolicyTable.Row::policy)
                .containsExactly("large", "not small", PolicyTable.ALL, PolicyTable.NONE);
        assertThat(table.rows().stream().mapToDouble(row -> row.mean() * 1000).toArray())
                .containsExactly(new double[] {643.7, 623.5, 1000, 817.0}, within(.05));
        assertThat(table.oracle() * 1000).isCloseTo(102.1, within(.05));
        assertThat(table.rows().get(0).regretShare().orElseThrow())
                .isCloseTo((643.7 - 102.1) / (817.0 - 102.1), within(1e-4));
        assertThat(table.rows().get(3).regretShare().orElseThrow()).isEqualTo(1);
        assertThat(table.rows().get(3).difference().refusal().map(Refused::code))
                .contains("identical");
        assertThat(table.better()).containsExactly("large", "not small");
        assertThat(table.rows().get(0).fewRows()).isEmpty();
    }

    @Test
    void intervalsThatHoldAtOnceAreWiderThanEachAlone() {
        for (PolicyTable.Row row : strikes("large", Optional.empty()).rows()) {
            if (row.difference() instanceof Estimate alone) {
                Estimate all = (Estimate) row.simultaneous();
                assertThat(all.estimate()).isEqualTo(alone.estimate());
                assertThat((all.high() - all.low()) / (alone.high() - alone.low()))
                        .isBetween(1.02, 1.35);
            }
        }
        assertThat(strikes("large", Optional.empty()).rows().get(1).simultaneous())
                .isInstanceOfSatisfying(
                        Estimate.class, found -> assertThat(found.covers(0)).isTrue());
    }

    @Test
    void clustersOfOneRowAreRowsAndClustersOfDaysWidenTheInterval() {
        long[] own = new long[2781];
        Arrays.setAll(own, i -> i);
        Estimate rows =
                (Estimate) strikes("large", Optional.empty()).rows().get(1).simultaneous();
        Estimate single =
                (Estimate) strikes("large", Optional.of(own)).rows().get(1).simultaneous();
        // Rows are sorted by outcome, so that neighbours are alike: blocks of 20 carry far less than 20 rows.
        long[] blocks = new long[2781];
        Arrays.setAll(blocks, i -> i / 20);
        Estimate block =
                (Estimate) strikes("large", Optional.of(blocks)).rows().get(1).simultaneous();

        assertThat(single.low()).isCloseTo(rows.low(), within(1e-9));
        assertThat(block.high() - block.low()).isGreaterThan(2 * (rows.high() - rows.low()));
        assertThat(block.n()).isEqualTo(140);
    }

    @Test
    void moneyThatRestsOnFewRowsHasABootstrapACappedTotalAndTheRows() {
        Draws d = Draws.of(4);
        double[] none = new double[400];
        double[] all = new double[400];
        double[] some = new double[400];
        double[] oracle = new double[400];
        Arrays.fill(all, 100);
        for (int i = 0; i < 400; i++) {
            none[i] = i % 10 == 0 ? 80 * d.exponential() : 0;
        }
        none[70] = 60_000;
        none[130] = 25_000;
        for (int i = 0; i < 400; i++) {
            some[i] = none[i] > 50 ? 100 : none[i];
            oracle[i] = Math.min(none[i], 100);
        }
        Map<String, double[]> policies = Map.of("some", some);
        PolicyTable.Row row = PolicyTable.of(
                        policies, all, none, oracle, PolicyTable.NONE, PolicyTable.NONE, Optional.empty(), 500, 3)
                .rows()
                .get(0);
        PolicyTable.FewRows few = row.fewRows().orElseThrow();

        assertThat(row.difference().refusal().map(Refused::code)).contains("few-rows-decide");
        assertThat(row.simultaneous().refusal().map(Refused::code)).contains("few-rows-decide");
        assertThat(row.concentration().topRows()).startsWith(70, 130);
        assertThat(few.total()).isLessThan(-84_000);
        assertThat(few.capped()).isBetween(-84_000.0, -20_000.0);
        assertThat(few.studentised().found().map(Estimate::method)).contains("bootstrap-t");
    }

    /**
     * {@code Cost Total $} of the 2,787 strikes of 2000-01 to 2002-07: 78 rows have one, they count like 7.2, and the largest is
     * 26 % of the total.
     */
    @Test
    void moneyOfBirdStrikesRestsOnSevenRows() {
        double[] costs = Arrays.copyOf(
                new double[] {
                    3_644_483, 3_367_644, 979_455, 801_820, 668_183, 636_405, 559_688, 397_639, 336_765, 334_091,
                    220_501, 211_146, 151_009, 126_237, 113_592, 105_925, 100_228, 93_546, 87_398, 80_182, 76_064,
                    68_823, 66_818, 66_818, 65_080, 53_455, 49_726, 48_791, 46_858, 44_100, 42_302, 40_091, 40_091,
                    36_445, 32_540, 32_073, 31_693, 31_238, 30_736, 29_273, 29_156, 26_727, 26_623, 24_087, 20_046,
                    19_992, 19_524, 16_037, 15_619, 13_364, 13_016, 8018, 6508, 6014, 5720, 4165, 3803, 2673, 2332,
                    1952, 1336, 1336, 1304, 1302, 1302, 781, 668, 668, 401, 317, 260, 260, 200, 195, 134, 130, 130, 130
                },
                2787);
        Concentration concentration = Concentration.of(costs);

        assertThat(concentration.effectiveRows()).isCloseTo(7.2, within(.05));
        assertThat(concentration.topShare()).isCloseTo(.26, within(.005));
        assertThat(PolicyCost.mean(costs).refusal().map(Refused::code)).contains("few-rows-decide");
    }

    @Test
    void aPolicyCheaperThanHindsightIsNotFullyKnown() {
        double[] cheap = {0, 0};
        double[] one = {1, 1};

        assertThatThrownBy(() -> PolicyTable.of(
                        Map.of("p", cheap), one, one, one, PolicyTable.NONE, "p", Optional.empty(), 100, 1))
                .hasMessageContaining("row 0")
                .hasMessageContaining("other action");
        assertThatThrownBy(() -> PolicyTable.of(Map.of("p", one), one, one, one, "q", "p", Optional.empty(), 100, 1))
                .hasMessageContaining("policy: q");
        assertThatThrownBy(() ->
                        PolicyTable.of(Map.of(PolicyTable.ALL, one), one, one, one, "p", "p", Optional.empty(), 100, 1))
                .hasMessageContaining("none of the names");
    }

    private static PolicyTable strikes(String reference, Optional<long[]> cluster) {
        boolean[] every = new boolean[2781];
        Arrays.fill(every, true);
        Map<String, double[]> policies = new LinkedHashMap<>();
        policies.put("large", COSTS.of(STRIKES.large(), STRIKES.damaged()));
        policies.put("not small", COSTS.of(STRIKES.notSmall(), STRIKES.damaged()));
        return PolicyTable.of(
                policies,
                COSTS.of(every, STRIKES.damaged()),
                COSTS.of(new boolean[2781], STRIKES.damaged()),
                COSTS.oracle(STRIKES.damaged()),
                reference,
                PolicyTable.NONE,
                cluster,
                1000,
                11);
    }
}
