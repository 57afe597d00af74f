package io.volute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.EventSelection;
import io.volute.core.contract.metric.UnitTally;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.contract.metric.Window;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbEventTotalsTest {
    private static final Instant EXPOSED = Instant.parse("2026-06-01T12:00:00Z");
    private static final Window MONTH = new Window(Duration.ZERO, Duration.ofDays(28));
    private static final EventSelection SHOWN = new EventSelection("impression", Optional.empty());
    private static final EventSelection PLAYED =
            new EventSelection("play", Optional.of(Expression.parse("seconds >= 60")));
    private static final List<UnitTally> TAKE_RATE = List.of(
            new UnitTally.Seen("shown", SHOWN, "rec_id", MONTH),
            new UnitTally.Answered("taken", SHOWN, "rec_id", MONTH, PLAYED, Duration.ofDays(2), Optional.empty()),
            new UnitTally.Sum("seconds", new EventSelection("play", Optional.empty()), "seconds", MONTH),
            new UnitTally.Count("renders", SHOWN, Optional.empty(), MONTH));

    private record Event(
            String id,
            String unit,
            String name,
            Instant at,
            Instant received,
            @Nullable String rec,
            long seconds) {
        static Event shown(String id, String unit, Duration after, String rec) {
            Instant at = EXPOSED.plus(after);
            return new Event(id, unit, "impression", at, at, rec, 0);
        }

        static Event played(String id, String unit, Duration after, @Nullable String rec, long seconds) {
            Instant at = EXPOSED.plus(after);
            return new Event(id, unit, "play", at, at, rec, seconds);
        }
    }

    private static Table events(List<Event> events) {
        Column.Builder id = Column.builder("event_id", ColumnType.TEXT, 8);
        Column.Builder unit = Column.builder("unit", ColumnType.TEXT, 8);
        Column.Builder name = Column.builder("event", ColumnType.TEXT, 8);
        Column.Builder at = Column.builder("at", ColumnType.INSTANT, 8);
        Column.Builder received = Column.builder("received_at", ColumnType.INSTANT, 8);
        Column.Builder rec = Column.builder("rec_id", ColumnType.TEXT, 8);
        Column.Builder seconds = Column.builder("seconds", ColumnType.LONG, 8);
        for (Event event : events) {
            id.add(event.id);
            unit.add(event.unit);
            name.add(event.name);
            at.add(event.at);
            received.add(event.received);
            if (event.rec == null) {
                rec.addMissing();
            } else {
                rec.add(event.rec);
            }
            seconds.add(event.seconds);
        }
        return Table.of(List.of(
                id.build(), unit.build(), name.build(), at.build(), received.build(), rec.build(), seconds.build()));
    }

    private static Table assigned(String... units) {
        Column.Builder unit = Column.builder("unit", ColumnType.TEXT, 8);
        Column.Builder arm = Column.builder("arm", ColumnType.TEXT, 8);
        Column.Builder at = Column.builder("assigned_at", ColumnType.INSTANT, 8);
        Column.Builder platform = Column.builder("platform", ColumnType.TEXT, 8);
        for (String name : units) {
            unit.add(name);
            arm.add("control");
            at.add(EXPOSED);
            platform.add("web");
        }
        return Table.of(List.of(unit.build(), arm.build(), at.build(), platform.build()));
    }

    private static UnitTotals totals(List<Event> events, String... units) {
        return new DuckDbEventTotals()
                .totals(assigned(units), EventLog.of(List.of(events(events))), TAKE_RATE, Optional.empty());
    }

    private static double value(UnitTotals totals, String tally) {
        return totals.units().column(tally).doubleAt(0);
    }

    @Test
    void countsARecommendationThatIsRenderedThriceAndPlayedOnceAsOneOfOne() {
        UnitTotals totals = totals(
                List.of(
                        Event.shown("1", "u", Duration.ofHours(1), "r"),
                        Event.shown("2", "u", Duration.ofHours(2), "r"),
                        Event.shown("3", "u", Duration.ofHours(3), "r"),
                        Event.played("4", "u", Duration.ofHours(4), "r", 60),
                        Event.played("5", "u", Duration.ofHours(5), "r", 90)),
                "u");
        assertThat(value(totals, "shown")).isEqualTo(1);
        assertThat(value(totals, "taken")).isEqualTo(1);
        assertThat(value(totals, "renders"))
                .describedAs("the obvious wrong denominator")
                .isEqualTo(3);
    }

    @Test
    void doesNotCountAPlayAtTheEndOfItsWindow() {
        List<Event> events = List.of(
                Event.shown("1", "u", Duration.ofHours(1), "r"),
                Event.played("2", "u", Duration.ofHours(49), "r", 60),
                Event.shown("3", "v", Duration.ofHours(1), "r"),
                Event.played("4", "v", Duration.ofHours(49).minusNanos(1000), "r", 60));
        UnitTotals totals = totals(events, "u", "v");
        assertThat(totals.units().column("taken").doubleAt(0)).isZero();
        assertThat(totals.units().column("taken").doubleAt(1)).isEqualTo(1);
    }

    @Test
    void neverCountsWhatWasFirstSeenBeforeTheExposure() {
        UnitTotals totals = totals(
                List.of(
                        Event.shown("1", "u", Duration.ofHours(-1), "r"),
                        Event.shown("2", "u", Duration.ofHours(1), "r"),
                        Event.played("3", "u", Duration.ofHours(2), "r", 60)),
                "u");
        assertThat(value(totals, "shown")).isZero();
        assertThat(value(totals, "taken")).isZero();
        assertThat(value(totals, "renders")).isEqualTo(1);
        assertThat(value(totals, "seconds")).isEqualTo(60);
        assertThat(totals.log().beforeExposure()).isEqualTo(1);
    }

    @Test
    void countsAPlayWithoutARecommendationInTheSecondsOnly() {
        UnitTotals totals = totals(
                List.of(
                        Event.shown("1", "u", Duration.ofHours(1), "r"),
                        Event.played("2", "u", Duration.ofHours(2), null, 500)),
                "u");
        assertThat(value(totals, "taken")).isZero();
        assertThat(value(totals, "seconds")).isEqualTo(500);
    }

    @Test
    void keepsTheFirstReceivedOfOneIdAndTellsWhatSaysOtherwise() {
        Event first = Event.played("1", "u", Duration.ofHours(1), "r", 100);
        Event again = new Event("1", "u", "play", first.at, first.received.plusSeconds(5), "r", 100);
        Event other = new Event("1", "u", "play", first.at, first.received.plusSeconds(9), "r", 7000);
        UnitTotals totals = totals(List.of(other, again, first), "u");
        assertThat(value(totals, "seconds")).isEqualTo(100);
        assertThat(totals.log().duplicates()).isEqualTo(2);
        assertThat(totals.log().conflicting()).isEqualTo(1);
    }

    @Test
    void knowsNothingThatIsReceivedLater() {
        Event late = new Event("1", "u", "play", EXPOSED.plusSeconds(60), EXPOSED.plus(Duration.ofDays(3)), "r", 100);
        UnitTotals before = new DuckDbEventTotals()
                .totals(
                        assigned("u"),
                        EventLog.of(List.of(events(List.of(late)))),
                        TAKE_RATE,
                        Optional.of(EXPOSED.plus(Duration.ofDays(3))));
        assertThat(value(before, "seconds")).isZero();
        assertThat(before.log().unknownYet()).isEqualTo(1);
        UnitTotals after = new DuckDbEventTotals()
                .totals(
                        assigned("u"),
                        EventLog.of(List.of(events(List.of(late)))),
                        TAKE_RATE,
                        Optional.of(EXPOSED.plus(Duration.ofDays(3)).plusNanos(1000)));
        assertThat(value(after, "seconds")).isEqualTo(100);
    }

    @Test
    void tellsDaysWithoutEventsStrangersAndUnitsInTwoArms() {
        Table twice = Table.concat(List.of(
                assigned("u"),
                assigned("u")
                        .with(Column.builder("arm", ColumnType.TEXT, 1)
                                .add("treatment")
                                .build())));
        UnitTotals totals = new DuckDbEventTotals()
                .totals(
                        twice,
                        EventLog.of(List.of(events(List.of(
                                Event.played("1", "u", Duration.ZERO, "r", -5),
                                Event.played("2", "stranger", Duration.ofDays(2), "r", 5))))),
                        TAKE_RATE,
                        Optional.empty());
        assertThat(totals.units().rows()).isEqualTo(1);
        assertThat(totals.units().column("arms").longAt(0)).isEqualTo(2);
        assertThat(totals.log().unassigned()).isEqualTo(1);
        assertThat(totals.log().negative()).isEqualTo(1);
        assertThat(totals.log().days())
                .containsEntry(LocalDate.of(2026, 6, 1), 1L)
                .containsEntry(LocalDate.of(2026, 6, 2), 0L)
                .containsEntry(LocalDate.of(2026, 6, 3), 1L);
    }

    @Test
    void followsStepsInTheirOrderOnly() {
        List<UnitTally> funnel = List.of(
                new UnitTally.Reached("reached", List.of(SHOWN, new EventSelection("play", Optional.empty())), MONTH));
        List<Event> events = List.of(
                Event.shown("1", "u", Duration.ofHours(1), "r"),
                Event.played("2", "u", Duration.ofHours(2), null, 1),
                Event.played("3", "v", Duration.ofHours(1), null, 1),
                Event.shown("4", "v", Duration.ofHours(2), "r"));
        Table units = new DuckDbEventTotals()
                .totals(assigned("u", "v"), EventLog.of(List.of(events(events))), funnel, Optional.empty())
                .units();
        assertThat(units.column("reached").doubleAt(0)).isEqualTo(1);
        assertThat(units.column("reached").doubleAt(1)).isZero();
    }

    @Test
    void namesAColumnThatTheLogDoesNotHave() {
        List<UnitTally> tallies = List.of(new UnitTally.Sum("x", SHOWN, "minutes", MONTH));
        assertThatThrownBy(() -> new DuckDbEventTotals()
                        .totals(assigned("u"), EventLog.of(List.of(events(List.of()))), tallies, Optional.empty()))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(CoreError.EXPRESSION_INVALID))
                .hasMessageContaining("minutes")
                .hasMessageContaining("seconds");
    }

    @Test
    void answersAnEmptyLogWithZeros() {
        UnitTotals totals =
                new DuckDbEventTotals().totals(assigned("u"), EventLog.of(List.of()), TAKE_RATE, Optional.empty());
        assertThat(value(totals, "taken")).isZero();
        assertThat(totals.log().days()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void equalsACountByHandWhateverTheOrderAndTheParts(long seed) {
        List<Event> events = random(seed);
        String[] units = {"u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7"};
        UnitTotals whole = totals(events, units);
        for (int row = 0; row < units.length; row++) {
            double[] expected = byHand(events, units[row]);
            Table found = whole.units();
            assertThat(new double[] {
                        found.column("shown").doubleAt(row),
                        found.column("taken").doubleAt(row),
                        found.column("seconds").doubleAt(row),
                        found.column("renders").doubleAt(row)
                    })
                    .describedAs("%s, seed %s", units[row], seed)
                    .containsExactly(expected);
        }
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));
        int cut = shuffled.size() / 3;
        UnitTotals parts = new DuckDbEventTotals()
                .totals(
                        assigned(units),
                        EventLog.of(List.of(
                                events(shuffled.subList(0, cut)), events(shuffled.subList(cut, shuffled.size())))),
                        TAKE_RATE,
                        Optional.empty());
        for (String tally : List.of("shown", "taken", "seconds", "renders")) {
            for (int row = 0; row < units.length; row++) {
                assertThat(parts.units().column(tally).doubleAt(row))
                        .isEqualTo(whole.units().column(tally).doubleAt(row));
            }
        }
        assertThat(parts.log()).isEqualTo(whole.log());
    }

    private static List<Event> random(long seed) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Duration after = Duration.ofMinutes(random.nextInt(60 * 24 * 40) - 60L * 24 * 7);
            String unit = "u" + random.nextInt(8);
            String rec = "r" + random.nextInt(12);
            Event event = random.nextBoolean()
                    ? Event.shown("e" + i, unit, after, rec)
                    : Event.played("e" + i, unit, after, random.nextInt(5) == 0 ? null : rec, random.nextInt(120));
            events.add(event);
            if (random.nextInt(6) == 0) {
                events.add(new Event(
                        event.id,
                        event.unit,
                        event.name,
                        event.at,
                        event.received.plusSeconds(3),
                        event.rec,
                        event.seconds));
            }
        }
        return events;
    }

    private static double[] byHand(List<Event> events, String unit) {
        Map<String, Event> once = new HashMap<>();
        events.stream()
                .filter(event -> event.unit.equals(unit))
                .forEach(event -> once.merge(event.id, event, (a, b) -> a.received.isBefore(b.received) ? a : b));
        Instant end = EXPOSED.plus(Duration.ofDays(28));
        Map<String, Instant> first = new HashMap<>();
        double seconds = 0;
        double renders = 0;
        for (Event event : once.values()) {
            boolean inside = !event.at.isBefore(EXPOSED) && event.at.isBefore(end);
            if (event.name.equals("play")) {
                seconds += inside ? event.seconds : 0;
            } else {
                renders += inside ? 1 : 0;
                first.merge(event.rec == null ? "" : event.rec, event.at, (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        first.values().removeIf(at -> at.isBefore(EXPOSED) || !at.isBefore(end));
        Set<String> taken = new HashSet<>();
        for (Event event : once.values()) {
            Instant seen = event.rec == null ? null : first.get(event.rec);
            if (event.name.equals("play")
                    && seen != null
                    && event.seconds >= 60
                    && !event.at.isBefore(seen)
                    && event.at.isBefore(seen.plus(Duration.ofDays(2)))) {
                taken.add(event.rec);
            }
        }
        return new double[] {first.size(), taken.size(), seconds, renders};
    }
}
