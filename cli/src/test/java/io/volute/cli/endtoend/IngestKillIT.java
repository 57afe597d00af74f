package io.volute.cli.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while 300,000 rows of Parquet are being ingested, and while that is resumed: run again, the project
 * ends with what one holds that nothing disturbed, and what died has left nothing. {@link IngestKillFetchedIT} does it
 * with three million rows.
 */
class IngestKillIT {
    private static final String ROWS = "SELECT TIMESTAMP '2000-01-01' + INTERVAL (i * 300) SECOND AS moment,"
            + " CAST(hash(i) % 90 AS INTEGER) AS age, 'place ' || (hash(i + 1) % 40) AS place, hash(i + 2) % 5 = 0 AS late"
            + " FROM range(300_000) t(i)";
    private static final String SPEC = """
            project: many
            seed: 1
            schedules: {}
            scoping: {objective: draft}
            data-engineering:
              sources:
                many: {type: parquet, path: many.parquet}
              slots: P1M
              contract:
                version: 1
                decision-time: moment
                columns:
                  moment: {type: instant}
                  age: {type: int}
                  place: {type: category}
                  late: {type: bool, available: P1D}
              label: {name: late, column: late}
              checks:
                enough: {check: row-count, min: 10}
              split: {folds: 2, every: P3M}
            """;

    @TempDir
    private Path temporary;

    @Test
    void runAgainAfterTwoKillsItHoldsWhatAnUndisturbedProjectHolds() throws Exception {
        try (Checkout calm = Checkout.in(folder("calm"));
                Checkout dying = Checkout.in(folder("killed"))) {
            new IngestKill(dying, "2003-01-01").endsLike(calm);
        }
    }

    private Path folder(String name) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.writeString(folder.resolve("volute.yaml"), SPEC);
        ParquetTwin.query(ROWS, folder.resolve("many.parquet"));
        return folder;
    }
}
