package io.volute.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns as wide as they need to be, indented by two; the last column is never padded. */
public final class TextTable {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private final List<String> header;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    /** Columns by title; a title that begins with {@code >} is a column of numbers, set to the right. */
    public TextTable(String... titles) {
        this.right = new boolean[titles.length];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < titles.length; i++) {
            right[i] = titles[i].startsWith(">");
            names.add(right[i] ? titles[i].substring(1) : titles[i]);
        }
        this.header = List.copyOf(names);
    }

    /** Adds a row with one cell per column. */
    public TextTable row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + header.size() + " columns");
        }
        rows.add(List.copyOf(Arrays.asList(cells)));
        return this;
    }

    /** Writes header and rows. */
    public void print(Terminal.Channel channel) {
        channel.line(channel.styled(Style.FAINT, line(header)));
        rows.forEach(row -> channel.line(line(row)));
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder(INDENT);
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(Math.max(0, width(column) - length(cell)));
            boolean last = column == cells.size() - 1;
            line.append(right[column] ? padding + cell : last ? cell : cell + padding);
            line.append(last ? "" : GAP);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = length(header.get(column));
        for (List<String> row : rows) {
            widest = Math.max(widest, length(row.get(column)));
        }
        return widest;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
