package io.volute.statistics.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LotsTest {
    private static final int ROWS = 3_000;

    /** Two rows to a group; every tenth group is of class 1. */
    private static final long[] ROW = new long[ROWS];

    private static final long[] GROUP = new long[ROWS];
    private static final int[] CLASS = new int[ROWS];

    static {
        for (int i = 0; i < ROWS; i++) {
            ROW[i] = SplitMix.mix64(i);
            GROUP[i] = SplitMix.mix64(~(i / 2));
            CLASS[i] = i / 2 % 10 == 0 ? 1 : 0;
        }
    }

    private final Lots lots = Lots.draw(7, ROW, GROUP, CLASS);

    @Test
    void givesEachClassItsShare() {
        assertThat(count(i -> CLASS[i] == 0 && lots.within(i, .6))).isEqualTo(2 * 810);
        assertThat(count(i -> CLASS[i] == 1 && lots.within(i, .6))).isEqualTo(2 * 90);
        assertThat(count(i -> lots.within(i, 1))).isEqualTo(ROWS);
        assertThat(count(i -> lots.within(i, 0))).isZero();
    }

    @Test
    void aLargerShareHoldsEverySmallerOne() {
        assertThat(count(i -> lots.within(i, .6) && !lots.within(i, .8))).isZero();
    }

    /** The obvious implementation, a lot for each row, is rejected by the same assertion. */
    @Test
    void neverDividesAGroup() {
        assertNoGroupStraddles(i -> lots.within(i, .6));
        assertThatThrownBy(() -> assertNoGroupStraddles(i -> SplitMix.u(ROW[i], 7) < .6))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertNoGroupStraddles(IntPredicate trains) {
        Set<Long> train = new HashSet<>();
        Set<Long> judge = new HashSet<>();
        for (int i = 0; i < ROWS; i++) {
            (trains.test(i) ? train : judge).add(GROUP[i]);
        }
        assertThat(train).doesNotContainAnyElementsOf(judge);
    }

    /** The obvious implementation, the first rows of the file, is rejected by the same assertion. */
    @Test
    void doesNotDependOnTheOrderOfRows() {
        assertThat(sides(false, Lots.draw(7, ROW, GROUP, CLASS)::within))
                .isEqualTo(sides(true, Lots.draw(7, back(ROW), back(GROUP), backwards(CLASS))::within));
        Within byPlace = (i, share) -> i < ROWS * share;
        assertThat(sides(false, byPlace)).isNotEqualTo(sides(true, byPlace));
    }

    private interface Within {
        boolean test(int row, double share);
    }

    private static Map<Long, Boolean> sides(boolean backwards, Within within) {
        Map<Long, Boolean> sides = new HashMap<>();
        for (int i = 0; i < ROWS; i++) {
            sides.put(ROW[backwards ? ROWS - 1 - i : i], within.test(i, .6));
        }
        return sides;
    }

    @Test
    void anotherSeedDrawsOtherRows() {
        Lots other = Lots.draw(8, ROW, GROUP, CLASS);

        long both = count(i -> lots.within(i, .5) && other.within(i, .5));
        // A quarter of 1,500 pairs is in both halves, give or take four standard deviations.
        assertThat(both / 2.0).isBetween(375 - 68.0, 375 + 68.0);
    }

    @Test
    void aGroupHasTheClassOfItsSmallestRow() {
        // Group 1 is of class 0 by row 3, and of class 1 by row 2, which is smaller; -1 is the largest id of all.
        Lots of = Lots.draw(1, new long[] {3, 2, -1, 4}, new long[] {1, 1, 1, 2}, new int[] {0, 1, 2, 0});

        // Each class has one group, so each group is the first of its class and none is in the lower half but one.
        assertThat(IntStream.range(0, 4).filter(i -> of.within(i, .5))).hasSize(4);
        assertThat(IntStream.range(0, 4).filter(i -> of.within(i, .4))).isEmpty();
    }

    @Test
    void refusesRowsWithoutAGroup() {
        assertThatThrownBy(() -> Lots.draw(1, new long[2], new long[1], new int[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 rows, 1 groups and 2 classes");
    }

    private static long count(IntPredicate test) {
        return IntStream.range(0, ROWS).filter(test).count();
    }

    private static long[] back(long[] values) {
        return IntStream.range(0, ROWS).mapToLong(i -> values[ROWS - 1 - i]).toArray();
    }

    private static int[] backwards(int[] values) {
        return IntStream.range(0, ROWS).map(i -> values[ROWS - 1 - i]).toArray();
    }
}
