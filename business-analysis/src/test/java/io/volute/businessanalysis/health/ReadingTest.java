package io.volute.businessanalysis.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.health.EventRows.Row;
import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.EventTerm;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.MetricWindow;
import io.volute.businessanalysis.metric.Metrics;
import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.businessanalysis.MetricHealth.Coverage;
import io.volute.core.contract.businessanalysis.MetricHealth.Spread;
import io.volute.core.table.Table;
import io.volute.duckdb.DuckDbEventTotals;
import io.volute.statistics.random.Draws;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final int UNITS = 600;

    private final SortedMap<String, Table> logs = new TreeMap<>();

    @Test
    void readsAShareWithItsErrorItsPaceAndWhatIsMissingOfIt() {
        EventRows rows = service();
        logs.put("events", rows.table(false));

        MetricHealth health = read("left@1", true, NOW);

        // Counted again by hand: who was seen by 2 May, and left within 28 days.
        Map<String, Instant> first = first(rows);
        long due = first.values().stream()
                .filter(at -> !at.plus(Duration.ofDays(30)).isAfter(NOW))
                .count();
        long left = rows.rows().stream()
                .filter(row -> row.event().equals("cancel"))
                .filter(row -> !first.get(row.unit()).plus(Duration.ofDays(30)).isAfter(NOW))
                .filter(row -> row.at().isBefore(first.get(row.unit()).plus(Duration.ofDays(28))))
                .count();
        double share = (double) left / due;
        assertThat(health.from()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(health.until()).isEqualTo(LocalDate.of(2026, 6, 1));
        assertThat(health.value().found().orElseThrow().n()).isEqualTo(due).isBetween(1L, UNITS - 1L);
        assertThat(health.value().found().orElseThrow().estimate()).isCloseTo(share, within(1e-12));
        Spread spread = health.spread().orElseThrow();
        assertThat(spread.error()).isCloseTo(Math.sqrt(share * (1 - share) / (due - 1.0)), within(1e-9));
        assertThat(spread.deviation()).isCloseTo(spread.error() * Math.sqrt((double) due), within(1e-9));
        assertThat(spread.distinct()).hasSize(92).last().isEqualTo((long) UNITS);
        assertThat(spread.unitsPerMonth()).isCloseTo(UNITS / 92.0 * 30, within(1e-9));
        assertThat(spread.finalAfterDays()).isEqualTo(30);
        assertThat(spread.splits().orElseThrow().found()).isCloseTo(.05, within(.03));
        assertThat(spread.bots()).isEmpty();
        Coverage coverage = health.coverage().orElseThrow();
        assertThat(coverage.events()).isEqualTo(rows.rows().size());
        assertThat(coverage.days()).isEqualTo(92);
        assertThat(coverage.silentDays()).isZero();
        assertThat(coverage.joined()).isEmpty();
    }

    @Test
    void readsARatioAndHowManyOfItsAnswersJoin() {
        EventRows rows = service();
        rows.add(play("lost-1", "u1", "nowhere", START.plus(Duration.ofDays(3)), 100));
        rows.add(play("lost-2", "u2", "nowhere", START.plus(Duration.ofDays(3)), 100));
        logs.put("events", rows.table(false));

        MetricHealth health = read("taken@1", true, NOW);

        Map<String, Instant> first = first(rows);
        Map<String, Instant> shown = new HashMap<>();
        rows.rows().stream()
                .filter(row -> row.event().equals("impression"))
                .forEach(row -> shown.put(row.rec().orElseThrow(), row.at()));
        Set<String> taken = new HashSet<>();
        rows.rows().stream()
                .filter(row -> row.event().equals("play") && row.rec().isPresent())
                .filter(row -> row.seconds().orElseThrow() >= 60
                        && shown.containsKey(row.rec().get()))
                .filter(row -> row.at().isBefore(shown.get(row.rec().get()).plus(Duration.ofDays(2))))
                .forEach(row -> taken.add(row.rec().get()));
        double numerator = 0;
        double denominator = 0;
        for (Row row : rows.rows()) {
            Instant from = first.get(row.unit());
            boolean due = !from.plus(Duration.ofDays(32)).isAfter(NOW);
            if (row.event().equals("impression") && due && row.at().isBefore(from.plus(Duration.ofDays(28)))) {
                denominator++;
                numerator += taken.contains(row.rec().orElseThrow()) ? 1 : 0;
            }
        }
        assertThat(health.value().found().orElseThrow().estimate()).isCloseTo(numerator / denominator, within(1e-12));
        long named = rows.rows().stream()
                .filter(row -> row.event().equals("play") && row.rec().isPresent())
                .filter(row -> row.seconds().orElseThrow() >= 60)
                .count();
        assertThat(health.coverage().orElseThrow().joined()).contains((named - 2.0) / named);
        assertThat(health.spread().orElseThrow().finalAfterDays()).isEqualTo(32);
        assertThat(health.spread().orElseThrow().zeroDenominators()).contains(0.0);
    }

    @Test
    void duplicatesMoveNothingButWhatIsSaidOfThem() {
        EventRows rows = service();
        logs.put("events", rows.table(false));
        MetricHealth before = read("hours@1", true, NOW);
        logs.put("events", rows.twice().table(false));

        MetricHealth twice = read("hours@1", true, NOW);

        assertThat(twice.value()).isEqualTo(before.value());
        Spread spread = twice.spread().orElseThrow();
        assertThat(twice.coverage().orElseThrow().duplicates()).isEqualTo(.5);
        assertThat(before.coverage().orElseThrow().duplicates()).isZero();
        assertThat(twice.coverage().orElseThrow().events())
                .isEqualTo(before.coverage().orElseThrow().events());
        assertThat(spread.withDuplicates().found().orElseThrow().estimate())
                .isCloseTo(2 * before.value().found().orElseThrow().estimate(), within(1e-9));
        assertThat(before.spread().orElseThrow().withDuplicates()).isEqualTo(before.value());
        assertThat(spread.splits()).isEqualTo(before.spread().orElseThrow().splits());
        assertThat(spread.nextDay()).isEqualTo(before.spread().orElseThrow().nextDay());
        assertThat(spread.nextWeek()).isPresent();
    }

    @Test
    void endsWhereTheFirstExperimentBegins() {
        EventRows rows = service();
        logs.put("events", rows.table(false));
        MetricHealth before = read("left@1", true, NOW);
        for (int unit = 0; unit < 200; unit++) {
            Instant at = NOW.plus(Duration.ofHours(unit));
            rows.add("t" + unit, "new" + unit, "impression", at)
                    .add("c" + unit, "new" + unit, "cancel", at.plus(Duration.ofHours(1)));
        }
        logs.put("events", rows.table(false));
        logs.put("assigned", EventRows.assigned("new0", NOW.plus(Duration.ofMinutes(7))));

        MetricHealth after = read("left@1", true, NOW.plus(Duration.ofDays(60)));

        assertThat(after.value()).isEqualTo(before.value());
        assertThat(after.until()).isEqualTo(before.until());
        logs.remove("assigned");
        assertThat(read("left@1", true, NOW.plus(Duration.ofDays(60))).value())
                .as("without it, the treated count")
                .isNotEqualTo(before.value());
    }

    @Test
    void leavesOutWhoWasThereBeforeOnlyWhereUnitsNeverComeBack() {
        EventRows rows = service();
        rows.add("old-1", "u1", "impression", START.minus(Duration.ofDays(40)));
        logs.put("events", rows.table(false));

        long newcomers = read("left@1", true, NOW).spread().orElseThrow().units();
        long all = read("left@1", false, NOW).spread().orElseThrow().units();

        assertThat(all).isEqualTo(newcomers + 1);
    }

    @Test
    void saysWhatBotsMakeOfItWhereAColumnTellsThem() {
        EventRows rows = service();
        for (int bot = 0; bot < 100; bot++) {
            Instant at = START.plus(Duration.ofDays(bot % 20));
            for (int i = 0; i < 10; i++) {
                rows.add(new Row(
                        "b" + bot + "-" + i,
                        "bot" + bot,
                        "play",
                        at.plusSeconds(i),
                        Optional.of("x" + bot + i),
                        Optional.of(36_000.0),
                        true));
            }
        }
        logs.put("events", rows.table(true));

        MetricHealth health = read("hours@1", true, NOW);

        MetricHealth.Bots bots = health.spread().orElseThrow().bots().orElseThrow();
        assertThat(bots.units()).isEqualTo(100);
        assertThat(bots.otherwise().found().orElseThrow().estimate())
                .isGreaterThan(health.value().found().orElseThrow().estimate() + 10);
    }

    @Test
    void countsDaysOnWhichTheLogIsSilent() {
        EventRows rows = service();
        rows.rows()
                .removeIf(row -> row.at().isAfter(START.plus(Duration.ofDays(20)))
                        && row.at().isBefore(START.plus(Duration.ofDays(30))));
        logs.put("events", rows.table(false));

        Coverage coverage = read("left@1", true, NOW).coverage().orElseThrow();

        assertThat(coverage.silentDays()).isBetween(9 / 92.0, 10 / 92.0);
    }

    @Test
    void refusesWithWhatWouldHelp() {
        assertThat(refused("left@1", NOW)).startsWith("no-log: no log holds cancel; declare one");
        EventRows rows = service();
        logs.put("events", rows.table(false));
        logs.put("more", rows.table(false));
        assertThat(refused("left@1", NOW)).startsWith("no-log: logs events, more all hold cancel");
        logs.remove("more");
        assertThat(refused("other@1", NOW)).startsWith("no-event: log events holds no event cancelled by then");
        assertThat(refused("columns@1", NOW)).startsWith("no-column: log events has no column minutes");
        assertThat(refused("texts@1", NOW)).startsWith("no-number: column rec_id of log events is text");
        assertThat(refused("left@1", START.plus(Duration.ofDays(20)))).startsWith("no-units: no unit was seen 30 days");
        // An empty log of assignments is no experiment.
        logs.put("assigned", EventRows.assigned("x", NOW).filter(row -> false));
        assertThat(read("left@1", true, NOW).value().found()).isPresent();
    }

    @Test
    void takesTheLogThatHoldsTheEventsWhereSeveralHoldSome() {
        EventRows clicks = new EventRows().add("c1", "u1", "click", START);
        logs.put("clicks", clicks.table(false));
        logs.put("events", service().table(false));

        assertThat(read("left@1", true, NOW).coverage().orElseThrow().log()).isEqualTo("events");
    }

    private String refused(String metric, Instant asOf) {
        return read(metric, true, asOf)
                .value()
                .refusal()
                .map(refused -> refused.code() + ": " + refused.message() + "; " + refused.remedy())
                .orElseThrow();
    }

    private MetricHealth read(String metric, boolean newcomers, Instant asOf) {
        return new Reading(
                        new Metrics(new DuckDbEventTotals()),
                        DefinedMetric.of(MetricId.parse(metric), defined()),
                        newcomers)
                .of(logs, Period.ofMonths(3), asOf);
    }

    private static SortedMap<MetricId, MetricDefinition> defined() {
        SortedMap<MetricId, MetricDefinition> defined = new TreeMap<>();
        put(defined, "left@1", MetricType.PROPORTION, term("cancel", "", "", false), Optional.empty());
        put(defined, "other@1", MetricType.PROPORTION, term("cancelled", "", "", false), Optional.empty());
        put(defined, "hours@1", MetricType.SUM, term("play", "", "seconds", false), Optional.empty());
        put(defined, "texts@1", MetricType.SUM, term("play", "", "rec_id", false), Optional.empty());
        put(defined, "columns@1", MetricType.PROPORTION, term("cancel", "minutes > 1", "", false), Optional.empty());
        put(
                defined,
                "taken@1",
                MetricType.RATIO,
                term("play", "seconds >= 60", "", true),
                Optional.of(new EventTerm(
                        "impression",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("rec_id"),
                        Optional.empty(),
                        Optional.empty())));
        return defined;
    }

    private static EventTerm term(String event, String where, String value, boolean joins) {
        return new EventTerm(
                event,
                Optional.of(where).filter(text -> !text.isEmpty()),
                Optional.of(value).filter(text -> !text.isEmpty()),
                Optional.empty(),
                joins ? Optional.of("rec_id") : Optional.empty(),
                joins ? Optional.of(Duration.ofDays(2)) : Optional.empty());
    }

    private static void put(
            SortedMap<MetricId, MetricDefinition> defined,
            String metric,
            MetricType type,
            EventTerm counted,
            Optional<EventTerm> denominator) {
        boolean ratio = denominator.isPresent();
        defined.put(
                MetricId.parse(metric),
                new MetricDefinition(
                        type,
                        ratio ? Optional.empty() : Optional.of(counted),
                        ratio ? Optional.of(counted) : Optional.empty(),
                        denominator,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new MetricWindow(Duration.ZERO, Duration.ofDays(28)),
                        Duration.ofDays(2),
                        Direction.UP,
                        1,
                        MetricDefinition.ZeroDenominator.KEEP_UNIT,
                        true,
                        Optional.empty(),
                        List.of()));
    }

    private static Row play(String id, String unit, String rec, Instant at, double seconds) {
        return new Row(id, unit, "play", at, Optional.of(rec), Optional.of(seconds), false);
    }

    private static Map<String, Instant> first(EventRows rows) {
        Map<String, Instant> first = new HashMap<>();
        rows.rows().forEach(row -> first.merge(row.unit(), row.at(), (one, two) -> one.isBefore(two) ? one : two));
        return first;
    }

    /** Units that come over three months, are shown something, play some of it, and leave or not. */
    private static EventRows service() {
        Draws draws = Draws.of(5);
        EventRows rows = new EventRows();
        for (int unit = 0; unit < UNITS; unit++) {
            String name = "u" + unit;
            Instant at = START.plus(Duration.ofMinutes((long) (92.0 * 24 * 60 * unit / UNITS)));
            for (int visit = 0; visit < 5; visit++) {
                String rec = name + "-" + visit;
                Instant when = at.plus(Duration.ofHours(visit * 50L));
                if (when.isAfter(NOW.minus(Duration.ofDays(4)))) {
                    when = at;
                }
                rows.add(new Row("i" + rec, name, "impression", when, Optional.of(rec), Optional.empty(), false));
                if (draws.uniform() < .5) {
                    double seconds = Math.floor(200 * draws.uniform());
                    rows.add(play(
                            "p" + rec, name, rec, when.plus(Duration.ofHours((long) (60 * draws.uniform()))), seconds));
                }
            }
            if (draws.uniform() < .3) {
                rows.add("c" + unit, name, "cancel", at.plus(Duration.ofHours((long) (24 * 40 * draws.uniform()))));
            }
        }
        rows.rows().removeIf(row -> !row.at().isBefore(NOW));
        return rows;
    }
}
