package io.volute.deployment.scoring;

import io.volute.core.artifact.Codec;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.table.TableCodec;
import io.volute.core.table.TableEngine;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;

/** Exposures as Parquet. */
public final class ExposuresCodec implements Codec<Exposures> {
    private final TableCodec<Exposures> table;

    @Inject
    ExposuresCodec(TableEngine engine) {
        table = new TableCodec<>("exposures/1", engine, Exposures::rows, Exposures::new);
    }

    @Override
    public String type() {
        return table.type();
    }

    @Override
    public void encode(Exposures value, Path target) throws IOException {
        table.encode(value, target);
    }

    @Override
    public Exposures decode(Content content) throws IOException {
        return table.decode(content);
    }
}
