package io.volute.dataengineering.source;

import io.volute.core.stage.SourceProbe;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;

/** CSV as in RFC 4180, with a header: one file, or several with the same header. */
public final class CsvSource implements Source {
    private static final String ENDING = ".csv";

    /** The source; it holds nothing. */
    @Inject
    public CsvSource() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return CsvOptions.class;
    }

    @Override
    public SourceProbe.Probe probe(String name, Record options, Path specFolder, Optional<SourceProbe.Probe> known) {
        return SourceFiles.locate(name, ((CsvOptions) options).path(), specFolder, ENDING)
                .probe(known);
    }

    @Override
    public Delivery open(String name, Record options, Path specFolder) {
        CsvOptions csv = (CsvOptions) options;
        return new CsvDelivery(
                csv, SourceFiles.locate(name, csv.path(), specFolder, ENDING).kept());
    }
}
