package io.volute.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.run.Slot;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeasonTest {
    @Test
    void takesTheSameMonthOfEarlierYearsAlone() {
        Season season =
                Season.before(Slot.parse("2000-03"), slots("1998-03", "1999-02", "1999-03", "2000-02", "2001-03"));
        assertThat(season.slots()).containsOnlyKeys(1998, 1999);
        assertThat(season.slots().get(1999)).containsExactly(Slot.parse("1999-03"));
    }

    @Test
    void makesOneWindowOfTheDaysOfAMonth() {
        Season season =
                Season.before(Slot.parse("2000-03-05"), slots("1999-03-01", "1999-03-31", "1999-04-01", "2000-03-04"));
        assertThat(season.slots()).containsOnlyKeys(1999);
        assertThat(season.slots().get(1999)).hasSize(2);
    }

    @Test
    void takesAllEarlierYearsForAYear() {
        assertThat(Season.before(Slot.parse("2000"), slots("1998", "1999", "2000"))
                        .slots())
                .containsOnlyKeys(1998, 1999);
    }

    @Test
    void mixesNoCadences() {
        assertThat(Season.before(Slot.parse("2000-03"), slots("1999", "1999-03-05"))
                        .slots())
                .isEmpty();
    }

    private static Set<Slot> slots(String... names) {
        return Arrays.stream(names).map(Slot::parse).collect(Collectors.toSet());
    }
}
