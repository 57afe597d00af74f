package io.volute.dataengineering.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.testing.Kits;
import java.math.BigDecimal;
import java.time.Period;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ChecksTest {
    private static final Table GOOD = rows("a", 1L, "b", 2L, null, 3L, "a", null);
    private static final Table BAD = rows("a", 1L, "z", 900L, null, 1L, "z", 900L);

    private static final HistoryCheck.Options OF_YEARS = new HistoryCheck.Options(Period.ofYears(1), .1, Severity.WARN);

    @TestFactory
    Stream<DynamicTest> keepTheContract() {
        Severity warn = Severity.WARN;
        return Stream.of(
                        kit(new AllowedCheck(), new AllowedCheck.Options("name", List.of("a", "b"), warn)),
                        kit(
                                new RangeCheck(),
                                new RangeCheck.Options(
                                        "size", Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.TEN), warn)),
                        kit(new PatternCheck(), new PatternCheck.Options("name", "[a-y]", warn)),
                        new CheckContract(
                                new LengthCheck(),
                                new LengthCheck.Options("name", 1, Optional.of(2), warn),
                                GOOD,
                                rows("a", 1L, "abc", 2L)),
                        new CheckContract(new HistoryCheck(), OF_YEARS, months(100), months(180)),
                        kit(new ConditionCheck(), new ConditionCheck.Options("\"size\" < 10", warn)),
                        kit(new UniqueCheck(), new UniqueCheck.Options(List.of("name", "size"), warn)),
                        new CheckContract(
                                new CompletenessCheck(),
                                new CompletenessCheck.Options("name", .7, warn),
                                GOOD,
                                rows("a", 1L, null, 2L)),
                        new CheckContract(
                                new RowCountCheck(),
                                new RowCountCheck.Options(2, Optional.of(4L), warn),
                                GOOD,
                                rows("a", 1L)))
                .flatMap(Kits::tests);
    }

    /** Each month of ten years has some 100 rows in winter and 200 in summer; the last one, a May, has so many. */
    private static SortedMap<Slot, Long> months(long last) {
        SortedMap<Slot, Long> months = new TreeMap<>();
        Slot slot = Slot.parse("1990-01");
        for (int month = 0; month < 124; month++, slot = slot.next()) {
            long winter = 95 + (month * 7L) % 11;
            months.put(slot, month % 12 > 4 && month % 12 < 9 ? 2 * winter : winter);
        }
        months.put(slot, last);
        return months;
    }

    @Test
    void historyComparesAMonthWithTheSameMonthOfEarlierYears() {
        // 190 rows are usual for a July, and far too many for a May.
        BatchCheck.Judgement may = new HistoryCheck().judge(OF_YEARS, months(190));

        assertThat(may.status()).isEqualTo(BatchCheck.Status.FAIL);
        assertThat(may.value()).isEqualTo("190 rows in 2000-05");
        assertThat(may.expected()).endsWith("as in 10 earlier periods");
        assertThat(new HistoryCheck().judge(OF_YEARS, months(0)).status()).isEqualTo(BatchCheck.Status.FAIL);
    }

    @Test
    void historyOfFewPeriodsAllowsForTheSamplingErrorOnly() {
        SortedMap<Slot, Long> two = new TreeMap<>(Map.of(Slot.parse("1999-05"), 100L, Slot.parse("2000-05"), 110L));
        assertThat(new HistoryCheck().judge(OF_YEARS, two).status()).isEqualTo(BatchCheck.Status.PASS);
        two.put(Slot.parse("2000-05"), 160L);
        assertThat(new HistoryCheck().judge(OF_YEARS, two).status()).isEqualTo(BatchCheck.Status.FAIL);
        assertThat(new HistoryCheck()
                        .judge(OF_YEARS, two.tailMap(Slot.parse("2000-01")))
                        .status())
                .isEqualTo(BatchCheck.Status.UNKNOWN);
    }

    @Test
    void aPatternMatchesTheWholeValueOfBoundedLength() {
        PatternCheck.Options code = new PatternCheck.Options("name", "[A-Z]{2}[0-9]+", Severity.BLOCK_ROW);
        Table rows = rows("AB12", 1L, "xAB12", 1L, "AB12 ", 1L, "AB" + "1".repeat(999), 1L, null, 1L);

        assertThat(new PatternCheck().broken(code, rows).stream()).containsExactly(1, 2, 3);
    }

    @Test
    void aPatternThatWouldTakeForEverIsRefused() {
        PatternCheck.Options bomb = new PatternCheck.Options("name", "(.*a){12}b", Severity.BLOCK_ROW);

        assertThatThrownBy(() -> new PatternCheck().broken(bomb, rows("a".repeat(60) + "c", 1L)))
                .isInstanceOf(VoluteException.class)
                .hasMessageContaining("pattern (.*a){12}b of column name: given up")
                .hasMessageContaining("fix: ");
        assertThatThrownBy(() -> new PatternCheck.Options("name", "[a", Severity.WARN))
                .hasMessageContaining("pattern: [a: Unclosed character class at character");
    }

    @Test
    void lengthCountsCharactersAndNotHalvesOfThem() {
        LengthCheck.Options two = new LengthCheck.Options("name", 2, Optional.of(2), Severity.BLOCK_ROW);

        assertThat(new LengthCheck().broken(two, rows("\uD83D\uDC26\uD83D\uDC26", 1L, "a", 1L, "abc", 1L)).stream())
                .containsExactly(1, 2);
    }

    /** A check of rows that looks at the rows before. */
    @Test
    void theContractCatchesACheckThatJudgesARowByOthers() {
        RowCheck falling = new RowCheck() {
            @Override
            public int revision() {
                return 1;
            }

            @Override
            public Class<? extends Record> options() {
                return AllowedCheck.Options.class;
            }

            @Override
            public BitSet broken(Record options, Table rows) {
                BitSet broken = new BitSet();
                for (int row = 1; row < rows.rows(); row++) {
                    broken.set(
                            row,
                            rows.column("size").longAt(row)
                                    < rows.column("size").longAt(row - 1));
                }
                return broken;
            }

            @Override
            public String expected(Record options) {
                return "rising";
            }
        };
        AllowedCheck.Options options = new AllowedCheck.Options("size", List.of("1"), Severity.WARN);
        assertThat(Kits.failures(new CheckContract(falling, options, rows("a", 1L, "a", 2L), rows("a", 2L, "a", 1L))))
                .containsExactly("judgesARowAloneAsAmongOthers");
    }

    private static CheckContract kit(Check check, Record options) {
        return new CheckContract(check, options, GOOD, BAD);
    }

    /** Pairs of name and size. */
    private static Table rows(@Nullable Object... values) {
        Column.Builder name = Column.builder("name", ColumnType.TEXT, values.length / 2);
        Column.Builder size = Column.builder("size", ColumnType.LONG, values.length / 2);
        for (int i = 0; i < values.length; i += 2) {
            if (values[i] instanceof String text) {
                name.add(text);
            } else {
                name.addMissing();
            }
            if (values[i + 1] instanceof Long number) {
                size.add(number.longValue());
            } else {
                size.addMissing();
            }
        }
        return Table.of(List.of(name.build(), size.build()));
    }
}
