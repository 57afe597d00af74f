package io.volute.businessanalysis.effect;

import io.volute.core.artifact.Codec;
import io.volute.core.table.TableCodec;
import io.volute.core.table.TableEngine;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;

/** Totals as Parquet. */
public final class UnitTotalsCodec implements Codec<UnitTotals> {
    private final TableCodec<UnitTotals> table;

    @Inject
    UnitTotalsCodec(TableEngine engine) {
        table = new TableCodec<>("unit-totals/1", engine, UnitTotals::rows, UnitTotals::new);
    }

    @Override
    public String type() {
        return table.type();
    }

    @Override
    public void encode(UnitTotals value, Path target) throws IOException {
        table.encode(value, target);
    }

    @Override
    public UnitTotals decode(Content content) throws IOException {
        return table.decode(content);
    }
}
