package io.volute.cli.experiment;

import io.volute.cli.Surroundings;
import io.volute.cli.verb.FileFormat;
import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.RawRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A file of rows whose columns have declared types, read part by part. What is not as declared is refused with its line
 * and column.
 */
final class TypedFile {
    private static final int PART = 100_000;

    private final Path file;
    private final FileFormat format;
    private final Surroundings surroundings;
    private final Columns columns;

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
        this.columns = columns;
    }

    /** Reads it once. */
    void read(Consumer<Table> parts) {
        Delivery delivery = format.open(file, surroundings);
        Rows rows = new Rows(parts);
        delivery.read(rows);
        rows.end();
    }

    /** The whole file. */
    Table read() {
        List<Table> parts = new ArrayList<>();
        read(parts::add);
        return parts.size() == 1 ? parts.get(0) : Table.concat(parts);
    }

    private record Target(String name, int cell, ValueType type, boolean needed) {}

    private final class Rows implements Delivery.Rows {
        private final Consumer<Table> parts;
        private final List<Target> targets = new ArrayList<>();
        private List<Column.Builder> builders = List.of();
        private int rows;
        private boolean any;

        Rows(Consumer<Table> parts) {
            this.parts = parts;
        }

        @Override
        public void header(List<String> names) {
            for (String name : columns.needed()) {
                if (!names.contains(name)) {
                    Optional<String> nearest = Nearest.of(name, names);
                    throw new VoluteException(
                            CoreError.SOURCE_UNREADABLE,
                            file + ":1: no column " + name + " (expected beside: "
                                    + String.join(", ", columns.needed()) + "; the header has: "
                                    + Excerpt.of(String.join(", ", names)) + ")"
                                    + nearest.map(one -> "\ndid you mean `" + one + "`?")
                                            .orElse(""));
                }
            }
            SortedMap<String, ValueType> types = columns.types(names);
            for (int cell = 0; cell < names.size(); cell++) {
                ValueType type = types.get(names.get(cell));
                if (type != null) {
                    targets.add(new Target(
                            names.get(cell), cell, type, columns.needed().contains(names.get(cell))));
                }
            }
            begin();
        }

        private void begin() {
            builders = targets.stream()
                    .map(target -> Column.builder(target.name(), target.type().column(), 1024))
                    .toList();
            rows = 0;
        }

        @Override
        public void row(RawRow row) {
            for (int i = 0; i < targets.size(); i++) {
                Target target = targets.get(i);
                if (row.isMissing(target.cell())) {
                    if (target.needed()) {
                        throw refused(row, target, "no value");
                    }
                    builders.get(i).addMissing();
                } else if (!row.append(target.cell(), target.type(), builders.get(i))) {
                    throw refused(row, target, Excerpt.of(Objects.requireNonNull(row.text(target.cell()))));
                }
            }
            rows++;
            if (rows == PART) {
                hand();
            }
        }

        private void hand() {
            any = true;
            parts.accept(Table.of(builders.stream().map(Column.Builder::build).toList()));
            begin();
        }

        void end() {
            if (rows > 0 || !any) {
                hand();
            }
        }

        private VoluteException refused(RawRow row, Target target, String found) {
            return new VoluteException(
                    CoreError.SOURCE_UNREADABLE,
                    row.at(target.cell()) + ": " + target.name() + ": " + found + " (expected: "
                            + target.type().expected() + ")");
        }
    }
}
