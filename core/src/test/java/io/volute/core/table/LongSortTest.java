package io.volute.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongSortTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 1_999, 2_000, 30_000})
    void ordersRowsAsAStableComparisonDoes(int rows) {
        for (int range : new int[] {1, 7, 5_000, Integer.MAX_VALUE}) {
            Random random = new Random(range);
            long[] keys = random.longs(rows, -range, range)
                    .map(key -> random.nextInt(3) == 0 ? key : key << 31)
                    .toArray();
            int[] unsigned = IntSort.rows(rows, (a, b) -> 0);
            int[] signed = unsigned.clone();

            LongSort.sort(unsigned, keys, 0);
            LongSort.sort(signed, keys, Long.MIN_VALUE);

            assertThat(unsigned).isEqualTo(IntSort.rows(rows, (a, b) -> Long.compareUnsigned(keys[a], keys[b])));
            assertThat(signed).isEqualTo(IntSort.rows(rows, (a, b) -> Long.compare(keys[a], keys[b])));
        }
    }
}
