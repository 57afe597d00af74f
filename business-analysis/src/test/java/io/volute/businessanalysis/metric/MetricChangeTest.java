package io.volute.businessanalysis.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.metric.EventLog;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.duckdb.DuckDbEventTotals;
import io.volute.statistics.Decomposition;
import io.volute.statistics.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Why a take-rate moved, counted from a log whose answers do not say where they came from. */
class MetricChangeTest {
    private static final MetricId TAKEN = MetricId.parse("take-rate@1");
    private static final MetricId PLAYS = MetricId.parse("plays@1");
    private static final MetricHistory.Period JUNE = month(6);
    private static final MetricHistory.Period JULY = month(7);
    private static final SortedMap<MetricId, MetricDefinition> METRICS = new TreeMap<>(Map.of(
            TAKEN,
            metric(
                    MetricType.RATIO,
                    Optional.empty(),
                    Optional.of(new EventTerm(
                            "play",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("rec_id"),
                            Optional.of(Duration.ofDays(2)))),
                    Optional.of(new EventTerm(
                            "impression",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("rec_id"),
                            Optional.empty(),
                            Optional.empty()))),
            PLAYS,
            metric(MetricType.COUNT, Optional.of(EventTerm.of("play")), Optional.empty(), Optional.empty())));

    private final MetricChange change = new MetricChange(new MetricHistory(new DuckDbEventTotals()));
    private final Log log = new Log();

    private static MetricHistory.Period month(int month) {
        LocalDate first = LocalDate.of(2026, month, 1);
        return new MetricHistory.Period(first, first.plusMonths(1));
    }

    private static MetricDefinition metric(
            MetricType type, Optional<EventTerm> events, Optional<EventTerm> top, Optional<EventTerm> bottom) {
        return new MetricDefinition(
                type,
                events,
                top,
                bottom,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new MetricWindow(Duration.ZERO, Duration.ofDays(28)),
                Duration.ZERO,
                Direction.UP,
                1,
                MetricDefinition.ZeroDenominator.KEEP_UNIT,
                true,
                Optional.empty(),
                List.of());
    }

    private static final class Log {
        private final Column.Builder id = text("event_id");
        private final Column.Builder unit = text("unit");
        private final Column.Builder event = text("event");
        private final Column.Builder at = Column.builder("at", ColumnType.INSTANT, 8);
        private final Column.Builder rec = text("rec_id");
        private final Column.Builder platform = text("platform");
        private int count;

        private static Column.Builder text(String name) {
            return Column.builder(name, ColumnType.TEXT, 8);
        }

        /** So many recommendations of a month, and how many of them were taken. */
        Log shown(int month, String where, int shown, int taken) {
            for (int i = 0; i < shown; i++) {
                String key = "r" + count;
                row("impression", month, key, where);
                if (i < taken) {
                    row("play", month, key, "");
                }
            }
            return this;
        }

        void row(String name, int month, String key, String where) {
            id.add("e" + count++);
            unit.add("u" + Math.floorMod(key.hashCode(), 7));
            event.add(name);
            at.add(Instant.parse("2026-0" + month + "-10T08:00:00Z").plusSeconds(count));
            rec.add(key);
            if (where.isEmpty()) {
                platform.addMissing();
            } else {
                platform.add(where);
            }
        }

        EventLog events() {
            return EventLog.of(List.of(Table.of(
                    List.of(id.build(), unit.build(), event.build(), at.build(), rec.build(), platform.build()))));
        }
    }

