package io.volute.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.cli.project.Workplace;
import io.volute.core.artifact.Codec;
import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.core.table.TableEngine;
import io.volute.dataengineering.DataEngineeringSpec;
import io.volute.dataengineering.contract.ColumnContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Shows the bytes of an artifact as what they are: a record, a table, a page. */
final class Content {
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final Workplace workplace;
    private final int limit;

    /** At most so many rows of a table. */
    Content(Workplace workplace, int limit) {
        this.workplace = workplace;
        this.limit = limit;
    }

    /** As JSON: the record itself, {@code {rows, columns[], values[][]}} of a table, {@code {bytes}} of anything else. */
    JsonNode document(Digest digest) {
        Codec.Content content = workplace.store().open(digest);
        byte[] bytes = bytes(content);
        if (isTable(bytes)) {
            return document(table(content));
        }
        return isJson(bytes) ? Json.parse(text(bytes)) : Json.object().put("bytes", bytes.length);
    }

    /** For people. */
    void print(Digest digest, Terminal.Channel channel) {
        Codec.Content content = workplace.store().open(digest);
        byte[] bytes = bytes(content);
        if (isTable(bytes)) {
            print(table(content), channel);
        } else if (isJson(bytes)) {
            Json.print(Json.parse(text(bytes)), channel);
        } else {
            channel.line("  " + String.format(Locale.ROOT, "%,d", bytes.length)
                    + " bytes that are neither record nor table");
        }
    }

    private ObjectNode document(Table table) {
        ObjectNode document = Json.object().put("rows", table.rows());
        ArrayNode columns = document.putArray("columns");
        table.columns().forEach(column -> columns.add(column.name()));
        ArrayNode values = document.putArray("values");
        for (int row = 0; row < Math.min(limit, table.rows()); row++) {
            ArrayNode line = values.addArray();
            for (Column column : table.columns()) {
                line.add(column.isMissing(row) ? null : String.valueOf(column.valueAt(row)));
            }
        }
        return document;
    }

    private void print(Table table, Terminal.Channel channel) {
        TextTable text =
                new TextTable(table.columns().stream().map(Column::name).toArray(String[]::new));
        for (int row = 0; row < Math.min(limit, table.rows()); row++) {
            int at = row;
            text.row(table.columns().stream()
                    .map(column -> column.isMissing(at) ? "" : String.valueOf(column.valueAt(at)))
                    .toArray(String[]::new));
        }
        text.print(channel);
        if (table.rows() > limit) {
            channel.line(String.format(Locale.ROOT, "  … %,d rows in all; more with --limit", table.rows()));
        }
    }

    private Table table(Codec.Content content) {
        try {
            return masked(workplace.instance(TableEngine.class).read(content.file()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Without the values of columns that the contract calls personal, nor what a quarantine holds of them. */
    private Table masked(Table table) {
        List<String> personal = personal();
        if (personal.isEmpty()) {
            return table;
        }
        Optional<Column> about = table.find("column");
        return Table.of(table.columns().stream()
                .map(column -> mask(
                        column,
                        row -> personal.contains(column.name())
                                || (column.name().equals("value")
                                        && about.filter(name -> name.type() == ColumnType.TEXT)
                                                .filter(name -> personal.contains(name.textAt(row)))
                                                .isPresent())))
                .toList());
    }

    private List<String> personal() {
        return workplace.spec().sections().get("data-engineering") instanceof DataEngineeringSpec spec
                ? spec.completeContract().personal()
                : List.of();
    }

    private static Column mask(Column column, IntPredicate hidden) {
        if (IntStream.range(0, column.rows()).noneMatch(hidden)) {
            return column;
        }
        Column.Builder masked = Column.builder(column.name(), ColumnType.TEXT, column.rows());
        for (int row = 0; row < column.rows(); row++) {
            if (column.isMissing(row)) {
                masked.addMissing();
            } else {
                masked.add(hidden.test(row) ? ColumnContract.MASK : String.valueOf(column.valueAt(row)));
            }
        }
        return masked.build();
    }

    private static byte[] bytes(Codec.Content content) {
        try {
            return content.bytes();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static VoluteException unreadable(IOException cause) {
        return new VoluteException(
                CoreError.STORAGE, "the artifact cannot be read from the store (expected: a readable folder)", cause);
    }

    private static boolean isTable(byte[] bytes) {
        return bytes.length > PARQUET.length && Arrays.equals(bytes, 0, PARQUET.length, PARQUET, 0, PARQUET.length);
    }

    private static boolean isJson(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] == '{' || bytes[0] == '[');
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
