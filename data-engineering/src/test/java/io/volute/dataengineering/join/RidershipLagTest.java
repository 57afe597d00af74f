package io.volute.dataengineering.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataStage;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DE16: the riders of 14 days before, joined as of then, are the column Clark_Lake that {@code examples/ridership} ships.
 */
class RidershipLagTest {
    private static final Path CHICAGO = Path.of("..", "examples", "ridership", "data", "chicago.csv");
    private static final int DAYS = 5_698;
    private static final int LAG = 14;
    private static final Clock PRESENT = Clock.fixed(Instant.parse("2017-01-01T00:00:00Z"), ZoneOffset.UTC);

    private static final String SECTION = """
            data-engineering:
              sources:
                riders: {type: csv, path: riders.csv}
              contract:
                key: [date]
                decision-time: date
                columns:
                  station: {type: category}
                  date: {type: date}
                  Clark_Lake: {type: number}
                  ridership: {type: number, available: P1D}
              label: {name: riders, column: ridership}
              split: {folds: 1, every: P1Y}
              slots: P1M
              joins:
                before:
                  source: {type: csv, path: counts.csv}
                  contract:
                    event-time: date
                    columns:
                      station: {type: category}
                      date: {type: date}
                      ridership: {type: number}
                  on: {station: station}
                  at: inclusive
                  available: P14D
                  max-age: P14D
                  columns: [ridership]
            """;

    @TempDir
    Path folder;

    private MemoryStepContext context;
    private final List<String> days = new ArrayList<>();
    private final List<String> counts = new ArrayList<>();

    @BeforeEach
    void read() throws IOException {
        context = new MemoryStepContext(folder);
        for (String line : Files.readAllLines(CHICAGO)) {
            List<String> cells = List.of(line.split(",", -1));
            boolean header = days.isEmpty();
            String station = header ? "station" : "Clark/Lake";
            days.add(String.join(",", station, cells.get(0), cells.get(8), cells.get(1)));
            counts.add(String.join(",", station, cells.get(0), cells.get(1)));
        }
        Files.write(folder.resolve("riders.csv"), days);
        assertThat(days.get(0)).isEqualTo("station,date,Clark_Lake,ridership");
    }

    /** A day more or less is one of the obvious mistakes; the count of the very day, known by nobody, is another. */
    @Test
    void equalsTheShippedColumn() throws IOException {
        equalsShipped(joined(SECTION, counts), LAG);
        List<String> wrong = List.of(
                SECTION.replace("at: inclusive", "at: exclusive"),
                SECTION.replace("available: P14D", "available: P13D"),
                SECTION.replace("available: P14D\n", "\n"));
        for (String section : wrong) {
            assertThatThrownBy(
                            () -> equalsShipped(joined(section.replace("max-age: P14D", "max-age: P15D"), counts), LAG))
                    .isInstanceOf(AssertionError.class);
        }
    }

    /** Where a week was not counted, days count and rows do not: the 14th row before is of three weeks before. */
    @Test
    void leavesAGapWhereTheDayBeforeWasNotCounted() throws IOException {
        List<String> gap = new ArrayList<>(counts);
        gap.subList(1_000, 1_007).clear();

        equalsShipped(joined(SECTION, gap), LAG + 7);
        assertThatThrownBy(() -> equalsShipped(byRows(gap), LAG + 7)).isInstanceOf(AssertionError.class);
    }

    /** Every day but so many has a value, and it is the shipped one. */
    private void equalsShipped(SortedMap<LocalDate, Double> found, int without) {
        assertThat(found).hasSize(DAYS - without);
        for (String line : days.subList(1, days.size())) {
            String[] cells = line.split(",", -1);
            Double value = found.get(LocalDate.parse(cells[1]));
            if (value != null) {
                assertThat(value).as(cells[1]).isCloseTo(Double.parseDouble(cells[2]), within(0.0));
            }
        }
    }

    private SortedMap<LocalDate, Double> joined(String section, List<String> records) throws IOException {
        Files.write(folder.resolve("counts.csv"), records);
        DataStage stage = DataStage.load(folder, section, PRESENT);
        SortedMap<LocalDate, Double> found = new TreeMap<>();
        stage.check(stage.ingest("2016-09-01", context), context).examples().forEach((slot, artifact) -> {
            Table rows = context.load(Examples.class, artifact).rows();
            Column values = rows.column("before.ridership");
            for (int row = 0; row < rows.rows(); row++) {
                if (!values.isMissing(row)) {
                    found.put(LocalDate.parse(String.valueOf(rows.column("date").valueAt(row))), values.doubleAt(row));
                }
            }
        });
        return found;
    }

    /** The obvious lag. */
    private static SortedMap<LocalDate, Double> byRows(List<String> records) {
        SortedMap<LocalDate, Double> found = new TreeMap<>();
        for (int row = 1 + LAG; row < records.size(); row++) {
            found.put(
                    LocalDate.parse(records.get(row).split(",", -1)[1]),
                    Double.parseDouble(records.get(row - LAG).split(",", -1)[2]));
        }
        return found;
    }
}
