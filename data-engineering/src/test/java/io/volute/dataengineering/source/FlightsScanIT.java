package io.volute.dataengineering.source;

import io.volute.testing.Fetched;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DE04, memory, on the three million flights of {@code examples/fetch-data}; {@link ScanIT} is its planted twin. */
@Tag(Fetched.TAG)
class FlightsScanIT {
    @Test
    void holdsOneRowAtATime() throws Exception {
        ScanIT.assertIsReadInASmallHeap(Fetched.file("flights-3m.parquet"), 3_000_000);
    }
}
