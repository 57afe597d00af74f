package io.volute.dataengineering.split;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * How many of the rows that judge have a value that training has seen, by text column. When it falls from one fold to the
 * next, codes were renamed or a new place was opened, and what was learnt of the old ones says nothing. Not thread-safe.
 */
final class Coverage {
    /** Fewer rows with a value tell nothing. */
    private static final int LEAST = 30;
    /** To this share of what it was. */
    private static final double FALL = .5;

    private final SortedMap<String, Codes> columns = new TreeMap<>();
    private int rows;

    /** The number of each row's value, -1 without one. */
    private record Codes(Map<String, Integer> numbers, List<Integer> rows) {}

    /** Adds a row of examples. */
    void add(Table examples, int row) {
        for (Column column : examples.columns()) {
            boolean id = column.name().equals(Examples.ROW_ID) || column.name().equals(Examples.GROUP_ID);
            if (column.type() == ColumnType.TEXT && !id) {
                Codes codes =
                        columns.computeIfAbsent(column.name(), name -> new Codes(new HashMap<>(), new ArrayList<>()));
                codes.rows.add(
                        column.isMissing(row)
                                ? -1
                                : codes.numbers.computeIfAbsent(column.textAt(row), text -> codes.numbers.size()));
            }
        }
        rows++;
    }

    /** Shares by column; a column of which too few rows judge is left out. */
    SortedMap<String, Double> shares(IntPredicate trains, IntPredicate judges) {
        SortedMap<String, Double> shares = new TreeMap<>();
        columns.forEach((name, codes) -> {
            BitSet seen = new BitSet(codes.numbers.size());
            for (int row = 0; row < rows; row++) {
                if (codes.rows.get(row) >= 0 && trains.test(row)) {
                    seen.set(codes.rows.get(row));
                }
            }
            long judged = 0;
            long known = 0;
            for (int row = 0; row < rows; row++) {
                if (codes.rows.get(row) >= 0 && judges.test(row)) {
                    judged++;
                    known += seen.get(codes.rows.get(row)) ? 1 : 0;
                }
            }
            if (judged >= LEAST) {
                shares.put(name, (double) known / judged);
            }
        });
        return shares;
    }

    /** What falls from a fold to the next, for people. */
    static List<String> falls(
            String before, SortedMap<String, Double> shares, String after, SortedMap<String, Double> next) {
        List<String> falls = new ArrayList<>();
        next.forEach((column, share) -> {
            double was = shares.getOrDefault(column, 0.0);
            if (share < FALL * was) {
                falls.add(
                        column + ": values that training has seen cover " + Numbers.percent(share) + " of the rows of "
                                + after + ", after " + Numbers.percent(was) + " of " + before
                                + " (expected: no such fall; were its codes renamed?)");
            }
        });
        return falls;
    }
}
