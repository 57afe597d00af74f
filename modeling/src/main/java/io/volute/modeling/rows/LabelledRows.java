package io.volute.modeling.rows;

import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.modeling.ModelingError;
import io.volute.statistics.random.Lots;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * All examples, oldest first, with the labels that exist by now. Rows are numbered from 0; times are microseconds since
 * the epoch. Immutable and thread-safe.
 */
public final class LabelledRows {
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{16}");

    private final Table table;
    private final List<Table> truth;
    private final Map<String, Integer> numbers;
    private final Column rowId;
    private final Column groupId;
    private final Column at;
    private final BitSet labelled;
    private final Labels labels;
    private final long[] knownAt;

    private LabelledRows(
            Table table,
            List<Table> truth,
            Map<String, Integer> numbers,
            BitSet labelled,
            Labels labels,
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
        Labels.Builder labels = new Labels.Builder(
                truth.stream().map(Truth::framing).findFirst().orElse(Framing.BINARY), table.rows());
        long[] knownAt = new long[table.rows()];
        for (Truth period : truth) {
            Column id = period.rows().column(Examples.ROW_ID);
            Column label = period.rows().column(Truth.LABEL);
            Column known = period.rows().column(Truth.KNOWN_AT);
            for (int i = 0; i < period.rows().rows(); i++) {
                Integer row = numbers.get(id.textAt(i));
                if (row != null && !label.isMissing(i)) {
                    labelled.set(row);
                    labels.set(row, label, i);
                    knownAt[row] = known.longAt(i);
                }
            }
        }
        return new LabelledRows(
                table, truth.stream().map(Truth::rows).toList(), numbers, labelled, labels.build(), knownAt);
    }

    /** The examples. */
    public Table table() {
        return table;
    }

    /** The id of a row. */
    public String rowId(int row) {
        return rowId.textAt(row);
    }

    /** What kind of labels these are; two classes where there is no truth at all. */
    public Framing framing() {
        return labels.framing();
    }

    /** What a model that knows labels up to the cut predicts: the classes are those of its training rows. */
    public Target target(Instant cut) {
        return labels.target(knownBy(cut));
    }

    /** What is predicted where these rows alone train. */
    public Target target(int[] rows) {
        return labels.target(rows);
    }

    /** Whether a row that has a label has the event. */
    public boolean label(int row) {
        return labels.event(row);
    }

    /**
     * The labels of these rows, in that order: 1 for the event and 0 without, the place of the class in the target (-1
     * for a class that it does not know), or the number.
     */
    public double[] labels(int[] rows, Target target) {
        return labels.values(rows, target);
    }

    /** These rows and columns as transforms learn from them. */
    public TrainingTable training(int[] rows, List<String> columns) {
        Target target = labels.target(rows);
        return new TrainingTable(
                table.select(columns).pick(rows),
                target,
                labels.values(rows, target),
                IntStream.of(rows).mapToLong(row -> bits(groupId.textAt(row))).toArray(),
                IntStream.of(rows).mapToLong(at::longAt).toArray(),
                IntStream.of(rows).mapToLong(row -> knownAt[row]).toArray());
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
        if (fold.draw().isPresent()) {
            return drawn(fold.name(), fold.draw().get());
        }
        int[] train = knownBy(fold.from());
        return new FoldRows(fold.name(), train, strangers(decidedIn(fold.from(), fold.to()), train));
    }

    /** A fold by lot: groups of labelled rows in a seeded order, for each class apart. */
    private FoldRows drawn(String name, Split.Draw draw) {
        int[] all = labelled.stream().toArray();
        Lots lots = Lots.draw(
                draw.seed(),
                IntStream.of(all).mapToLong(row -> bits(rowId.textAt(row))).toArray(),
                IntStream.of(all).mapToLong(row -> bits(groupId.textAt(row))).toArray(),
                labels.strata(all));
        IntPredicate trains = i -> lots.within(i, draw.train());
        return new FoldRows(
                name,
                IntStream.range(0, all.length).filter(trains).map(i -> all[i]).toArray(),
                IntStream.range(0, all.length)
                        .filter(i -> !trains.test(i) && lots.within(i, draw.judged()))
                        .map(i -> all[i])
                        .toArray());
    }

    /** Whether rows have decision times; without, none is newer than another. */
    public boolean dated() {
        return IntStream.range(0, table.rows()).anyMatch(row -> at.longAt(row) != 0);
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

    /** The 64 bits of an id: its 16 hexadecimal digits, or the first 16 of the digest of any other text. */
    private static long bits(String id) {
        String digits =
                HEXADECIMAL.matcher(id).matches() ? id : Digest.of(id).hex().substring(0, 16);
        return Long.parseUnsignedLong(digits, 16);
    }

    /** As columns hold an instant; ChronoUnit.MICROS.between overflows before 1678 and after 2262. */
    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
    }
}
