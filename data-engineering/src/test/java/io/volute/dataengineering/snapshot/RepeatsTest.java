package io.volute.dataengineering.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    @Test
    void findsExactlyTheRowsWhoseNumberAnotherRowHas() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            long[] numbers = random.longs(random.nextInt(40), -10, 1 + random.nextInt(60))
                    .toArray();
            BitSet expected = new BitSet();
            for (int row = 0; row < numbers.length; row++) {
                long number = numbers[row];
                expected.set(
                        row, Arrays.stream(numbers).filter(n -> n == number).count() > 1);
            }

            assertThat(Repeats.of(numbers)).as("seed " + seed).isEqualTo(expected);
        }
    }
}
