package io.volute.dataengineering.leakage;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Leakage.Finding;
import io.volute.core.contract.dataengineering.Leakage.Severity;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.snapshot.Hindsight;
import io.volute.dataengineering.snapshot.Positions;
import io.volute.dataengineering.snapshot.RowHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Columns of a table that would be found to leak if they were declared to be known at the decision. Stateless. */
public final class Suspects {
    private Suspects() {}

    /**
     * Why each suspicious column is one, by name; the detectors are those that every run has.
     *
     * @param columns the columns that may be features, and no other
     * @param labels what is predicted, of the type of its framing; rows without a label tell nothing
     * @param contract that knows these columns, all of them at the decision
     */
    public static SortedMap<String, String> of(Table columns, Column labels, Contract contract) {
        int[] labelled = IntStream.range(0, labels.rows())
                .filter(row -> !labels.isMissing(row))
                .toArray();
        Table known = columns.pick(labelled);
        Table ids = ids(known);
        List<Judged> judged = Judged.of(contract);
        List<SlotRows.Names> names =
                judged.stream().map(column -> new SlotRows.Names()).toList();
        SlotRows.Names classes = new SlotRows.Names();
        SlotRows rows = SlotRows.read(
                judged,
                names,
                classes,
                known.with(ids.column(Examples.ROW_ID)).with(ids.column(Examples.GROUP_ID)),
                Table.of(List.of(
                        ids.column(Examples.ROW_ID), labels.pick(labelled).named(Truth.LABEL))),
                new Hindsight(ids),
                new Positions(ids));
        LabelJudge judge = new LabelJudge(
                Framing.of(labels.type()),
                labels.name(),
                new LeakageSpec(Collections.emptySortedMap()),
                classes,
                List.of(rows));
        SortedMap<String, String> suspects = new TreeMap<>();
        if (judge.judgeable()) {
            for (int i = 0; i < judged.size(); i++) {
                for (Finding finding : judge.judge(judged.get(i), i, names.get(i))) {
                    if (finding.severity() != Severity.INFO) {
                        suspects.merge(finding.column(), finding.message(), (first, second) -> first);
                    }
                }
            }
        }
        return suspects;
    }

    /** Ids in the order of the rows; rows that are equal in all columns are one group. */
    private static Table ids(Table known) {
        Column.Builder id = Column.builder(Examples.ROW_ID, ColumnType.TEXT, known.rows());
        Column.Builder group = Column.builder(Examples.GROUP_ID, ColumnType.TEXT, known.rows());
        Column.Builder line = Column.builder(Positions.LINE, ColumnType.LONG, known.rows());
        RowHash hash = new RowHash(new ArrayList<>(known.columns()));
        for (int row = 0; row < known.rows(); row++) {
            id.add(HexFormat.of().toHexDigits((long) row));
            group.add(HexFormat.of().formatHex(hash.of(row), 0, Long.BYTES));
            line.add((long) row);
        }
        return Table.of(List.of(id.build(), group.build(), line.build()));
    }
}
