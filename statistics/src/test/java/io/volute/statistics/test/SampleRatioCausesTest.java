package io.volute.statistics.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Simulations;
import io.volute.statistics.test.SampleRatioCauses.Cause;
import io.volute.statistics.test.SampleRatioCauses.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SampleRatioCausesTest {

    private static final Simulations SIMULATIONS = Simulations.of(SampleRatioCausesTest.class);

    private static final double[] EVEN = {.5, .5};

    @Test
    void thePlatformThatLosesUnitsComesFirst() {
        List<Cause> causes = SampleRatioCauses.find(
                List.of(
                        cell("country", "de", 5000, 4700),
                        cell("country", "us", 5000, 4720),
                        cell("platform", "ios", 7000, 7010),
                        cell("platform", "tv", 3000, 2410)),
                EVEN);

        assertThat(causes.get(0).value()).isEqualTo("tv");
        assertThat(causes.get(0).expected()).isEqualTo(2705);
        assertThat(causes.get(0).observed()).isEqualTo(3000);
        assertThat(causes.get(0).arm()).isZero();
        assertThat(causes.get(0).statistic()).isCloseTo(2 * 295 * 295 / 2705.0, within(1e-9));
        assertThat(causes).extracting(Cause::value).containsExactly("tv", "de", "us", "ios");
        assertThat(causes.get(3).p()).isGreaterThan(.9);
    }

    @Test
    void pIsThatOfTheSampleRatioByHolm() {
        List<Cause> causes = SampleRatioCauses.find(List.of(cell("a", "x", 480, 540), cell("a", "y", 510, 500)), EVEN);

        assertThat(causes.get(0).p()).isCloseTo(2 * .06029, within(1e-5));
    }

    @Test
    void theArmNamedIsTheOneFurthestFromItsShare() {
        Cause cause = SampleRatioCauses.find(List.of(cell("day", "1", 1000, 1000, 800)), new double[] {1, 1, 1})
                .get(0);

        assertThat(cause.arm()).isEqualTo(2);
        assertThat(cause.observed()).isEqualTo(800);
    }

    @Test
    void smallValuesAreNotJudgedAndUnitsInAClosedArmAreCertain() {
        assertThat(SampleRatioCauses.find(List.of(cell("day", "1", 6, 3), cell("day", "2", 0, 0)), EVEN))
                .isEmpty();

        Cause closed = SampleRatioCauses.find(
                        List.of(cell("day", "1", 900, 100, 0), cell("day", "2", 500, 500, 3)), new double[] {1, 1, 0})
                .get(0);

        assertThat(closed.p()).isZero();
        assertThat(closed.arm()).isEqualTo(2);
        assertThat(closed.value()).isEqualTo("2");
        assertThatThrownBy(() -> SampleRatioCauses.find(List.of(cell("day", "1", 9)), EVEN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Holm over 30 values: at the limit of .05 at most 5 in 100 sound experiments name a cause. */
    @Test
    @Tag("simulation")
    void soundExperimentsRarelyNameACause() {
        SIMULATIONS.atMost(.05, "cause of a sample ratio among 30 countries", Simulations.worlds(400), 11, draws -> {
            List<Cell> cells = new ArrayList<>();
            for (int value = 0; value < 30; value++) {
                long[] units = new long[2];
                for (int i = 0; i < 200; i++) {
                    units[draws.below(2)]++;
                }
                cells.add(cell("country", "c" + value, units[0], units[1]));
            }
            return SampleRatioCauses.find(cells, EVEN).get(0).p() < .05 ? 1 : 0;
        });
    }

    private static Cell cell(String attribute, String value, long... observed) {
        return new Cell(attribute, value, Arrays.stream(observed).boxed().toList());
    }
}
