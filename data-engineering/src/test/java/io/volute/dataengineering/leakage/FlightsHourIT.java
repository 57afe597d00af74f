package io.volute.dataengineering.leakage;

import io.volute.dataengineering.source.ParquetFiles;
import io.volute.testing.Fetched;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DE11 on the first 100,000 flights of {@code examples/fetch-data}; {@link DepartureHourTest} is its planted twin. */
@Tag(Fetched.TAG)
class FlightsHourIT {
    @TempDir
    Path folder;

    @Test
    void isFoundOnceItsAvailabilityIsDeclared() throws IOException, SQLException {
        ParquetFiles.csv(
                folder.resolve("flights.csv"),
                "SELECT CAST(date AS DATE) AS day, 'h' || hour(date) AS hour, distance, origin, destination, delay FROM '"
                        + Fetched.file("flights-3m.parquet") + "' LIMIT 100000");

        DepartureHourTest.assertDeclaredHourIsFound(folder);
    }
}
