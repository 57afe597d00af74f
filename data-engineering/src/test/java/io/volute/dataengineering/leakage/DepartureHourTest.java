package io.volute.dataengineering.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.dataengineering.Leakage;
import io.volute.dataengineering.DataStage;
import io.volute.statistics.random.Draws;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DE11: the hour of the actual departure leaks whether the flight was late. No figure of the values tells, as late flights
 * are only somewhat more frequent in the evening; the availability does, once it is declared. {@link FlightsHourIT} does
 * the same with the flights.
 */
class DepartureHourTest {
    static final String HOUR = "hour: {type: category, available: P1D}";
    static final String SECTION = """
            data-engineering:
              sources:
                flights: {type: csv, path: flights.csv}
              contract:
                decision-time: day
                columns:
                  day: {type: date}
                  hour: {type: category, available: P1D}
                  distance: {type: int}
                  origin: {type: category}
                  destination: {type: category}
                  delay: {type: int, available: P1D}
              label: {name: late, value: "delay > 15"}
              split: {folds: 1, every: P1D}
              slots: P1M
            """;

    @TempDir
    Path folder;

    @Test
    void isFoundOnceItsAvailabilityIsDeclared() throws IOException {
        List<String> lines = new ArrayList<>(List.of("day,hour,distance,origin,destination,delay"));
        Draws draws = Draws.of(8);
        for (int flight = 0; flight < 6_000; flight++) {
            int planned = 6 * 60 + draws.below(16 * 60);
            long delay = draws.uniform() < .25 ? 16 + draws.below(150) : draws.below(20) - 8;
            lines.add("2001-01-0" + (1 + flight % 9) + ",h" + (planned + delay) / 60 % 24 + ","
                    + (200 + draws.below(2_000)) + ",A" + draws.below(30) + ",B" + draws.below(30) + "," + delay);
        }
        Files.write(folder.resolve("flights.csv"), lines);

        assertDeclaredHourIsFound(folder);
    }

    /** Detectors that know nothing but values, and the same flights with an undeclared hour, fail the same assertion. */
    static void assertDeclaredHourIsFound(Path folder) throws IOException {
        Leakage declared = leakage(folder, SECTION);
        Leakage undeclared = leakage(folder, SECTION.replace(HOUR, "hour: {type: category}"));

        assertFindsTheHourAndNothingHonest(declared, Leakage.Detector.values());
        assertThat(declared.verdict().value()).isNotEqualTo("BLOCKED");
        assertThatThrownBy(() ->
                        assertFindsTheHourAndNothingHonest(declared, Leakage.Detector.POWER, Leakage.Detector.SEGMENT))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertFindsTheHourAndNothingHonest(undeclared, Leakage.Detector.values()))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertFindsTheHourAndNothingHonest(Leakage leakage, Leakage.Detector... detectors) {
        Set<String> columns = new TreeSet<>();
        leakage.findings().stream()
                .filter(finding -> List.of(detectors).contains(finding.detector()))
                .filter(finding -> !finding.column().isEmpty())
                .forEach(finding -> columns.add(finding.column()));
        assertThat(columns).containsExactly("delay", "hour");
    }

    private static Leakage leakage(Path folder, String section) throws IOException {
        MemoryStepContext context = new MemoryStepContext(folder);
        DataStage stage = DataStage.load(folder, section);
        var read = stage.ingest("2002-01-01", context);
        return context.load(
                Leakage.class,
                stage.leaks(read, stage.check(read, context), context).leakage());
    }
}
