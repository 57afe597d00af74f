package io.volute.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MergingTest {
    @Test
    void leavesBinsAloneThatAreLargeEnough() {
        Merging merging = Merging.of(new long[] {100, 100}, new long[] {10, 10}, true);
        assertThat(merging.groups()).hasSize(2);
    }

    /** Of 200 and 20 rows, a bin needs 55 of both to expect 5 on the smaller side. */
    @Test
    void joinsAnOrderedBinWithItsSmallerNeighbour() {
        Merging merging = Merging.of(new long[] {80, 10, 50, 60}, new long[] {5, 5, 5, 5}, true);
        assertThat(merging.groups()).extracting(group -> group.length).containsExactly(1, 2, 1);
        assertThat(merging.counts(new long[] {80, 10, 50, 60})).containsExactly(80, 60, 60);
    }

    @Test
    void gathersRareValuesUntilTheyAreEnough() {
        Merging merging = Merging.of(new long[] {120, 3, 2, 70, 5}, new long[] {12, 0, 1, 7, 0}, false);
        assertThat(merging.counts(new long[] {120, 3, 2, 70, 5})).containsExactly(120, 80);
        assertThat(merging.name(0, List.of("a", "b", "c", "d", "e"))).isEqualTo("a");
        assertThat(merging.name(1, List.of("a", "b", "c", "d", "e"))).isEqualTo("4 rare values");
    }

    @Test
    void dropsValuesThatNobodyHas() {
        assertThat(Merging.of(new long[] {60, 0, 60}, new long[] {60, 0, 60}, false)
                        .groups())
                .hasSize(2);
    }

    @Test
    void endsWithOneGroupWhereRowsAreTooFew() {
        assertThat(Merging.of(new long[] {4, 4}, new long[] {2, 2}, true).groups())
                .hasSize(1);
        assertThat(Merging.of(new long[] {4, 4}, new long[] {2, 2}, false).groups())
                .hasSize(1);
        assertThat(Merging.of(new long[] {4, 4}, new long[] {0, 0}, false).groups())
                .hasSize(1);
    }
}
