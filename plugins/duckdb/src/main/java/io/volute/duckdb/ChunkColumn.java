package io.volute.duckdb;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBReadableVector;

/** Collects one column chunk by chunk; days and moments come as numbers, a text as itself or as its number in a list. */
final class ChunkColumn {
    private static final int TEXTS = 10_000;

    private final ColumnType type;
    private final List<String> numbered;
    private final Column.Builder builder;
    private final Map<String, String> texts = new HashMap<>();

    /** Of values that come as they are. */
    ChunkColumn(String name, ColumnType type, int rows) {
        this(name, type, rows, List.of());
    }

    /** Of texts that come as their numbers. */
    ChunkColumn(String name, int rows, List<String> texts) {
        this(name, ColumnType.TEXT, rows, texts);
    }

    private ChunkColumn(String name, ColumnType type, int rows, List<String> numbered) {
        this.type = type;
        this.numbered = List.copyOf(numbered);
        this.builder = Column.builder(name, type, rows);
    }

    void take(DuckDBReadableVector vector, int rows) {
        switch (type) {
            case DOUBLE -> doubles(vector, rows);
            case BOOL -> booleans(vector, rows);
            case TEXT -> {
                if (numbered.isEmpty()) {
                    texts(vector, rows);
                } else {
                    numberedTexts(vector, rows);
                }
            }
            case LONG, DATE, INSTANT -> longs(vector, rows);
        }
    }

    Column build() {
        return builder.build();
    }

    private void longs(DuckDBReadableVector vector, int rows) {
        for (int row = 0; row < rows; row++) {
            if (vector.isNull(row)) {
                builder.addMissing();
            } else {
                builder.add(vector.getLong(row));
            }
        }
    }

    private void doubles(DuckDBReadableVector vector, int rows) {
        for (int row = 0; row < rows; row++) {
            if (vector.isNull(row)) {
                builder.addMissing();
            } else {
                builder.add(vector.getDouble(row));
            }
        }
    }

    private void booleans(DuckDBReadableVector vector, int rows) {
        for (int row = 0; row < rows; row++) {
            if (vector.isNull(row)) {
                builder.addMissing();
            } else {
                builder.add(vector.getBoolean(row));
            }
        }
    }

    private void numberedTexts(DuckDBReadableVector vector, int rows) {
        for (int row = 0; row < rows; row++) {
            if (vector.isNull(row)) {
                builder.addMissing();
            } else {
                builder.add(numbered.get((int) vector.getLong(row)));
            }
        }
    }

    private void texts(DuckDBReadableVector vector, int rows) {
        for (int row = 0; row < rows; row++) {
            String text = vector.getString(row);
            if (text == null) {
                builder.addMissing();
            } else {
                builder.add(one(text));
            }
        }
    }

    /** One object for equal texts, as long as there are few. */
    private String one(String text) {
        if (texts.size() >= TEXTS) {
            return text;
        }
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
