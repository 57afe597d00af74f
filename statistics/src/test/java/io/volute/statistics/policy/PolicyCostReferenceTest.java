package io.volute.statistics.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCostReferenceTest {

    /** Elkan (IJCAI 2001): inspection 1 whatever it finds, miss 8: act above .125; a free hit: .1111. */
    @Test
    void actsFromElkansThreshold() {
        assertThat(DecisionCosts.inspection(1, 8).threshold()).isEqualTo(.125);
        assertThat(new DecisionCosts(0, 1, 8, 0).threshold()).isCloseTo(.1111, within(5e-5));
        assertThatThrownBy(() -> DecisionCosts.inspection(8, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void costsFollowActionAndOutcome() {
        DecisionCosts costs = DecisionCosts.inspection(1000, 10_000);
        boolean[] act = {true, true, false, false};
        boolean[] damaged = {true, false, true, false};

        assertThat(costs.of(act, damaged)).containsExactly(1000, 1000, 10_000, 0);
        assertThat(costs.oracle(damaged)).containsExactly(1000, 0, 1000, 0);
        assertThat(PolicyCost.regretShare(3000, 500, 5500)).isEqualTo(.5);
    }

    /**
     * The FAA's bird strikes of 2000-01 to 2002-07 in counts by size: 2,781 rows, 284 damaged; inspect 1, miss 8. Cost per
     * 1,000: none 817.0, all 1000, size Large 643.7, not Small 623.5, oracle 102.1; Large - none -173.3, SE 23.1.
     */
    @Test
    void birdStrikePoliciesCostWhatTheirRowsSay() {
        DecisionCosts costs = DecisionCosts.inspection(1, 8);
        Strikes strikes = Strikes.of2000();
        double[] none = costs.of(new boolean[2781], strikes.damaged());
        double[] all = costs.of(filled(2781), strikes.damaged());
        double[] large = costs.of(strikes.large(), strikes.damaged());
        double[] notSmall = costs.of(strikes.notSmall(), strikes.damaged());

        assertThat(perThousand(none)).isCloseTo(817.0, within(.05));
        assertThat(perThousand(all)).isEqualTo(1000);
        assertThat(perThousand(large)).isCloseTo(643.7, within(.05));
        assertThat(perThousand(notSmall)).isCloseTo(623.5, within(.05));
        assertThat(perThousand(costs.oracle(strikes.damaged()))).isCloseTo(102.1, within(.05));
        Estimate d = PolicyCost.difference(large, none).found().orElseThrow();
        assertThat(d.estimate() * 1000).isCloseTo(-173.3, within(.05));
        assertThat((d.high() - d.low()) / 2 / 1.9608 * 1000).isCloseTo(23.1, within(.05));
        Estimate close = PolicyCost.difference(notSmall, large).found().orElseThrow();
        assertThat(close.estimate() * 1000).isCloseTo(-20.1, within(.05));
        assertThat((close.high() - close.low()) / 2 / 1.9608 * 1000).isCloseTo(31.6, within(.05));
        assertThat(close.covers(0)).as("not told apart").isTrue();
    }

    @Test
    void moneyThatRestsOnAFewRowsIsRefusedWithTheirNames() {
        double[] policy = new double[1000];
        double[] reference = new double[1000];
        Draws draws = Draws.of(4);
        for (int i = 0; i < 1000; i++) {
            policy[i] = draws.normal();
        }
        policy[700] = 50_000;
        policy[3] = -20_000;

        Figure figure = PolicyCost.difference(policy, reference);

        assertThat(figure.refusal().map(Refused::code)).contains("few-rows-decide");
        Concentration concentration = Concentration.of(policy);
        assertThat(concentration.topRows().subList(0, 2)).isEqualTo(List.of(700, 3));
        assertThat(concentration.topShare()).isBetween(.6, .8);
        assertThat(concentration.effectiveRows()).isLessThan(3);
    }

    @Test
    void equalPoliciesAreIdentical() {
        double[] costs = {1, 2, 3};

        assertThat(PolicyCost.difference(costs, costs.clone()).refusal().map(Refused::code))
                .contains("identical");
        assertThat(Concentration.of(new double[3])).isEqualTo(new Concentration(0, 0, List.of()));
        assertThatThrownBy(() -> PolicyCost.difference(costs, new double[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void intervalsOfSeveralPoliciesAreWiderThanOneAlone() {
        Draws draws = Draws.of(12);
        double[] reference = new double[400];
        double[][] policies = new double[4][400];
        for (int i = 0; i < 400; i++) {
            reference[i] = draws.normal(10, 2);
            for (double[] policy : policies) {
                policy[i] = reference[i] + draws.normal(-.1, 1);
            }
        }
        Estimate alone = PolicyCost.difference(policies[0], reference).found().orElseThrow();
        Estimate among = PolicyCost.simultaneous(policies, reference, 1000, 1)
                .get(0)
                .found()
                .orElseThrow();

        double ratio = (among.high() - among.low()) / (alone.high() - alone.low());
        // Four independent comparisons: z(.9936) / z(.975) = 1.27.
        assertThat(ratio).isBetween(1.17, 1.37);
    }

    @Test
    void clusteredRowsWidenTheInterval() {
        Draws draws = Draws.of(2);
        double[] policy = new double[600];
        long[] cluster = new long[600];
        double shared = 0;
        for (int i = 0; i < 600; i++) {
            shared = i % 20 == 0 ? draws.normal() : shared;
            policy[i] = shared + .3 * draws.normal();
            cluster[i] = i / 20;
        }
        Estimate rows = PolicyCost.difference(policy, new double[600]).found().orElseThrow();
        Estimate blocks =
                PolicyCost.difference(policy, new double[600], cluster).found().orElseThrow();

        assertThat(blocks.high() - blocks.low()).isGreaterThan(3 * (rows.high() - rows.low()));
        assertThat(blocks.estimate()).isCloseTo(rows.estimate(), within(1e-12));
    }

    private static double perThousand(double[] costs) {
        return Arrays.stream(costs).sum() / costs.length * 1000;
    }

    private static boolean[] filled(int n) {
        boolean[] result = new boolean[n];
        Arrays.fill(result, true);
        return result;
    }
}
