package io.volute.cli.endtoend;

import io.volute.testing.Fetched;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while the three million flights of {@code examples/fetch-data} are being ingested, and while that is resumed;
 * {@link IngestKillIT} is its planted twin.
 */
@Tag(Fetched.TAG)
class IngestKillFetchedIT {
    private static final String SPEC = """
            project: flights
            seed: 1
            schedules: {}
            scoping: {objective: draft}
            data-engineering:
              sources:
                flights: {type: parquet, path: flights-3m.parquet}
              slots: P1M
              contract:
                version: 1
                decision-time: date
                columns:
                  date: {type: instant}
                  distance: {type: int}
                  origin: {type: category}
                  destination: {type: category}
                  delay: {type: int, available: P1D}
              label: {name: delay, column: delay}
              checks:
                enough: {check: row-count, min: 10}
              split: {folds: 2, every: P1M}
            """;

    @TempDir
    private Path temporary;

    @Test
    void runAgainAfterTwoKillsItHoldsWhatAnUndisturbedProjectHolds() throws Exception {
        Path flights = Fetched.file("flights-3m.parquet");
        try (Checkout calm = Checkout.ofTable(temporary, "calm", flights).plain();
                Checkout dying = Checkout.ofTable(temporary, "killed", flights).plain()) {
            Files.writeString(calm.file("volute.yaml"), SPEC);
            Files.writeString(dying.file("volute.yaml"), SPEC);

            new IngestKill(dying, "2001-08-01").endsLike(calm);
        }
    }
}