    /** The method's case, 30/200 and 400/800 to 102/600 and 204/400: both segments up, the whole down by .124. */
    @Test
    void bothSegmentsRiseAndTheWholeFallsByItsMix() {
        EventLog events = log.shown(6, "phone", 200, 30)
                .shown(6, "it's tv", 800, 400)
                .shown(7, "phone", 600, 102)
                .shown(7, "it's tv", 400, 204)
                .events();

        MetricChange.Explained taken = explained(change.bySegment(events, METRICS, "platform", JUNE, JULY), TAKEN);
        Decomposition why = taken.why().decomposition().orElseThrow();

        assertThat(taken.before().numerator()).isEqualTo(430);
        assertThat(taken.later().denominator()).isEqualTo(1000);
        assertThat(why.change()).isCloseTo(-.124, within(1e-12));
        assertThat(why.warning().orElseThrow()).contains("all 2 segments went up and the total went down");
        assertThat(taken.segments())
                .extracting(MetricChange.Segment::name)
                .as("plays say no platform, and answer what does")
                .containsExactly("(unknown)", "it's tv", "phone");
        double inner = taken.segments().stream()
                .mapToDouble(MetricChange.Segment::inner)
                .sum();
        double mix =
                taken.segments().stream().mapToDouble(MetricChange.Segment::mix).sum();
        assertThat(inner).isCloseTo(.016, within(1e-12));
        assertThat(mix).isCloseTo(-.140, within(1e-12));
        assertThat(inner + mix).isCloseTo(why.change(), within(1e-9));
    }

    @Test
    void whatIsNoRatioIsShownAndRefused() {
        EventLog events = log.shown(6, "tv", 10, 4).shown(7, "tv", 10, 6).events();

        MetricChange.Explained plays = explained(change.bySegment(events, METRICS, "platform", JUNE, JULY), PLAYS);

        assertThat(plays.later().numerator()).isEqualTo(6);
        assertThat(((Refused) plays.why()).code()).isEqualTo("not-a-ratio");
    }

    @Test
    void withoutSegmentsItIsNumeratorAndDenominatorThatMoveIt() {
        EventLog events = log.shown(6, "tv", 100, 20).shown(7, "tv", 200, 50).events();

        Decomposition why = explained(change.byFactor(events, METRICS, JUNE, JULY), TAKEN)
                .why()
                .decomposition()
                .orElseThrow();

        // .20 to .25: L = .05 / ln 1.25; ln 2.5 and -ln 2 of it.
        double mean = .05 / Math.log(1.25);
        assertThat(why.parts()).extracting(Decomposition.Part::name).containsExactly("numerator", "denominator");
        assertThat(why.parts().get(0).change()).isCloseTo(mean * Math.log(2.5), within(1e-12));
        assertThat(why.parts().get(1).change()).isCloseTo(-mean * Math.log(2), within(1e-12));
    }

    @Test
    void aProductOfMetricsIsToldByMetric() {
        EventLog events = log.shown(6, "tv", 100, 20).shown(7, "tv", 200, 50).events();

        Decomposition why = change.product(events, METRICS, List.of(PLAYS, TAKEN), JUNE, JULY)
                .decomposition()
                .orElseThrow();

        assertThat(why.from()).isCloseTo(20 / 7.0 * .2, within(1e-12));
        assertThat(why.to()).isCloseTo(50 / 7.0 * .25, within(1e-12));
        assertThat(why.parts().stream().mapToDouble(Decomposition.Part::change).sum())
                .isCloseTo(why.change(), within(1e-12));
    }

    /** Seen on the phone first and on the television again: it is one recommendation, and would count in both. */
    @Test
    void whatIsInTwoSegmentsWouldCountTwiceAndIsRefused() {
        log.shown(6, "tv", 10, 4).shown(7, "tv", 10, 6);
        log.row("impression", 7, "twice", "phone");
        log.row("impression", 7, "twice", "tv");
        EventLog events = log.events();

        assertThatThrownBy(() -> change.bySegment(events, METRICS, "platform", JUNE, JULY))
                .hasMessageContaining("--by platform: the segments of take-rate@1 add up to")
                .hasMessageContaining("fix: ");
        assertThatThrownBy(() -> change.bySegment(events, METRICS, "country", JUNE, JULY))
                .hasMessageContaining("the events have no such column");
    }

    private static MetricChange.Explained explained(List<MetricChange.Explained> all, MetricId id) {
        return all.stream().filter(one -> one.metric().equals(id)).findFirst().orElseThrow();
    }
}
