package io.volute.businessanalysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.effect.Readout;
import io.volute.core.artifact.CanonicalJson;
import org.junit.jupiter.api.Test;

/** What is stored as JSON comes back as it was, refusals and empty figures included. */
class StoredFactsTest {
    private final CanonicalJson json = new CanonicalJson();
    private final Reports reports = new Reports();

    @Test
    void readsTheOutputOfTheReportBack() {
        for (int months : new int[] {1, 12}) {
            WriteReport.Output output = reports.after(months, 90);
            assertThat(json.read(json.write(output), WriteReport.Output.class)).isEqualTo(output);
        }
    }

    @Test
    void readsAReadoutBack() {
        Readout readout = reports.readout(7, 90);
        assertThat(json.read(json.write(readout), Readout.class)).isEqualTo(readout);
    }

    @Test
    void readsTheLedgerBack() {
        var ledger = reports.ledger(12, 90);
        assertThat(json.read(json.write(ledger), ledger.getClass())).isEqualTo(ledger);
        assertThat(json.write(ledger)).contains("\"amount\":\"24000.00\"");
        var book = reports.book(12, 90);
        assertThat(json.read(json.write(book), book.getClass())).isEqualTo(book);
    }

    @Test
    void readsTheOutputOfADraftBack() {
        WriteReport.Output output = reports.draft();
        assertThat(json.read(json.write(output), WriteReport.Output.class)).isEqualTo(output);
    }
}
