package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.Metrics;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.statistics.moments.Moments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * For each trap the obvious wrong way is here, and the assertion that ours passes rejects it. Wrong ways fall into the
 * trap on worlds made for it; the ways out are those of the analysis itself.
 */
class TrapsTest {
    private static final int DAYS = 28;

    @TempDir
    private Path folder;

    /** A rule that holds of the right way and of no wrong one. */
    private static <T> void only(T ours, T wrong, Consumer<T> rule) {
        rule.accept(ours);
        assertThatThrownBy(() -> rule.accept(wrong)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aRatioIsOneOfSumsAndNotTheMeanOfUsersRatios() throws IOException {
        // One takes the only thing shown, the other one of nine: 2 of 10 were taken.
        Log log = new Log();
        log.user("u1", "control").user("u2", "control").user("u3", Simulated.LAUNCH);
        log.shown("u1", "a", 1).played("u1", "a", 2);
        IntStream.range(0, 9).forEach(i -> log.shown("u2", "b" + i, 1));
        log.played("u2", "b3", 3);
        UnitMetric.Part part = log.takeRate();

        double meanOfRatios = IntStream.range(0, 2)
                        .mapToDouble(unit -> part.values()[unit] / part.denominators()[unit])
                        .sum()
                / 2;
        double ours = MetricMoments.of(log.metric(Simulated.TAKE_RATE), log.arms(), 2)
                .plain(0)
                .mean();
        only(ours, meanOfRatios, rate -> assertThat(rate).isCloseTo(.2, within(1e-12)));
    }

    @Test
    void unitsVaryAndTheirDaysDoNot() {
        Simulated world = Simulated.of(folder, "--users", "1500", "--seed", "3", "--launch", "none");
        SortedMap<MetricId, MetricDefinition> metrics = daily();
        UnitTotals totals = world.totals(metrics);
        int[] rows = exposed(totals);
        UnitMetric whole = Metrics.of(totals.units(), rows, Simulated.metrics(), false).stream()
                .filter(metric -> metric.id().equals(Simulated.HOURS))
                .findFirst()
                .orElseThrow();
        Moments days = Moments.EMPTY;
        double[] added = new double[rows.length];
        for (int day = 0; day < DAYS; day++) {
            double[] values = part(totals, rows, metrics, day, Simulated.HOURS).values();
            days = days.plus(Moments.of(values));
            for (int unit = 0; unit < rows.length; unit++) {
                added[unit] += values[unit];
            }
        }
        // The mean of a month is that of 28 days, and so is its error, if days were independent; they are not.
        double naive = DAYS * days.standardError();
        double ours = MetricMoments.of(whole, new int[rows.length], 1).plain(0).standardError();
        double truth = Moments.of(added).standardError();
        only(ours, naive, error -> assertThat(error).isCloseTo(truth, within(1e-9 * truth)));
        assertThat(naive).isLessThan(.8 * truth);
    }

    @Test
    void totalsAddedDayByDayAreThoseOfTheWholeWindow() {
        Simulated world = Simulated.of(folder, "--users", "800", "--seed", "5");
        SortedMap<MetricId, MetricDefinition> metrics = daily();
        UnitTotals totals = world.totals(metrics);
        int[] rows = exposed(totals);
        for (UnitMetric whole : Metrics.of(totals.units(), rows, Simulated.metrics(), false)) {
            UnitMetric.Part expected = whole.after();
            double[] values = new double[rows.length];
            double[] denominators = new double[expected.denominators().length];
            for (int day = 0; day < DAYS; day++) {
                UnitMetric.Part part = part(totals, rows, metrics, day, whole.id());
                Arrays.setAll(values, unit -> values[unit] + part.values()[unit]);
                Arrays.setAll(denominators, unit -> denominators[unit] + part.denominators()[unit]);
            }
            assertThat(Arrays.stream(values).sum()).as(whole.id().toString()).isPositive();
            assertThat(values).containsExactly(expected.values(), within(1e-12 * 1000));
            assertThat(denominators).containsExactly(expected.denominators(), within(1e-12));
        }
    }

    @Test
    void rowsOfTheLogAreNotWhatIsCounted() throws IOException {
        // The arm re-renders what it shows, and its user takes 2 of 3 where the control's takes 1 of 2.
        Log log = new Log();
        log.user("u1", "control").user("u2", Simulated.LAUNCH);
        log.shown("u1", "a", 1).played("u1", "a", 2).shown("u1", "b", 1);
        for (String rec : List.of("x", "y", "z")) {
            log.shown("u2", rec, 1).shown("u2", rec, 20).shown("u2", rec, 40);
        }
        log.played("u2", "x", 2).played("u2", "y", 3);
        MetricMoments sums = MetricMoments.of(log.metric(Simulated.TAKE_RATE), log.arms(), 2);
        double ours = sums.plain(1).mean() - sums.plain(0).mean();
        double rows = log.rows("u2", "play") / log.rows("u2", "impression")
                - log.rows("u1", "play") / log.rows("u1", "impression");
        only(ours, rows, effect -> assertThat(effect).isPositive());
    }

    @Test
    void eachCaseOfOneUserCountsAsTheDefinitionSays() throws IOException {
        taken(
                1,
                1,
                log -> log.shown("u1", "a", 1)
                        .shown("u1", "a", 20)
                        .shown("u1", "a", 40)
                        .played("u1", "a", 2));
        taken(0, 1, log -> log.shown("u1", "a", 1).played("u1", "a", 49));
        taken(1, 1, log -> log.shown("u1", "a", 1).played("u1", "a", 48.999));
        taken(0, 0, log -> log.shown("u1", "a", -1).shown("u1", "a", 1).played("u1", "a", 2));
        taken(1, 1, log -> log.shown("u1", "a", 1).played("u1", "a", 2).again().again());
        taken(0, 0, log -> log.shown("u1", "a", 28 * 24).played("u1", "a", 28 * 24 + 1));
        taken(1, 1, log -> log.shown("u1", "a", 28 * 24 - 1).played("u1", "a", 28 * 24 + 1));
    }

    private void taken(double numerator, double denominator, Function<Log, Log> lived) throws IOException {
        Log log = lived.apply(new Log().user("u1", "control"));
        UnitMetric.Part part = log.takeRate();
        assertThat(part.values()[0]).isEqualTo(numerator);
        assertThat(part.denominators()[0]).isEqualTo(denominator);
    }

    /** The metrics of the example, whole and by day of the window. */
    private static SortedMap<MetricId, MetricDefinition> daily() {
        SortedMap<MetricId, MetricDefinition> all = Simulated.metrics();
        for (int day = 0; day < DAYS; day++) {
            int number = day + 1;
            Simulated.metrics(Duration.ofDays(day), Duration.ofDays(day + 1))
                    .forEach((id, definition) -> all.put(daily(id, number), definition));
        }
        return all;
    }

    private static MetricId daily(MetricId id, int day) {
        return new MetricId(id.name() + "-daily", day);
    }

    private static UnitMetric.Part part(
            UnitTotals totals, int[] rows, SortedMap<MetricId, MetricDefinition> metrics, int day, MetricId id) {
        MetricId daily = daily(id, day + 1);
        SortedMap<MetricId, MetricDefinition> one = new TreeMap<>(Map.of(daily, metrics.get(daily)));
        return Metrics.of(totals.units(), rows, one, false).get(0).after();
    }

    private static int[] exposed(UnitTotals totals) {
        Column exposed = totals.units().column("exposed_at");
        return IntStream.range(0, totals.units().rows())
                .filter(row -> !exposed.isMissing(row))
                .toArray();
    }

    /** A log typed by hand; hours are counted from everybody's exposure. */
    private final class Log {
        private final List<String> assignments =
                new ArrayList<>(List.of("unit,arm,assigned_at,exposed_at,is_bot,platform,country,version"));
        private final List<String> events =
                new ArrayList<>(List.of("event_id,unit,event,at,received_at,rec_id,seconds"));
        private final Map<String, Double> counted = new HashMap<>();

        Log user(String unit, String arm) {
            assignments.add(unit + "," + arm + ",2026-06-01T00:00:00Z,2026-06-10T00:00:00Z,false,tv,DE,6.4");
            return this;
        }

        Log shown(String unit, String rec, double hour) {
            return log(unit, "impression", rec, "", hour);
        }

        Log played(String unit, String rec, double hour) {
            return log(unit, "play", rec, "60", hour);
        }

        /** Writes the last row once more. */
        Log again() {
            events.add(events.get(events.size() - 1));
            return this;
        }

        private Log log(String unit, String event, String rec, String seconds, double hour) {
            String at = Instant.parse("2026-06-10T00:00:00Z")
                    .plusSeconds(Math.round(3600 * hour))
                    .toString();
            events.add(
                    "e" + events.size() + "," + unit + "," + event + "," + at + "," + at + "," + rec + "," + seconds);
            counted.merge(unit + event, 1.0, Double::sum);
            return this;
        }

        double rows(String unit, String event) {
            return counted.getOrDefault(unit + event, 0.0);
        }

        int[] arms() {
            return assignments.stream()
                    .skip(1)
                    .mapToInt(row -> row.contains(",control,") ? 0 : 1)
                    .toArray();
        }

        UnitMetric metric(MetricId id) throws IOException {
            Path to = Files.createTempDirectory(folder, "log");
            Files.write(to.resolve("assignments.csv"), assignments);
            Files.write(to.resolve("events.csv"), events);
            Table units = new Simulated(Simulated.assignments(to, ""), List.of(Simulated.events(to, "")))
                    .totals()
                    .units();
            return Metrics.of(units, IntStream.range(0, units.rows()).toArray(), Simulated.metrics(), false).stream()
                    .filter(metric -> metric.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        UnitMetric.Part takeRate() throws IOException {
            return metric(Simulated.TAKE_RATE).after();
        }
    }
}
