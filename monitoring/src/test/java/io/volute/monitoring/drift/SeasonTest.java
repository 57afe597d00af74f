package io.volute.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.volute.core.run.Slot;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeasonTest {
    @Test
    void takesTheSameMonthOfEarlierYearsAlone() {
        SortedMap<Integer, List<String>> season =
                Season.before(Slot.parse("2000-03"), slots("1998-03", "1999-02", "1999-03", "2000-02", "2001-03"));
        assertThat(season).containsOnlyKeys(1998, 1999);
        assertThat(season).extractingByKey(1999).asInstanceOf(LIST).containsExactly("1999-03");
    }

    @Test
    void makesOneWindowOfTheDaysOfAMonth() {
        SortedMap<Integer, List<String>> season =
                Season.before(Slot.parse("2000-03-05"), slots("1999-03-01", "1999-03-31", "1999-04-01", "2000-03-04"));
        assertThat(season).containsOnlyKeys(1999);
        assertThat(season).extractingByKey(1999).asInstanceOf(LIST).hasSize(2);
    }

    @Test
    void takesAllEarlierYearsForAYear() {
        assertThat(Season.before(Slot.parse("2000"), slots("1998", "1999", "2000")))
                .containsOnlyKeys(1998, 1999);
    }

    @Test
    void mixesNoCadences() {
        assertThat(Season.before(Slot.parse("2000-03"), slots("1999", "1999-03-05")))
                .isEmpty();
    }

    private static SortedMap<Slot, String> slots(String... names) {
        SortedMap<Slot, String> slots = new TreeMap<>();
        for (String name : names) {
            slots.put(Slot.parse(name), name);
        }
        return slots;
    }
}
