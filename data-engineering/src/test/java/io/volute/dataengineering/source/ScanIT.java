package io.volute.dataengineering.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DE04, memory, planted: of 600,000 rows one at a time is held. {@link FlightsScanIT} reads the three million
 * flights so; how long things take is told by {@code DataBenchmark}.
 */
class ScanIT {
    @TempDir
    Path folder;

    @Test
    void holdsOneRowAtATime() throws Exception {
        Path file = ParquetFiles.write(
                folder.resolve("flights.parquet"),
                "SELECT TIMESTAMP '2001-01-01' + to_minutes(i) AS date, i % 300 AS delay, 'A' || i % 200 AS origin,"
                        + " 'B' || i % 200 AS destination FROM range(600000) t(i)");

        assertIsReadInAHeapOf(40, file, 600_000);
    }

    /** Collecting the rows, the obvious way, is rejected by the same assertion. */
    static void assertIsReadInAHeapOf(int megabytes, Path file, int rows) throws Exception {
        assertIsRead(Scan.inHeapOf(megabytes, file, false), rows);
        Scan.Ended collected = Scan.inHeapOf(megabytes, file, true);
        assertThatThrownBy(() -> assertIsRead(collected, rows)).isInstanceOf(AssertionError.class);
    }

    private static void assertIsRead(Scan.Ended ended, int rows) {
        assertThat(ended.exit()).as(ended.out()).isZero();
        assertThat(ended.out()).contains(rows + " rows in ");
    }
}
