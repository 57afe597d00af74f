package io.volute.dataengineering.source;

import io.volute.testing.Fetched;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DE04, memory, on the three million flights of {@code examples/fetch-data}; {@link ScanIT} is its planted twin. */
@Tag(Fetched.TAG)
class FlightsScanIT {
    @Test
    void holdsOneRowAtATime() throws Exception {
        // The source refuses a file whose table would not fit: three million rows of five columns need 200 MB.
        ScanIT.assertIsReadInAHeapOf(256, Fetched.file("flights-3m.parquet"), 3_000_000);
    }
}
