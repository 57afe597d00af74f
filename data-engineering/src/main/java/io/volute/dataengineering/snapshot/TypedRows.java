package io.volute.dataengineering.snapshot;

import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.Problem;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.RawRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Gives the texts of a source the types of the contract, and collects what does not have one. */
final class TypedRows implements Delivery.Rows {
    private static final int TOLD = 20;
    private static final int SET_ASIDE = 100_000;

    private final String place;
    private final Contract contract;
    private final List<Target> targets = new ArrayList<>();
    private final List<String> undeclared = new ArrayList<>();
    private final List<Misfit> misfits = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private String firstAt;
    private long refused;
    private int[] lines = new int[1024];
    private final List<String> files = new ArrayList<>();
    private boolean elsewhere;
    private int rows;

    /** A column under construction. */
    private record Target(String name, ColumnContract contract, int cell, Column.Builder builder, boolean needed) {}

    /** A value that the contract sets aside. {@code row} counts from 0 in the order of the source. */
    record Misfit(int row, String column, String value, String expected) {}

    TypedRows(String place, Contract contract) {
        this.place = place;
        this.contract = contract;
        this.firstAt = place + ":1";
    }

    @Override
    public void header(List<String> names) {
        for (Map.Entry<String, ColumnContract> column : contract.columns().entrySet()) {
            int cell = names.indexOf(column.getKey());
            if (cell < 0) {
                tellMissing(column.getKey(), names);
                continue;
            }
            boolean needed =
                    contract.isDecisionTime(column.getKey()) || contract.key().contains(column.getKey());
            targets.add(new Target(
                    column.getKey(),
                    column.getValue(),
                    cell,
                    Column.builder(column.getKey(), column.getValue().type().column(), 1024),
                    needed));
        }
        if (!problems.isEmpty()) {
            throw refusal(DataError.COLUMN_MISSING);
        }
        undeclared.addAll(new TreeSet<>(names));
        undeclared.removeAll(contract.columns().keySet());
    }

    private void tellMissing(String name, List<String> names) {
        Optional<String> nearest = Nearest.of(name, names);
        problems.add(new Problem(
                place,
                1,
                0,
                "",
                DataError.COLUMN_MISSING.code(),
                "column " + name + " is not in the header (expected by version " + contract.version()
                        + " of the contract; the header has: " + Excerpt.of(String.join(", ", names)) + ")",
                nearest));
    }

    @Override
    public void row(RawRow row) {
        for (Target target : targets) {
            if (row.isMissing(target.cell)) {
                if (target.needed) {
                    refuse(row, target, "no value");
                }
                target.builder.addMissing();
            } else if (!row.append(target.cell, target.contract.type(), target.builder)) {
                String found = target.contract.shown(Objects.requireNonNull(row.text(target.cell)));
                target.builder.addMissing();
                boolean aside = target.contract.onBadValue() == ColumnContract.OnBadValue.QUARANTINE
                        && !target.needed
                        && misfits.size() < SET_ASIDE;
                if (aside) {
                    misfits.add(new Misfit(
                            rows, target.name, found, target.contract.type().expected()));
                } else {
                    refuse(row, target, found);
                }
            }
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, rows * 2);
        }
        if (files.isEmpty() && !row.place().equals(place)) {
            files.addAll(Collections.nCopies(rows, place));
            elsewhere = true;
        }
        if (elsewhere) {
            files.add(row.place());
        }
        lines[rows++] = row.line();
    }

    private void refuse(RawRow row, Target target, String found) {
        refused++;
        if (problems.isEmpty()) {
            firstAt = row.at(target.cell);
        }
        if (problems.size() < TOLD) {
            problems.add(new Problem(
                    row.place(),
                    row.lineOf(target.cell),
                    row.columnOf(target.cell),
                    "",
                    DataError.BAD_VALUE.code(),
                    target.name + ": " + found + " (expected: "
                            + target.contract.type().expected() + ")",
                    Optional.empty()));
        }
    }

    private VoluteException refusal(DataError code) {
        Problem first = problems.get(0);
        long more = Math.max(refused, problems.size()) - 1;
        String fix = code == DataError.COLUMN_MISSING
                ? "\nfix: deliver the column again, or take it out of the contract and raise its version"
                : "\nfix: correct the values, declare their text as missing, or set on-bad-value: quarantine";
        return new VoluteException(
                code, firstAt + ": " + first.message() + (more > 0 ? " and " + more + " more" : "") + fix, problems);
    }

    /** The typed columns in the order of their names, rows in the order of the source. */
    Table finish() {
        if (!problems.isEmpty()) {
            throw refusal(DataError.BAD_VALUE);
        }
        return Table.of(targets.stream().map(target -> target.builder.build()).toList());
    }

    Lines lines() {
        return Lines.of(lines, rows);
    }

    /** The file of each row; empty when all stand in the place itself. */
    List<String> files() {
        return List.copyOf(files);
    }

    List<String> undeclared() {
        return List.copyOf(undeclared);
    }

    List<Misfit> misfits() {
        return List.copyOf(misfits);
    }
}
