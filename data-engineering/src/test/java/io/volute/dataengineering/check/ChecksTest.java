package io.volute.dataengineering.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.testing.Kits;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ChecksTest {
    private static final Table GOOD = rows("a", 1L, "b", 2L, null, 3L, "a", null);
    private static final Table BAD = rows("a", 1L, "z", 900L, null, 1L, "z", 900L);

    @TestFactory
    Stream<DynamicTest> keepTheContract() {
        Severity warn = Severity.WARN;
        return Stream.of(
                        kit(new AllowedCheck(), new AllowedCheck.Options("name", List.of("a", "b"), warn)),
                        kit(
                                new RangeCheck(),
                                new RangeCheck.Options(
                                        "size", Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.TEN), warn)),
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
