package io.volute.dataengineering.source;

import io.volute.core.stage.SourceProbe;
import io.volute.core.table.ColumnarReader;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;

/** Parquet with flat columns: one file, or several with the same columns. */
public final class ParquetSource implements Source {
    private static final String ENDING = ".parquet";

    private final ColumnarReader reader;

    /** The source; the reader opens the files. */
    @Inject
    public ParquetSource(ColumnarReader reader) {
        this.reader = reader;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return ParquetOptions.class;
    }

    @Override
    public SourceProbe.Probe probe(String name, Record options, Path specFolder, Optional<SourceProbe.Probe> known) {
        return SourceFiles.locate(name, ((ParquetOptions) options).path(), specFolder, ENDING)
                .probe(known);
    }

    @Override
    public Delivery open(String name, Record options, Path specFolder) {
        ParquetOptions parquet = (ParquetOptions) options;
        return new ParquetDelivery(
                parquet,
                SourceFiles.locate(name, parquet.path(), specFolder, ENDING).digested(),
                reader);
    }
}
