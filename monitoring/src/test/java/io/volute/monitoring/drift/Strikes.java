package io.volute.monitoring.drift;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The example's strikes by month, with the columns known at decision time. */
final class Strikes {
    private static final Path FILE = Path.of("../examples/birdstrikes/data/birdstrikes.csv");
    private static final List<String> TEXTS = List.of(
            "Airport Name",
            "Aircraft Make Model",
            "Aircraft Airline Operator",
            "Origin State",
            "Phase of flight",
            "Wildlife Size",
            "Wildlife Species",
            "Time of day");
    private static final String SPEED = "Speed IAS in knots";

    private Strikes() {}

    static SortedMap<YearMonth, Table> byMonth() {
        List<List<String>> lines = read();
        List<String> header = lines.get(0);
        SortedMap<YearMonth, List<List<String>>> months = new TreeMap<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            YearMonth month =
                    YearMonth.parse(line.get(header.indexOf("Flight Date")).substring(0, 7));
            months.computeIfAbsent(month, key -> new ArrayList<>()).add(line);
        }
        SortedMap<YearMonth, Table> tables = new TreeMap<>();
        months.forEach((month, rows) -> tables.put(month, table(rows, header)));
        return tables;
    }

    private static Table table(List<List<String>> rows, List<String> header) {
        List<Column> columns = new ArrayList<>();
        for (String name : TEXTS) {
            Column.Builder text = Column.builder(name, ColumnType.TEXT, rows.size());
            for (List<String> row : rows) {
                String value = row.get(header.indexOf(name));
                if (value.isEmpty()) {
                    text.addMissing();
                } else {
                    text.add(value);
                }
            }
            columns.add(text.build());
        }
        Column.Builder speed = Column.builder(SPEED, ColumnType.LONG, rows.size());
        for (List<String> row : rows) {
            String value = row.get(header.indexOf(SPEED));
            if (value.isEmpty()) {
                speed.addMissing();
            } else {
                speed.add(Long.parseLong(value));
            }
        }
        columns.add(speed.build());
        return Table.of(columns);
    }

    /** Fields with quotes around those that hold a comma; no field of this file spans lines. */
    private static List<List<String>> read() {
        try {
            return Files.readAllLines(FILE, StandardCharsets.UTF_8).stream()
                    .map(Strikes::fields)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
