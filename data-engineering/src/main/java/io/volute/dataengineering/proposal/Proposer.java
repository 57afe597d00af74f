package io.volute.dataengineering.proposal;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.contract.Availability;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.leakage.Suspects;
import io.volute.dataengineering.profile.InferredRows;
import io.volute.dataengineering.profile.Missingness;
import io.volute.dataengineering.proposal.Proposal.OfColumn;
import io.volute.dataengineering.proposal.Proposal.Use;
import io.volute.dataengineering.snapshot.RowHash;
import io.volute.statistics.random.SplitMix;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Proposes what a spec for a table could say, by what its rows hold. Stateless; used by one thread. */
public final class Proposer {
    private static final long SEED = 1;
    private static final double LEARN = 2.0 / 3;
    private static final int CATEGORIES_MOST = 1_000;
    private static final double NAMES_MOST = .5;

    private final String label;
    private final Optional<String> time;
    private final Optional<Task> task;

    /** What kind of label it is, when the user says so. */
    public enum Task {
        /** One of several classes. */
        CLASSES,
        /** A number. */
        NUMBER
    }

    /**
     * A proposer.
     *
     * @param label the column to predict
     * @param time the column that says when the decision is taken; empty when there is none
     * @param task empty to take what fits the label's values
     */
    public Proposer(String label, Optional<String> time, Optional<Task> task) {
        this.label = label;
        this.time = time;
        this.task = task;
    }

    /**
     * Proposes.
     *
     * @throws VoluteException USAGE when a named column is not there; PROPOSAL_IMPOSSIBLE when label or time cannot be
     *     used, saying what would
     */
    public Proposal propose(InferredRows inferred) {
        Table table = inferred.table();
        Column target = column(table, "--label", label);
        Optional<Column> when = time.map(name -> column(table, "--time", name));
        if (time.filter(label::equals).isPresent()) {
            throw new VoluteException(
                    CoreError.USAGE, "--time " + Excerpt.of(label) + ": is the label (expected: another column)");
        }
        if (table.rows() == 0) {
            throw new VoluteException(
                    DataError.SOURCE_EMPTY, "no rows (expected: rows to make a proposal by)\nfix: name another file");
        }
        SortedMap<String, ValueType> types = inferred.types();
        Proposal.Label proposed = new LabelProposer(target, type(types, target), task).propose();
        Optional<Proposal.Time> dated = when.map(column -> time(column, types, target, proposed));
        List<OfColumn> described = withMissing(
                table,
                target,
                table.columns().stream()
                        .map(column -> describe(column, type(types, column), proposed))
                        .toList());
        SortedMap<String, String> suspects = suspects(table, described, target, proposed);
        List<OfColumn> columns = described.stream()
                .map(column -> Optional.ofNullable(suspects.get(column.name()))
                        .map(column::suspected)
                        .orElse(column))
                .toList();
        CheckSuggester checks = checks(table, when, columns);
        return new Proposal(table.rows(), proposed, dated, columns, checks.kept(), checks.dropped());
    }

    private static Column column(Table table, String option, String name) {
        return table.find(name).orElseThrow(() -> {
            List<String> names = table.columns().stream().map(Column::name).toList();
            return new VoluteException(
                    CoreError.USAGE,
                    option + " " + Excerpt.of(name) + ": there is no such column (expected one of: "
                            + Excerpt.of(String.join(", ", names)) + ")"
                            + Nearest.of(name, names)
                                    .map(near -> ". Did you mean " + near + "?")
                                    .orElse(""));
        });
    }

    private static ValueType type(SortedMap<String, ValueType> types, Column column) {
        return types.getOrDefault(column.name(), ValueType.TEXT);
    }

    private static Proposal.Time time(
            Column column, SortedMap<String, ValueType> types, Column target, Proposal.Label proposed) {
        BitSet labelled = new BitSet();
        Map<String, BitSet> classes = new TreeMap<>(Values.BY_BYTES);
        for (int row = 0; row < target.rows(); row++) {
            if (target.isMissing(row)) {
                continue;
            }
            String value = Values.text(target, row);
            if (!proposed.aside().contains(value)) {
                labelled.set(row);
                if (proposed.framing() != Framing.REGRESSION) {
                    classes.computeIfAbsent(value, name -> new BitSet()).set(row);
                }
            }
        }
        boolean each = proposed.framing() == Framing.BINARY;
        return new TimeProposer(column, type(types, column), labelled, classes, each).propose();
    }

