package io.volute.cli.launches;

import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.RawRow;
import io.volute.statistics.launch.Launch;
import io.volute.statistics.launch.Noise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the table of launches; what is wrong in it is refused with its line and column. */
final class LaunchTable implements Delivery.Rows {
    private static final List<String> NEEDED = List.of("launch", "x", "y", "var_x", "var_y", "cov_xy");

    private final String place;
    private final Map<String, Integer> cells = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Launch> launches = new ArrayList<>();
    private final List<LocalDate> dates = new ArrayList<>();
    private int shipped;

    /** Of this file, as the user wrote it. */
    LaunchTable(String place) {
        this.place = place;
    }

    List<Launch> launches() {
        return List.copyOf(launches);
    }

    /** The first and last day of a launch, where the table has days. */
    Optional<String> period() {
        return dates.stream()
                .min(LocalDate::compareTo)
                .flatMap(first -> dates.stream().max(LocalDate::compareTo).map(last -> first + " … " + last));
    }

    /** How many were shipped, where the table says so. */
    OptionalInt shipped() {
        return cells.containsKey("shipped") ? OptionalInt.of(shipped) : OptionalInt.empty();
    }

    @Override
    public void header(List<String> names) {
        List<String> others =
                names.stream().filter(name -> !NEEDED.contains(name)).toList();
        for (String name : NEEDED) {
            if (!names.contains(name)) {
                throw new VoluteException(
                        CoreError.SOURCE_UNREADABLE,
                        place + ":1: no column " + name + " (expected: " + String.join(", ", NEEDED)
                                + "; the header has: " + Excerpt.of(String.join(", ", names)) + ")"
                                + Nearest.of(name, others)
                                        .map(one -> "\ndid you mean `" + one + "`?")
                                        .orElse(""));
            }
        }
        for (int cell = 0; cell < names.size(); cell++) {
            cells.put(names.get(cell), cell);
        }
    }

    @Override
    public void row(RawRow row) {
        String name = value(row, "launch", ValueType.TEXT).textAt(0);
        if (name.isBlank()) {
            throw wrong(row, "launch", "blank (expected: a name)");
        }
        Integer before = lines.putIfAbsent(name, row.line());
        if (before != null) {
            throw wrong(
                    row, "launch", Excerpt.of(name) + " is in line " + before + " already (expected: one row each)");
        }
        launches.add(new Launch(name, number(row, "x"), number(row, "y"), noise(row), split(row)));
        optional(row, "date", ValueType.DATE).ifPresent(date -> dates.add(date.dateAt(0)));
        shipped += optional(row, "shipped", ValueType.BOOL)
                        .filter(flag -> flag.boolAt(0))
                        .isPresent()
                ? 1
                : 0;
    }

    private Noise noise(RawRow row) {
        double xx = variance(row, "var_x");
        double yy = variance(row, "var_y");
        double xy = number(row, "cov_xy");
        try {
            return new Noise(xx, xy, yy);
        } catch (IllegalArgumentException e) {
            throw new VoluteException(
                    CoreError.SOURCE_UNREADABLE,
                    at(row, "cov_xy") + ": cov_xy: " + xy + " beside variances " + xx + " and " + yy
                            + " (expected: at most the root of their product, " + Math.sqrt(xx * yy) + ")",
                    e);
        }
    }

    private double variance(RawRow row, String name) {
        double found = number(row, name);
        // A business effect without any error would count as known for certain.
        if (found < 0 || (found == 0 && name.equals("var_y"))) {
            throw wrong(row, name, found + " (expected: a variance, the square of a standard error)");
        }
        return found;
    }

    private OptionalDouble split(RawRow row) {
        Optional<Column> found = optional(row, "srm_p", ValueType.NUMBER);
        if (found.isEmpty()) {
            return OptionalDouble.empty();
        }
        double p = found.get().doubleAt(0);
        if (!(p >= 0 && p <= 1)) {
            throw wrong(row, "srm_p", p + " (expected: a probability, 0 to 1)");
        }
        return OptionalDouble.of(p);
    }

    private double number(RawRow row, String name) {
        return value(row, name, ValueType.NUMBER).doubleAt(0);
    }

    private Column value(RawRow row, String name, ValueType type) {
        return optional(row, name, type)
                .orElseThrow(() -> wrong(row, name, "no value (expected: " + type.expected() + ")"));
    }

    private Optional<Column> optional(RawRow row, String name, ValueType type) {
        Integer cell = cells.get(name);
        if (cell == null || row.isMissing(cell)) {
            return Optional.empty();
        }
        Column.Builder builder = Column.builder(name, type.column(), 1);
        if (!row.append(cell, type, builder)) {
            throw wrong(row, name, Excerpt.of(String.valueOf(row.text(cell))) + " (expected: " + type.expected() + ")");
        }
        return Optional.of(builder.build());
    }

    private VoluteException wrong(RawRow row, String name, String what) {
        return new VoluteException(CoreError.SOURCE_UNREADABLE, at(row, name) + ": " + name + ": " + what);
    }

    private String at(RawRow row, String name) {
        return row.at(cells.getOrDefault(name, 0));
    }
}
