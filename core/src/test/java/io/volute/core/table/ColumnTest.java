package io.volute.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into a column comes out of it. */
final class ColumnTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "1066-10-14T09:00:00.000001Z",
                "1969-12-31T23:59:59.999999Z",
                "2990-01-08T00:00:00Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void momentsOfAnyYearComeBackToTheMicrosecond(String text) {
        Instant moment = Instant.parse(text);

        Column column = Column.builder("at", ColumnType.INSTANT, 1).add(moment).build();

        assertThat(column.instantAt(0)).isEqualTo(moment);
    }
}
