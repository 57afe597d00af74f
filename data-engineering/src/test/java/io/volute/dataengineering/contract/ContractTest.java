package io.volute.dataengineering.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.table.Column;
import io.volute.dataengineering.contract.ColumnContract.OnBadValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {
    @ParameterizedTest
    @CsvSource({
        "INT, 0, 0",
        "INT, -12, -12",
        "INT, 9223372036854775807, 9223372036854775807",
        "INT, -9223372036854775808, -9223372036854775808",
        "NUMBER, 0.10, 0.1",
        "NUMBER, -2.5e-3, -0.0025",
        "NUMBER, -0, 0.0",
        "BOOL, true, true",
        "DATE, 2000-02-29, 2000-02-29",
        "INSTANT, 2000-01-31T12:00:00+01:00, 2000-01-31T11:00:00Z",
        "CATEGORY, None, None",
        "TEXT, ' x', ' x'",
    })
    void readsValuesInTheOneWayTheyAreWritten(ValueType type, String text, String value) {
        Column.Builder builder = Column.builder("c", type.column(), 1);

        assertThat(type.append(builder, text)).isTrue();
        assertThat(builder.build().valueAt(0)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 007",
        "INT, +1",
        "INT, 1.0",
        "INT, ' 1'",
        "INT, 1_000",
        "INT, 9223372036854775808",
        "INT, '\u0661'",
        "NUMBER, .5",
        "NUMBER, 1.",
        "NUMBER, 0x10",
        "NUMBER, NaN",
        "NUMBER, 1e999",
        "NUMBER, 1d",
        "BOOL, TRUE",
        "BOOL, 1",
        "DATE, 2001-02-29",
        "DATE, 2000-2-1",
        "DATE, 2000-01-01T00:00:00Z",
        "INSTANT, 2000-01-31T12:00:00",
        "INSTANT, 2000-01-31T24:30:00Z",
        "INSTANT, 2000-01-31",
    })
    void takesNothingElse(ValueType type, String text) {
        Column.Builder builder = Column.builder("c", type.column(), 1);

        assertThat(type.append(builder, text)).isFalse();
        assertThat(builder.build().rows()).isZero();
    }

    @Test
    void knowsWhenAValueIsKnown() {
        Instant decision = Instant.parse("2000-01-31T06:00:00Z");

        assertThat(Availability.parse("now").knownAt(decision)).isEqualTo(decision);
        assertThat(Availability.parse("P30D").knownAt(decision)).isEqualTo("2000-03-01T06:00:00Z");
        assertThat(Availability.parse("P1M").knownAt(decision)).isEqualTo("2000-02-29T06:00:00Z");
        assertThat(Availability.parse("never").delay()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "afterwards", "30", "P0D", "-P30D", "PT5H", "NOW"})
    void refusesOtherWordsForAvailability(String text) {
        assertThatThrownBy(() -> Availability.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: now, later, never, or a period");
    }

    @Test
    void sortsColumnsByWhenTheyAreKnown() {
        Contract contract = contract(Map.of("b", "now", "c", "P3D", "d", "never", "a", "now"), "a1");

        assertThat(contract.knownNow()).containsExactly("a", "a1", "b");
        assertThat(contract.late()).containsExactly("c");
        assertThat(contract.never()).containsExactly("d");
    }

    @Test
    void refusesNamesThatWouldClash() {
        assertThatThrownBy(() -> contract(Map.of("Speed", "now", "speed", "now"), "t"))
                .hasMessageContaining("differ only in case");
        assertThatThrownBy(() -> contract(Map.of("row_id", "now"), "t"))
                .hasMessageContaining("row_id is a name that Volute uses itself");
    }

    @Test
    void refusesADecisionTimeThatIsNoneOrNotKnown() {
        TreeMap<String, ColumnContract> columns = new TreeMap<>();
        columns.put("t", column(ValueType.DATE, "P1D"));
        columns.put("n", column(ValueType.INT, "now"));

        assertThatThrownBy(() -> new Contract(1, List.of(), Optional.of("t"), columns))
                .hasMessageStartingWith("decision-time: t");
        assertThatThrownBy(() -> new Contract(1, List.of(), Optional.of("n"), columns))
                .hasMessageStartingWith("decision-time: n");
        assertThatThrownBy(() -> new Contract(1, List.of(), Optional.of("x"), columns))
                .hasMessageStartingWith("decision-time: x");
    }

    @Test
    void refusesAKeyThatIsNotKnownAtTheDecision() {
        TreeMap<String, ColumnContract> columns = new TreeMap<>();
        columns.put("t", column(ValueType.DATE, "now"));
        columns.put("bill", column(ValueType.INT, "P30D"));

        assertThatThrownBy(() -> new Contract(1, List.of("bill"), Optional.of("t"), columns))
                .hasMessageStartingWith("key: bill");
    }

    private static Contract contract(Map<String, String> availability, String time) {
        TreeMap<String, ColumnContract> columns = new TreeMap<>();
        availability.forEach((name, available) -> columns.put(name, column(ValueType.INT, available)));
        columns.put(time, column(ValueType.DATE, "now"));
        return new Contract(1, List.of(), Optional.of(time), columns);
    }

    private static ColumnContract column(ValueType type, String available) {
        return new ColumnContract(type, Availability.parse(available), OnBadValue.REFUSE);
    }
}
