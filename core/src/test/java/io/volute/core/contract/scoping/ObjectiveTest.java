package io.volute.core.contract.scoping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectiveTest {
    private static Objective within(String horizon) {
        return new Objective(
                "save", "ops", "cost per strike", "strike", "damage", "inspect", -.1, Period.parse(horizon), List.of());
    }

    /** Its total months alone would make half a year of days none. */
    @ParameterizedTest
    @CsvSource({"P1Y, 12", "P12M, 12", "P1Y6M, 18", "P180D, 6", "P26W, 6", "P2M15D, 2", "P1M20D, 2", "P3D, 1"})
    void countsMonthsOfItsHorizonHoweverItIsWritten(String horizon, int months) {
        assertThat(within(horizon).months()).isEqualTo(months);
    }

    @Test
    void keepsTheHorizonAsItWasWritten() {
        assertThat(within("P26W").horizon()).isEqualTo(Period.ofDays(182));
    }
}
