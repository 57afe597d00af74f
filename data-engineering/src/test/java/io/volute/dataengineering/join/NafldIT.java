package io.volute.dataengineering.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataStage;
import io.volute.testing.Fetched;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DE10 on the 400,123 dated laboratory values of {@code examples/fetch-data}, as of the day of the diagnosis, day 0.
 * {@link PointInTimeTest} and {@link JoinsTest} are its planted twins.
 */
@Tag(Fetched.TAG)
class NafldIT {
    /** Day 0 of everybody, so early that no value is of a day that is yet to come. */
    private static final LocalDate DAY_0 = LocalDate.of(1980, 1, 1);

    private static final String SECTION = """
            data-engineering:
              sources:
                people: {type: csv, path: people.csv}
              contract:
                key: [id]
                decision-time: diagnosed
                columns:
                  id: {type: int}
                  diagnosed: {type: date}
                  died: {type: int, available: later}
              label: {name: died, value: "died = 1"}
              split: {type: random}
              joins:
                labs:
                  source: {type: csv, path: labs.csv}
                  contract:
                    event-time: taken
                    columns:
                      id: {type: int}
                      taken: {type: date}
                      days: {type: int}
                      value: {type: number}
                  on: {id: id}
                  at: inclusive
                  columns: [days, value]
            """;

    @TempDir
    Path folder;

    /** Everybody who had any value up to day 0. */
    private final Set<Long> seenBefore = new HashSet<>();
    /** Days of all cholesterol values by person. */
    private final Map<Long, List<Long>> cholesterol = new TreeMap<>();

    @BeforeEach
    void write() throws IOException {
        List<String> people = new ArrayList<>(List.of("id,diagnosed,died"));
        for (String[] cells : cells("nafld1.csv")) {
            people.add(cells[0] + "," + DAY_0 + "," + cells[8]);
        }
        List<String> labs = new ArrayList<>(List.of("id,taken,days,value"));
        for (String[] cells : cells("nafld2.csv")) {
            long id = Long.parseLong(cells[0]);
            long days = Long.parseLong(cells[1]);
            if (days <= 0) {
                seenBefore.add(id);
            }
            if (cells[2].equals("chol")) {
                labs.add(id + "," + DAY_0.plusDays(days) + "," + days + "," + cells[3]);
                cholesterol.computeIfAbsent(id, person -> new ArrayList<>()).add(days);
            }
        }
        Files.write(folder.resolve("people.csv"), people);
        Files.write(folder.resolve("labs.csv"), labs);
    }

    /** The obvious join, the newest value there is, is rejected by the same assertion. */
    @Test
    void takesTheNewestCholesterolUpToTheDayOfTheDiagnosis() throws IOException {
        isAsOfDay0(joined());

        Map<Long, Long> newest = new TreeMap<>();
        cholesterol.forEach((id, days) ->
                newest.put(id, days.stream().mapToLong(day -> day).max().orElseThrow()));
        assertThatThrownBy(() -> isAsOfDay0(newest)).isInstanceOf(AssertionError.class);
    }

    private void isAsOfDay0(Map<Long, Long> days) {
        Map<Long, Long> bruteForce = new TreeMap<>();
        cholesterol.forEach((id, all) -> all.stream()
                .filter(day -> day <= 0)
                .mapToLong(day -> day)
                .max()
                .ifPresent(day -> bruteForce.put(id, day)));
        assertThat(days).isEqualTo(bruteForce);
        assertThat(days.values()).allMatch(day -> day <= 0);
        assertThat(seenBefore).hasSize(14_447).containsAll(days.keySet());
        assertThat(days.size() / (double) seenBefore.size()).isCloseTo(.968, within(5e-4));
    }

    /** The day of the value that each person was given, of those who have one. */
    private Map<Long, Long> joined() throws IOException {
        MemoryStepContext context = new MemoryStepContext(folder);
        DataStage stage = DataStage.load(folder, SECTION);
        Map<Long, Long> found = new TreeMap<>();
        stage.check(stage.ingest("2002-01-01", context), context).examples().forEach((slot, artifact) -> {
            Table rows = context.load(Examples.class, artifact).rows();
            Column days = rows.column("labs.days");
            for (int row = 0; row < rows.rows(); row++) {
                if (!days.isMissing(row)) {
                    found.put(rows.column("id").longAt(row), days.longAt(row));
                }
            }
        });
        return found;
    }

    private static List<String[]> cells(String file) throws IOException {
        return Files.readAllLines(Fetched.file(file)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