    private OfColumn describe(Column column, ValueType type, Proposal.Label proposed) {
        boolean classes = proposed.framing() == Framing.MULTICLASS;
        if (column.name().equals(label)) {
            ValueType target = classes || type == ValueType.TEXT ? ValueType.CATEGORY : type;
            return new OfColumn(label, target, Use.LABEL, Optional.empty(), "");
        }
        if (time.filter(column.name()::equals).isPresent()) {
            return new OfColumn(column.name(), type, Use.TIME, Optional.empty(), "");
        }
        int rows = column.rows();
        int distinct = Values.counts(column, IntStream.range(0, rows).toArray()).size();
        int known = rows - column.missing();
        boolean text = column.type() == ColumnType.TEXT;
        ValueType declared = text && distinct <= CATEGORIES_MOST ? ValueType.CATEGORY : type;
        if (distinct < 2) {
            return unused(column, declared, distinct == 0 ? "no value in any row" : "the same value in every row");
        }
        return switch (column.type()) {
            case TEXT ->
                distinct > CATEGORIES_MOST || distinct > NAMES_MOST * known
                        ? unused(column, declared, Numbers.count(distinct) + " different texts, nearly names")
                        : used(column, declared, Use.CATEGORY);
            case BOOL -> used(column, declared, Use.CATEGORY);
            case LONG ->
                distinct == known && known > LabelProposer.CLASS_LEAST
                        ? unused(column, declared, "another number in each row, nearly a name")
                        : used(column, declared, Use.NUMBER);
            case DOUBLE -> used(column, declared, Use.NUMBER);
            case DATE, INSTANT -> unused(column, declared, "a time of its own: made into a feature only by a person");
        };
    }

    /** Says of columns of which a feature is made whether that they are missing predicts. */
    private static List<OfColumn> withMissing(Table table, Column target, List<OfColumn> columns) {
        Map<String, String> notes = new HashMap<>();
        List<Column> used = columns.stream()
                .filter(column -> column.use() == Use.CATEGORY || column.use() == Use.NUMBER)
                .map(column -> table.column(column.name()))
                .toList();
        Missingness.of(used, target)
                .forEach(told -> notes.put(
                        told.column(),
                        "missing in " + Numbers.percent(told.share())
                                + " of rows, where the label differs beyond chance: a feature should keep that it was"
                                + " missing"));
        return columns.stream()
                .map(column -> new OfColumn(
                        column.name(),
                        column.type(),
                        column.use(),
                        column.suspect(),
                        notes.getOrDefault(column.name(), column.note())))
                .toList();
    }

    private static OfColumn unused(Column column, ValueType type, String why) {
        return new OfColumn(column.name(), type, Use.NONE, Optional.empty(), why);
    }

    private static OfColumn used(Column column, ValueType type, Use use) {
        return new OfColumn(column.name(), type, use, Optional.empty(), "");
    }

    private static SortedMap<String, String> suspects(
            Table table, List<OfColumn> described, Column target, Proposal.Label proposed) {
        SortedMap<String, ColumnContract> contracts = new TreeMap<>();
        for (OfColumn column : described) {
            if (column.use() != Use.LABEL) {
                contracts.put(
                        column.name(),
                        new ColumnContract(column.type(), Availability.NOW, ColumnContract.OnBadValue.REFUSE));
            }
        }
        return Suspects.of(
                table.select(List.copyOf(contracts.keySet())),
                labels(target, proposed),
                new Contract(1, List.of(), Optional.empty(), contracts));
    }

    /** The label as truth will hold it. */
    private static Column labels(Column target, Proposal.Label proposed) {
        ColumnType type = switch (proposed.framing()) {
            case BINARY -> ColumnType.BOOL;
            case MULTICLASS -> ColumnType.TEXT;
            case REGRESSION -> ColumnType.DOUBLE;
        };
        BitSet events = proposed.event()
                .map(event -> Expression.parse(event).select(Table.of(List.of(target))))
                .orElseGet(BitSet::new);
        Column.Builder labels = Column.builder(target.name(), type, target.rows());
        for (int row = 0; row < target.rows(); row++) {
            if (target.isMissing(row) || proposed.aside().contains(Values.text(target, row))) {
                labels.addMissing();
                continue;
            }
            switch (proposed.framing()) {
                case BINARY -> labels.add(events.get(row));
                case MULTICLASS -> labels.add(Values.text(target, row));
                case REGRESSION -> labels.add(target.doubleAt(row));
            }
        }
        return labels.build();
    }

    private CheckSuggester checks(Table table, Optional<Column> when, List<OfColumn> columns) {
        int[] order = when.map(Proposer::byTime).orElseGet(() -> byHash(table));
        int cut = (int) (table.rows() * LEARN);
        CheckSuggester suggester =
                new CheckSuggester(Arrays.copyOf(order, cut), Arrays.copyOfRange(order, cut, order.length));
        for (OfColumn column : columns) {
            if (column.use() == Use.CATEGORY || column.use() == Use.NUMBER) {
                suggester.column(table.column(column.name()), column.use() == Use.CATEGORY);
            }
        }
        return suggester;
    }

    private static int[] byTime(Column column) {
        return sorted(column.rows(), Comparator.comparing(column::instantAt));
    }

    /** By a hash of the row and its place among equals, so that the order of the file does not matter. */
    private static int[] byHash(Table table) {
        List<Column> columns = new ArrayList<>(table.columns());
        columns.sort(Comparator.comparing(Column::name));
        RowHash hash = new RowHash(columns);
        double[] u = new double[table.rows()];
        for (int row = 0; row < u.length; row++) {
            u[row] = SplitMix.u(ByteBuffer.wrap(hash.of(row)).getLong(), SEED);
        }
        return sorted(u.length, Comparator.comparingDouble(row -> u[row]));
    }

    private static int[] sorted(int rows, Comparator<Integer> order) {
        return IntStream.range(0, rows)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
