package io.volute.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Texts that are ids are kept as numbers; nobody can tell. */
class ColumnOfIdsTest {
    private static final List<String> NEAR = List.of(
            "", "0123456789abcdeF", "0123456789abcde", "0123456789abcdef0", "0123456789abcdeg", "+123456789abcdef");

    @Test
    void readsBackWhateverMixOfTextsAndMissingValuesWasAppended() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int ids = random.nextInt(30);
            List<@Nullable String> expected = new ArrayList<>();
            Column.Builder builder = Column.builder("c", ColumnType.TEXT, random.nextInt(12));
            for (int row = 0; row < 40; row++) {
                String text = random.nextInt(5) == 0
                        ? null
                        : row < ids ? String.format("%016x", random.nextLong()) : NEAR.get(random.nextInt(NEAR.size()));
                expected.add(text);
                if (text == null) {
                    builder.addMissing();
                } else {
                    builder.add(text);
                }
            }
            Column built = builder.build();
            builder.add("later");

            assertThat(texts(built)).as("seed " + seed).isEqualTo(expected);
            int[] order = random.ints(60, 0, 40).toArray();
            List<@Nullable String> picked = new ArrayList<>();
            Column.Builder copied = Column.builder("d", ColumnType.TEXT, 0);
            for (int row : order) {
                picked.add(expected.get(row));
                copied.copy(built, row);
            }
            assertThat(texts(built.pick(order))).as("seed " + seed).isEqualTo(picked);
            assertThat(texts(copied.build())).as("seed " + seed).isEqualTo(picked);
        }
    }

    @Test
    void comparesAsTheTextsDo() {
        long[] bits = new Random(7).longs(50).toArray();
        Column ids = Column.ofIds("id", bits);
        for (int row = 0; row < 50; row++) {
            assertThat(ids.textAt(row)).isEqualTo(String.format("%016x", bits[row]));
            for (int other = 0; other < 50; other++) {
                assertThat(Integer.signum(ids.compareTexts(row, other)))
                        .isEqualTo(Integer.signum(ids.textAt(row).compareTo(ids.textAt(other))));
            }
        }
    }

    private static List<@Nullable String> texts(Column column) {
        List<@Nullable String> texts = new ArrayList<>();
        for (int row = 0; row < column.rows(); row++) {
            texts.add(column.isMissing(row) ? null : column.textAt(row));
        }
        return texts;
    }
}
