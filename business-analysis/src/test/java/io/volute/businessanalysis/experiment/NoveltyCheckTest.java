package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.Metrics;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.duckdb.DuckDbEventTotals;
import io.volute.statistics.random.Draws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an effect turned within the units' windows, out of a log of events. */
class NoveltyCheckTest {
    private static final Instant EXPOSED = Instant.parse("2026-06-10T06:00:00Z");
    private static final LocalDate OVER = LocalDate.of(2026, 7, 9);
    private static final Duration WINDOW = Duration.ofDays(28);

    @TempDir
    private Path folder;

    /** A tried novelty: played more in the first days, less in the last; over the whole window nothing is seen. */
    @Test
    void anEffectThatTurnsIsAWarningWithBothThirds() throws IOException {
        ExperimentResult result = analyse(totals(.5, .1, true), OVER);
        TrustCheck novelty = Simulated.check(result, "novelty");

        assertThat(novelty.status()).isEqualTo(TrustCheck.Status.WARN);
        assertThat(novelty.p().orElseThrow()).isLessThan(.001);
        assertThat(novelty.detail())
                .contains("in home-rank-v7 the effect on take-rate@3 turned: ", "in the first third", "in the last");
        assertThat(result.verdict().value()).as("a warning decides nothing").isNotEqualTo("INVALID");
    }

    @Test
    void anEffectThatStaysOrFadesIsNone() throws IOException {
        assertThat(Simulated.check(analyse(totals(.5, .5, true), OVER), "novelty")
                        .status())
                .isEqualTo(TrustCheck.Status.PASS);
        assertThat(Simulated.check(analyse(totals(.6, .4, true), OVER), "novelty")
                        .status())
                .as("fades, and stays above 0")
                .isEqualTo(TrustCheck.Status.PASS);
    }

    /** A day earlier nobody's window is over, so that nobody has a last third that could be compared. */
    @Test
    void aWindowThatIsNotOverSaysNothing() throws IOException {
        ExperimentResult result = analyse(totals(.5, .1, true), OVER.minusDays(1));

        assertThat(Simulated.check(result, "novelty").status()).isEqualTo(TrustCheck.Status.UNKNOWN);
    }

    @Test
    void thirdsAreCountedLikeTheWholeInShorterWindowsAndOnlyWhereAsked() throws IOException {
        UnitTotals thirds = totals(.5, .1, true);
        UnitTotals plain = totals(.5, .1, false);
        Duration third = WINDOW.dividedBy(3);

        UnitMetric metric = takeRate(thirds, Simulated.metrics());
        assertThat(metric.thirds().orElseThrow().first().values())
                .isEqualTo(takeRate(counted(Simulated.metrics(Duration.ZERO, third), false), Simulated.metrics())
                        .after()
                        .values());
        assertThat(metric.thirds().orElseThrow().last().denominators())
                .isEqualTo(takeRate(counted(Simulated.metrics(WINDOW.minus(third), WINDOW), false), Simulated.metrics())
                        .after()
                        .denominators());
        assertThat(takeRate(plain, Simulated.metrics()).thirds()).isEmpty();
        assertThat(analyse(plain, OVER).trust())
                .noneMatch(check -> check.check().equals("novelty"));
    }

    private static UnitMetric takeRate(UnitTotals totals, SortedMap<MetricId, MetricDefinition> metrics) {
        SortedMap<MetricId, MetricDefinition> one =
                new TreeMap<>(metrics.subMap(Simulated.TAKE_RATE, MetricId.parse("take-rate@4")));
        return Metrics.of(
                        totals.units(),
                        IntStream.range(0, totals.units().rows()).toArray(),
                        one,
                        false)
                .get(0);
    }

    private static ExperimentResult analyse(UnitTotals totals, LocalDate until) {
        Design design = Simulated.design(Simulated.LAUNCH);
        return new ExperimentAnalysis(design, Simulated.metrics())
                .analyse(Population.of(design, totals, Simulated.metrics(), false, Optional.of(until)), Looks.NONE)
                .result();
    }

    /** 300 users an arm who are shown six films in the first days and six in the last; the control plays .3 of both. */
    private UnitTotals totals(double first, double last, boolean thirds) throws IOException {
        Draws d = Draws.of(12);
        List<String> assignments =
                new ArrayList<>(List.of("unit,arm,assigned_at,exposed_at,is_bot,platform,country,version"));
        List<String> events = new ArrayList<>(List.of("event_id,unit,event,at,received_at,rec_id,seconds"));
        for (int user = 0; user < 600; user++) {
            boolean treated = user % 2 == 1;
            assignments.add("u" + user + "," + (treated ? Simulated.LAUNCH : "control") + ",2026-06-01T00:00:00Z,"
                    + EXPOSED + ",false,tv,DE,6.4");
            for (int film = 0; film < 12; film++) {
                double rate = !treated ? .3 : film < 6 ? first : last;
                Instant at = EXPOSED.plus(Duration.ofDays(film < 6 ? 1 + film : 16 + film));
                String key = "u" + user + "-" + film;
                events.add("s" + key + ",u" + user + ",impression," + at + "," + at + "," + key + ",");
                if (d.uniform() < rate) {
                    Instant played = at.plusSeconds(600);
                    events.add("p" + key + ",u" + user + ",play," + played + "," + played + "," + key + ",90");
                }
            }
        }
        Files.write(folder.resolve("assignments.csv"), assignments);
        Files.write(folder.resolve("events.csv"), events);
        return counted(Simulated.metrics(), thirds);
    }

    private UnitTotals counted(SortedMap<MetricId, MetricDefinition> metrics, boolean thirds) {
        return new Metrics(new DuckDbEventTotals())
                .count(
                        Simulated.assignments(folder, ""),
                        EventLog.of(List.of(Simulated.events(folder, ""))),
                        metrics,
                        Optional.empty(),
                        thirds ? Set.of(Simulated.TAKE_RATE) : Set.of(),
                        Optional.empty());
    }
}
