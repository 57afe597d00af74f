package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.metric.MetricId;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.statistics.Simulations;
import io.volute.statistics.Simulations.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * BA01: what the world truly does lies in the intervals of 95 of 100 worlds; {@code -Psimulations} takes the seeds 1 to
 * 1,000.
 */
class CoverageOfTruthTest {
    private static final int WORLDS = Simulations.worlds(60, 1000);
    private static final Simulations SIMULATIONS = Simulations.of(CoverageOfTruthTest.class);
    private static final String USERS = "500";
    /** Worlds that are counted together, so that the engine starts seldom. */
    private static final int TOGETHER = 50;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @Tag("simulation")
    @CsvSource({"home-rank-v7, .06, 0, .18", "none, 0, 0, 0"})
    void theTrueEffectsLieInTheIntervalsOfNineteenInTwentyWorlds(
            String launch, double takeRate, double hours, double cancellations) throws IOException {
        Map<MetricId, Double> truth =
                Map.of(Simulated.TAKE_RATE, takeRate, Simulated.HOURS, hours, Simulated.CANCELLATIONS, cancellations);
        SortedMap<MetricId, Integer> covered = new TreeMap<>();
        int worlds = 0;
        for (int first = 1; first <= WORLDS; first += TOGETHER) {
            for (UnitTotals world : worlds(launch, first, Math.min(TOGETHER, WORLDS + 1 - first))) {
                worlds++;
                for (Comparison one : Simulated.analyse(launch, world).comparisons()) {
                    boolean covers = one.lift().found().orElseThrow().covers(truth.get(one.metric()));
                    covered.merge(one.metric(), covers ? 1 : 0, Integer::sum);
                }
            }
        }
        assertThat(worlds).isEqualTo(WORLDS);
        assertThat(covered.keySet())
                .containsExactlyInAnyOrder(Simulated.TAKE_RATE, Simulated.HOURS, Simulated.CANCELLATIONS);
        measured("take rate in the simulated service, ", launch, covered.getOrDefault(Simulated.TAKE_RATE, 0));
        measured("hours in the simulated service, ", launch, covered.getOrDefault(Simulated.HOURS, 0));
        measured("cancellations in the simulated service, ", launch, covered.getOrDefault(Simulated.CANCELLATIONS, 0));
    }

    private static void measured(String metric, String launch, int covered) {
        SIMULATIONS.measured(Kind.COVERAGE, metric + launch, .95, WORLDS, 1, (double) covered / WORLDS);
    }

    private List<UnitTotals> worlds(String launch, int first, int count) throws IOException {
        List<Table> assignments = new ArrayList<>();
        List<Table> events = new ArrayList<>();
        for (int seed = first; seed < first + count; seed++) {
            Path out = Files.createTempDirectory(folder, "world");
            Simulated.write(out, "--users", USERS, "--launch", launch, "--seed", String.valueOf(seed));
            assignments.add(Simulated.assignments(out, seed + "/"));
            events.add(Simulated.events(out, seed + "/"));
            Files.delete(out.resolve("assignments.csv"));
            Files.delete(out.resolve("events.csv"));
        }
        UnitTotals totals = new Simulated(Table.concat(assignments), events).totals();
        Column unit = totals.units().column("unit");
        Map<String, List<Integer>> rows = new HashMap<>();
        for (int row = 0; row < totals.units().rows(); row++) {
            String name = unit.textAt(row);
            rows.computeIfAbsent(name.substring(0, name.indexOf('/')), seed -> new ArrayList<>())
                    .add(row);
        }
        return IntStream.range(first, first + count)
                .mapToObj(seed -> rows.get(String.valueOf(seed)))
                .map(some -> new UnitTotals(
                        totals.units()
                                .pick(some.stream().mapToInt(Integer::intValue).toArray()),
                        totals.attributes(),
                        totals.log()))
                .toList();
    }
}
