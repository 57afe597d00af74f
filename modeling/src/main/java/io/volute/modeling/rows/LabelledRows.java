package io.volute.modeling.rows;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.modeling.ModelingError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * All examples, oldest first, with the labels that exist by now. Rows are numbered from 0; times are microseconds since
 * the epoch. Immutable and thread-safe.
 */
public final class LabelledRows {
    private final Table table;
    private final List<Table> truth;
    private final Map<String, Integer> numbers;
    private final Column rowId;
    private final Column groupId;
    private final Column at;
    private final BitSet labelled;
    private final BitSet labels;
    private final long[] knownAt;

    private LabelledRows(
            Table table,
            List<Table> truth,
            Map<String, Integer> numbers,
            BitSet labelled,
            BitSet labels,
            long[] knownAt) {
        this.table = table;
        this.truth = truth;
        this.numbers = numbers;
        this.rowId = table.column(Examples.ROW_ID);
        this.groupId = table.column(Examples.GROUP_ID);
        this.at = table.column(Examples.AT);
        this.labelled = labelled;
        this.labels = labels;
        this.knownAt = knownAt;
    }

    /**
     * Joins examples and labels by row id; both in the order of their periods. A label whose example is not there (its
     * row was set aside) is left out.
     *
     * @throws VoluteException NO_ROWS when there are no examples at all
     */
    public static LabelledRows of(Collection<Examples> examples, Collection<Truth> truth) {
        List<Table> parts = examples.stream().map(Examples::rows).toList();
        if (parts.stream().mapToInt(Table::rows).sum() == 0) {
            throw new VoluteException(
                    ModelingError.NO_ROWS, "examples: 0 rows (expected: the rows that data-engineering found usable)");
        }
        Table table = Table.concat(parts);
        Map<String, Integer> numbers = new HashMap<>(table.rows() * 2);
        Column rowId = table.column(Examples.ROW_ID);
        for (int row = 0; row < table.rows(); row++) {
            numbers.put(rowId.textAt(row), row);
        }
        BitSet labelled = new BitSet(table.rows());
        BitSet labels = new BitSet(table.rows());
        long[] knownAt = new long[table.rows()];
        for (Truth period : truth) {
            Column id = period.rows().column(Examples.ROW_ID);
            Column label = period.rows().column(Truth.LABEL);
            Column known = period.rows().column(Truth.KNOWN_AT);
            for (int i = 0; i < period.rows().rows(); i++) {
                Integer row = numbers.get(id.textAt(i));
                if (row != null) {
                    labelled.set(row);
                    labels.set(row, label.boolAt(i));
                    knownAt[row] = known.longAt(i);
                }
            }
        }
        return new LabelledRows(table, truth.stream().map(Truth::rows).toList(), numbers, labelled, labels, knownAt);
    }

    /** The examples. */
    public Table table() {
        return table;
    }

    /** The id of a row. */
    public String rowId(int row) {
        return rowId.textAt(row);
    }

    /** The label of a row that has one. */
    public boolean label(int row) {
        return labels.get(row);
    }

    /** The labels of these rows, in that order. */
    public boolean[] labels(int[] rows) {
        boolean[] values = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = labels.get(rows[i]);
        }
        return values;
    }

    /** The number of the row with this id, if it is here. */
    public OptionalInt find(String id) {
        Integer row = numbers.get(id);
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /**
     * The labelled rows whose late columns satisfy a condition.
     *
     * @throws VoluteException EXPRESSION_INVALID when it reads a column that the truth does not have
     */
    public BitSet whereTruth(Expression condition) {
        BitSet found = new BitSet(table.rows());
        for (Table period : truth) {
            Column id = period.column(Examples.ROW_ID);
            condition.select(period).stream().forEach(i -> find(id.textAt(i)).ifPresent(found::set));
        }
        return found;
    }

    /** Rows decided before the cut whose label was known at the cut: what a model of that date may be trained on. */
    public int[] knownBy(Instant cut) {
        long limit = micros(cut);
        return rows(row -> labelled.get(row) && knownAt[row] <= limit && at.longAt(row) < limit);
    }

    /** Labelled rows decided at or after {@code from} and before {@code to}. */
    public int[] decidedIn(Instant from, Instant to) {
        long low = micros(from);
        long high = micros(to);
        return rows(row -> labelled.get(row) && at.longAt(row) >= low && at.longAt(row) < high);
    }

    /**
     * The rows of a fold. A row whose group also trains is not judged: near copies of a training row flatter a model.
     */
    public FoldRows fold(Split.Fold fold) {
        int[] train = knownBy(fold.from());
        return new FoldRows(fold.name(), train, strangers(decidedIn(fold.from(), fold.to()), train));
    }

    /** Those of the rows that a model which knows labels up to the cut has not seen: not them, nor their groups. */
    public int[] unseen(int[] rows, Instant cut) {
        long limit = micros(cut);
        return strangers(
                IntStream.of(rows).filter(row -> at.longAt(row) >= limit).toArray(), knownBy(cut));
    }

    private int[] strangers(int[] rows, int[] train) {
        Set<String> groups = new HashSet<>();
        for (int row : train) {
            groups.add(groupId.textAt(row));
        }
        return IntStream.of(rows)
                .filter(row -> !groups.contains(groupId.textAt(row)))
                .toArray();
    }

    private int[] rows(IntPredicate wanted) {
        return IntStream.range(0, table.rows()).filter(wanted).toArray();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
