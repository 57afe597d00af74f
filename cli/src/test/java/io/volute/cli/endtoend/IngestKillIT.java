package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while 300,000 rows of Parquet are being ingested, when the first bytes are in the store: run again, the project
 * ends with what one holds that nothing disturbed, and what died has left nothing.
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
    void runAgainAfterAKillItHoldsWhatAnUndisturbedProjectHolds() throws Exception {
        Path killed = folder("killed");
        Path calm = folder("calm");
        try (Checkout calmly = Checkout.in(calm);
                Checkout dying = Checkout.in(killed)) {
            calmly.volute("run", "data-engineering.ingest", "--as-of", "2003-01-01")
                    .exits(0);
            dying.volute("db", "start").exits(0);
            Process process = dying.start("run", "data-engineering.ingest", "--as-of", "2003-01-01");
            Path store = killed.resolve(".volute/store");
            boolean over = false;
            while (!over && !holdsBytes(store)) {
                over = process.waitFor(5, TimeUnit.MILLISECONDS);
            }
            assertThat(process.isAlive()).as("it was still ingesting").isTrue();
            // Not the process's own method, which closes its streams.
            process.toHandle().destroyForcibly();
            Checkout.finish(process, "run");

            dying.volute("resume").exits(0);
            dying.volute("run", "data-engineering.ingest", "--as-of", "2003-01-01")
                    .exits(0);

            assertThat(digests(dying)).isEqualTo(digests(calmly)).isNotEmpty();
            JsonNode verified =
                    dying.volute("store", "verify", "--json").exits(0).json();
            assertThat(verified.path("clean").asBoolean()).isTrue();
            dying.volute("store", "gc", "--delete").exits(0);
            assertThat(dying.volute("store", "gc", "--json")
                            .exits(0)
                            .json()
                            .path("temporaryFiles")
                            .asInt())
                    .isZero();
        }
    }

    private static List<String> digests(Checkout checkout) throws Exception {
        try (StoredRows rows = StoredRows.embedded(checkout)) {
            return rows.texts("select digest from core.version order by digest");
        }
    }

    private static boolean holdsBytes(Path store) throws IOException {
        if (!Files.isDirectory(store)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(store)) {
            return files.anyMatch(path -> path.toString().contains("sha256") && Files.isRegularFile(path));
        } catch (UncheckedIOException e) {
            // A file was renamed while the folder was walked: the next look tells.
            return false;
        }
    }

    private Path folder(String name) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.writeString(folder.resolve("volute.yaml"), SPEC);
        ParquetTwin.query(ROWS, folder.resolve("many.parquet"));
        return folder;
    }
}
