package io.volute.dataengineering.log;

import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.RawRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a delivery whose columns have declared types, part by part: memory does not grow with the rows. What is not as
 * declared is refused with its line and column.
 */
public final class TypedParts {
    private static final int PART = 100_000;

    private final Collection<String> needed;
    private final Function<List<String>, ? extends Map<String, ValueType>> types;

    /**
     * A reader.
     *
     * @param needed columns that must be there and have a value in every row
     * @param types from the header to the types of the columns that are read; others are left out
     */
    public TypedParts(Collection<String> needed, Function<List<String>, ? extends Map<String, ValueType>> types) {
        this.needed = List.copyOf(needed);
        this.types = types;
    }

    /** Reads it once; a delivery without rows is one part without rows. */
    public void read(Delivery delivery, Consumer<Table> parts) {
        read(delivery, parts, false);
    }

    private void read(Delivery delivery, Consumer<Table> parts, boolean keeps) {
        Rows rows = new Rows(delivery.place(), parts, keeps);
        delivery.read(rows);
        rows.end();
    }

    /** The whole of it. */
    public Table read(Delivery delivery) {
        List<Table> parts = new ArrayList<>();
        read(delivery, parts::add, true);
        return parts.size() == 1 ? parts.get(0) : Table.concat(parts);
    }

    private record Target(String name, int cell, ValueType type, boolean needed) {}

    private final class Rows implements Delivery.Rows {
        private final String place;
        private final Consumer<Table> parts;
        private final boolean keeps;
        private final List<Target> targets = new ArrayList<>();
        private List<Column.Builder> builders = List.of();
        private int rows;
        private boolean any;

        Rows(String place, Consumer<Table> parts, boolean keeps) {
            this.place = place;
            this.parts = parts;
            this.keeps = keeps;
        }

        @Override
        public boolean keeps() {
            return keeps;
        }

        @Override
        public void header(List<String> names) {
            for (String name : needed) {
                if (!names.contains(name)) {
                    Optional<String> nearest = Nearest.of(name, names);
                    throw new VoluteException(
                            CoreError.SOURCE_UNREADABLE,
                            place + ":1: no column " + name + " (expected: " + String.join(", ", needed)
                                    + "; the header has: " + Excerpt.of(String.join(", ", names)) + ")"
                                    + nearest.map(one -> "\ndid you mean `" + one + "`?")
                                            .orElse(""));
                }
            }
            Map<String, ValueType> typed = types.apply(names);
            for (int cell = 0; cell < names.size(); cell++) {
                ValueType type = typed.get(names.get(cell));
                if (type != null) {
                    targets.add(new Target(names.get(cell), cell, type, needed.contains(names.get(cell))));
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
