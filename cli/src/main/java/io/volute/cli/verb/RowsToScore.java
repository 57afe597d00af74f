package io.volute.cli.verb;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataEngineeringSpec;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.source.CsvOptions;
import io.volute.dataengineering.source.CsvSource;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.RawRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads rows to score as strictly as the project's own source: the columns of the contract that a model reads. */
final class RowsToScore implements Delivery.Rows {
    private static final int CAPACITY = 1024;

    private final DataEngineeringSpec spec;
    private final Table samples;
    private final List<Reading> readings = new ArrayList<>();
    private String place = "";

    /** {@code samples} has the columns that the model reads. */
    RowsToScore(DataEngineeringSpec spec, Table samples) {
        this.spec = spec;
        this.samples = samples;
    }

    private record Reading(ColumnContract contract, int cell, String name, Column.Builder builder) {}

    Table read(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        place = file.toString();
        CsvOptions options = options(Optional.ofNullable(absolute.getFileName()).orElse(Path.of("")));
        Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
        new CsvSource().open("rows to score", options, folder).read(this);
        return Table.of(readings.stream()
                .map(reading -> asRead(reading.builder().build()))
                .toList());
    }

    /** Delimiter and missing texts as the project's own source declares them. */
    private CsvOptions options(Path file) {
        return spec.sources().values().stream()
                .map(choice -> choice.options())
                .filter(CsvOptions.class::isInstance)
                .map(CsvOptions.class::cast)
                .findFirst()
                .map(own -> new CsvOptions(file, own.delimiter(), own.encoding(), own.missing(), Optional.empty()))
                .orElseGet(() -> new CsvOptions(file, ",", CsvOptions.Encoding.UTF_8, List.of(""), Optional.empty()));
    }

    @Override
    public void header(List<String> names) {
        for (Column column : samples.columns()) {
            String name = inFile(column.name());
            int cell = names.indexOf(name);
            ColumnContract contract = spec.completeContract().columns().get(name);
            if (cell < 0 || contract == null) {
                throw new VoluteException(
                        CoreError.SOURCE_UNREADABLE,
                        place + ":1:1: no column " + Excerpt.of(name) + " (expected: the columns that the model reads: "
                                + samples.columns().stream()
                                        .map(read -> inFile(read.name()))
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + ")");
            }
            readings.add(new Reading(
                    contract,
                    cell,
                    column.name(),
                    Column.builder(column.name(), contract.type().column(), CAPACITY)));
        }
    }

    /** Under which name the file has a column: the decision time has one of its own there. */
    private String inFile(String column) {
        return column.equals(Examples.AT)
                ? spec.completeContract().decisionTime().orElse(column)
                : column;
    }

    /** As the model reads it: a decision time that is a day is the first moment of that day. */
    private static Column asRead(Column column) {
        if (!column.name().equals(Examples.AT) || column.type() == ColumnType.INSTANT) {
            return column;
        }
        Column.Builder builder = Column.builder(column.name(), ColumnType.INSTANT, CAPACITY);
        for (int row = 0; row < column.rows(); row++) {
            if (column.isMissing(row)) {
                builder.addMissing();
            } else {
                builder.add(column.instantAt(row));
            }
        }
        return builder.build();
    }

    @Override
    public void row(RawRow row) {
        for (Reading reading : readings) {
            String text = row.text(reading.cell());
            if (text == null) {
                reading.builder().addMissing();
            } else if (!reading.contract().type().append(reading.builder(), text)) {
                throw new VoluteException(
                        CoreError.SOURCE_UNREADABLE,
                        place + ":" + row.lineOf(reading.cell()) + ":" + row.columnOf(reading.cell()) + ": "
                                + Excerpt.of(reading.name()) + ": " + Excerpt.of(text) + " (expected: "
                                + reading.contract().type().expected() + ")");
            }
        }
    }
}
