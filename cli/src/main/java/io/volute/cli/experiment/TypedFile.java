package io.volute.cli.experiment;

import io.volute.cli.Surroundings;
import io.volute.cli.verb.FileFormat;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.log.TypedParts;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** A file of rows whose columns have declared types, read part by part, as often as it is asked. */
final class TypedFile {
    private final Path file;
    private final FileFormat format;
    private final Surroundings surroundings;
    private final TypedParts parts;

    /** Which columns a file has, once its header is known. */
    interface Columns {
        /** Columns that must be there and have a value in every row. */
        Set<String> needed();

        /** Types of the columns that are read, by name; those that are not there are left out. */
        SortedMap<String, ValueType> types(List<String> header);
    }

    TypedFile(Path file, FileFormat format, Surroundings surroundings, Columns columns) {
        this.file = file;
        this.format = format;
        this.surroundings = surroundings;
        this.parts = new TypedParts(columns.needed(), columns::types);
    }

    /** Reads it once. */
    void read(Consumer<Table> consumer) {
        parts.read(format.open(file, surroundings), consumer);
    }

    /** The whole file. */
    Table read() {
        return parts.read(format.open(file, surroundings));
    }
}
