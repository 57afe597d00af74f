package io.volute.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.error.VoluteException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    /** Rows: 0 Small 50, 1 Large 150, 2 missing size, missing speed, 3 O'Hare 100. */
    private static final Table TABLE = Table.of(List.of(
            Column.builder("Wildlife Size", ColumnType.TEXT, 4)
                    .add("Small")
                    .add("Large")
                    .addMissing()
                    .add("O'Hare")
                    .build(),
            Column.builder("speed", ColumnType.LONG, 4)
                    .add(50L)
                    .add(150L)
                    .addMissing()
                    .add(100L)
                    .build(),
            Column.builder("night", ColumnType.BOOL, 4)
                    .add(true)
                    .add(false)
                    .addMissing()
                    .add(true)
                    .build(),
            Column.builder("day", ColumnType.DATE, 4)
                    .add(LocalDate.of(2000, 1, 1))
                    .add(LocalDate.of(2000, 1, 2))
                    .addMissing()
                    .add(LocalDate.of(1999, 12, 31))
                    .build(),
            Column.builder("at", ColumnType.INSTANT, 4)
                    .add(Instant.parse("2000-01-01T00:00:00Z"))
                    .add(Instant.parse("2000-01-01T12:00:00.000001Z"))
                    .addMissing()
                    .add(Instant.parse("1999-12-31T00:00:00Z"))
                    .build()));

    @ParameterizedTest(name = "{0} selects {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Wildlife Size" != 'Small'                              | {1, 3}
            "Wildlife Size" <> 'Small' and speed > 100              | {1}
            not ("Wildlife Size" = 'Small')                         | {1, 3}
            "Wildlife Size" == 'O''Hare'                            | {3}
            "Wildlife Size" in ('Small', 'Large')                   | {0, 1}
            "Wildlife Size" not in ('Small', 'Large')               | {3}
            "Wildlife Size" is missing                              | {2}
            "Wildlife Size" is not missing                          | {0, 1, 3}
            "Wildlife Size" = 'Large' or speed is missing           | {1, 2}
            night                                                   | {0, 3}
            not night                                               | {1}
            night = false                                           | {1}
            speed * 2 + 10 >= 210                                   | {1, 3}
            speed - 50 - 50 = 0                                     | {3}
            speed / 0 > 1                                           | {}
            -speed < -100                                           | {1}
            day >= '2000-01-01'                                     | {0, 1}
            '2000-01-01' > day                                      | {3}
            at > '2000-01-01T12:00:00Z'                             | {1}
            true or speed > 1                                       | {0, 1, 2, 3}
            speed < 60 or speed > 140 and night = false             | {0, 1}
            """)
    void selectsTheRowsOnWhichItIsTrue(String expression, String rows) {
        assertThat(Expression.parse(expression).select(TABLE)).hasToString(rows);
    }

    @Test
    void namesTheColumnsThatItReads() {
        assertThat(Expression.parse("\"Wildlife Size\" in ('a') and (speed > 1 or not night)")
                        .columns())
                .containsExactly("Wildlife Size", "night", "speed");
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            speed >             | ends too early
            speed > 1 speed     | at position 11
            speed = "           | at position 8
            (speed > 1          | expected: )
            speed is there      | expected: missing
            not and             | at position 5
            """)
    void saysWhereItCannotBeRead(String expression, String message) {
        assertThatThrownBy(() -> Expression.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0} does not fit")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            size = 'Small'          | column size is not there (expected one of: Wildlife Size, speed
            speed = 'fast'          | a number and a text cannot be compared
            speed                   | a condition was expected, not a number
            "Wildlife Size" + 1 > 2 | needs numbers
            day > '1 Jan'           | compared with a time
            """)
    void saysWhichOperandsDoNotFit(String expression, String message) {
        Expression parsed = Expression.parse(expression);
        assertThatThrownBy(() -> parsed.select(TABLE))
                .isInstanceOf(VoluteException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesBracketsThatWouldExhaustTheStack() {
        assertThatThrownBy(() -> Expression.parse("(".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("levels of brackets");
    }
}
