package io.volute.dataengineering.join;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Named;
import io.volute.core.stage.Choice;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.source.Source;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Columns from another source, as they were known when the decision was taken. A column {@code c} of the join {@code j}
 * becomes {@code j.c}, known at the decision.
 *
 * @param source where the records come from
 * @param contract what they look like
 * @param on column of the records by column of the decisions
 * @param at the rule for values of the same day
 * @param available when a record is written down: a column, a delay after its event; left out: at once
 * @param maxAge a newest record that is older counts as none
 * @param columns columns of the newest record
 * @param windows figures over records of a period before the decision
 */
public record JoinSpec(
        @Doc("where the records come from") Choice<Source> source,
        @Doc("what the records look like") RecordContract contract,

        @Doc("columns of the decisions with the column of the records that each equals")
        SortedMap<String, String> on,

        @Doc("inclusive or exclusive: whether a decision knows values of its own day; needed where a time is a date")
        Optional<SameDay> at,

        @Doc("when a record is known: one of its columns, or a delay such as P2D; left out, when it happened")
        Optional<String> available,

        @Doc("how old the newest record may be, for example P365D")
        Optional<Period> maxAge,

        @Doc("columns to take from the newest record") @Default("[]")
        List<String> columns,

        @Doc("figures over the records of a period before the decision, by name") @Default("{}") @Named
        SortedMap<String, WindowSpec> windows) {
    /** Copies, and checks that something is taken. */
    public JoinSpec {
        on = Collections.unmodifiableSortedMap(new TreeMap<>(on));
        columns = List.copyOf(columns);
        windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
        if (columns.isEmpty() && windows.isEmpty()) {
            throw new IllegalArgumentException("columns: none, and no windows (expected: what to take of the records)");
        }
        if (maxAge.isPresent() && (maxAge.get().isNegative() || maxAge.get().isZero() || columns.isEmpty())) {
            throw new IllegalArgumentException("max-age: " + maxAge.get()
                    + " (expected: a period such as P365D, for `columns`; a window has its own length)");
        }
    }

    /** Its records. */
    public RecordSource records(String name) {
        return new RecordSource(name, source, contract, on, at, available);
    }

    /** The columns that all of some joins add, by name. */
    public static SortedMap<String, ColumnContract> added(SortedMap<String, JoinSpec> joins) {
        SortedMap<String, ColumnContract> added = new TreeMap<>();
        joins.forEach((name, join) -> join.added(name).forEach((column, contract) -> put(added, column, contract)));
        return Collections.unmodifiableSortedMap(added);
    }

    /** The columns that it adds, by name. */
    public SortedMap<String, ColumnContract> added(String name) {
        RecordSource records = records(name);
        SortedMap<String, ColumnContract> added = new TreeMap<>();
        for (String column : columns) {
            ColumnContract taken = records.column("columns", column);
            put(added, name + "." + column, WindowSpec.now(taken, taken.type()));
        }
        windows.forEach((window, spec) -> put(added, name + "." + window, spec.column(records)));
        return Collections.unmodifiableSortedMap(added);
    }

    private static void put(SortedMap<String, ColumnContract> added, String name, ColumnContract column) {
        if (added.put(name, column) != null) {
            throw new IllegalArgumentException("joins: " + name + " twice (expected: each name once)");
        }
    }

    /** Refuses what does not fit the decisions' contract. */
    public void checkAgainst(String name, Contract decisions) {
        records(name).checkAgainst(decisions);
        added(name);
    }
}
