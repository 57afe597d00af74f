package io.volute.core.table;

import io.volute.core.artifact.Codec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Stores a record that wraps one table as Parquet.
 *
 * @param <T> the wrapping record: one type per meaning, so that wiring checks meanings
 */
public final class TableCodec<T> implements Codec<T> {
    private final String name;
    private final TableEngine engine;
    private final Function<T, Table> unwrap;
    private final Function<Table, T> wrap;

    /** A codec for the format {@code name}, for example {@code exposures/1}. */
    public TableCodec(String name, TableEngine engine, Function<T, Table> unwrap, Function<Table, T> wrap) {
        this.name = name;
        this.engine = engine;
        this.unwrap = unwrap;
        this.wrap = wrap;
    }

    @Override
    public String type() {
        return name + "+" + engine.version();
    }

    @Override
    public void encode(T value, Path target) throws IOException {
        engine.write(unwrap.apply(value), target);
    }

    @Override
    public T decode(Content content) throws IOException {
        return wrap.apply(engine.read(content.file()));
    }
}
