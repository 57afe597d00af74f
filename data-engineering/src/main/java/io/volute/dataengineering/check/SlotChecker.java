package io.volute.dataengineering.check;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.label.LabelSpec;
import io.volute.dataengineering.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Asks the row rules of one slot's rows and labels, and makes examples and truth of what is left. */
final class SlotChecker {
    private final Contract contract;
    private final List<Rules.Rule> rules;
    private final Optional<LabelSpec> label;
    private final Pardons pardons;
    private final Map<String, List<Snapshot.Unreadable>> unreadable = new HashMap<>();

    /**
     * What came out.
     *
     * @param rowsAside how many rows are set aside
     * @param labelsAside how many labels are
     * @param missing counts by column known at decision time, in the contract's order
     * @param spokenFor rows that are here and that a pardon names
     */
    record Checked(
            Table examples,
            Table truth,
            long rows,
            long rowsAside,
            long labelsAside,
            LabelCounts labels,
            List<Long> missing,
            List<Finding> findings,
            Set<String> spokenFor) {}

    SlotChecker(Rules rules, List<Rules.Rule> bound) {
        this.contract = rules.contract();
        this.rules =
                bound.stream().filter(rule -> rule.check() instanceof RowCheck).toList();
        this.label = rules.label();
        this.pardons = new Pardons(rules.accept());
        for (Snapshot.Unreadable value : rules.unreadable()) {
            unreadable
                    .computeIfAbsent(value.rowId(), rowId -> new ArrayList<>())
                    .add(value);
        }
    }

    Checked check(Table events, Table labels) {
        List<Finding> findings = new ArrayList<>();
        BitSet rowsAside = new BitSet();
        judge(false, events, rowsAside, findings);
        Table joined = join(events, labels);
        BitSet labelsAside = new BitSet();
        judge(true, joined, labelsAside, findings);

        Table examples = without(rowsAside, events);
        Table truth = truth(labels, joined, labelsAside, rowsAside, events);
        return new Checked(
                Veil.over(examples, contract),
                Veil.over(truth, contract),
                events.rows(),
                rowsAside.cardinality(),
                labelsAside.cardinality(),
                LabelCounts.of(truth),
                missing(events),
                List.copyOf(findings),
                pardons.known(events));
    }

    /** Asks the rules of rows that have no labels, with every column known. */
    Checked check(Table rows) {
        List<Finding> findings = new ArrayList<>();
        BitSet aside = new BitSet();
        judge(false, rows, aside, findings);
        Table none = rows.select(List.of(Examples.ROW_ID)).pick(new int[0]);
        return new Checked(
                without(aside, rows),
                none,
                rows.rows(),
                aside.cardinality(),
                0,
                LabelCounts.NONE,
                missing(rows),
                List.copyOf(findings),
                pardons.known(rows));
    }

    private static Table without(BitSet aside, Table rows) {
        if (aside.isEmpty()) {
            return rows;
        }
        BitSet keep = new BitSet();
        keep.set(0, rows.rows());
        keep.andNot(aside);
        return rows.pick(keep.stream().toArray());
    }

    private List<Long> missing(Table rows) {
        return contract.knownNow().stream()
                .map(name -> (long) rows.column(name).missing())
                .toList();
    }

    private void judge(boolean late, Table rows, BitSet aside, List<Finding> findings) {
        if (rows.rows() == 0) {
            return;
        }
        Column ids = rows.column(Examples.ROW_ID);
        String what = late ? Finding.LABEL : Finding.ROW;
        for (Rules.Rule rule : rules) {
            if (rule.isLate(contract) != late) {
                continue;
            }
            RowCheck check = (RowCheck) rule.check();
            BitSet broken = check.broken(rule.record(), rows);
            boolean sets = rule.options().severity() == Severity.BLOCK_ROW;
            String column = rule.column(contract);
            String expected = check.expected(rule.record());
            broken.stream().forEach(row -> {
                String id = ids.textAt(row);
                Finding finding = new Finding(
                        rule.id(),
                        column,
                        what,
                        id,
                        row,
                        shown(rows, column, row),
                        expected,
                        sets ? pardons.fate(rule.id(), id) : Finding.Fate.TOLD);
                findings.add(finding);
                if (finding.setAside()) {
                    aside.set(row);
                }
            });
        }
        tellUnreadable(late, rows, aside, findings);
    }

    private void tellUnreadable(boolean late, Table rows, BitSet aside, List<Finding> findings) {
        if (unreadable.isEmpty()) {
            return;
        }
        Column ids = rows.column(Examples.ROW_ID);
        for (int row = 0; row < rows.rows(); row++) {
            for (Snapshot.Unreadable value : unreadable.getOrDefault(ids.textAt(row), List.of())) {
                var available = Objects.requireNonNull(contract.columns().get(value.column()))
                        .available();
                if (late ? available.isLate() : available.isNow()) {
                    String rule = Pardon.typeOf(value.column());
                    Finding finding = new Finding(
                            rule,
                            value.column(),
                            late ? Finding.LABEL : Finding.ROW,
                            value.rowId(),
                            row,
                            value.value(),
                            value.expected(),
                            pardons.fate(rule, value.rowId()));
                    findings.add(finding);
                    if (finding.setAside()) {
                        aside.set(row);
                    }
                }
            }
        }
    }

    private String shown(Table rows, String column, int row) {
        return rows.find(column)
                .map(values -> values.valueAt(row))
                .map(value -> contract.shown(column, value.toString()))
                .orElse("");
    }

    /** Rows with a label that stands, in the order of {@code labels}. */
    private Table truth(Table labels, Table joined, BitSet labelsAside, BitSet rowsAside, Table events) {
        LabelSpec spec = label.orElseThrow(() -> new IllegalStateException("labels without a declaration of them"));
        Column values = spec.of(joined);
        BitSet keep = new BitSet();
        for (int row = 0; row < values.rows(); row++) {
            keep.set(row, !values.isMissing(row));
        }
        keep.andNot(labelsAside);
        if (!rowsAside.isEmpty()) {
            Column ids = events.column(Examples.ROW_ID);
            Map<String, Integer> labelRows = rowNumbers(labels);
            rowsAside.stream().forEach(row -> {
                Integer labelRow = labelRows.get(ids.textAt(row));
                if (labelRow != null) {
                    keep.clear(labelRow);
                }
            });
        }
        int[] rows = keep.stream().toArray();
        List<Column> columns = new ArrayList<>(labels.pick(rows).columns());
        columns.add(2, values.pick(rows));
        return Table.of(columns);
    }

    /** Each row of {@code late} beside what was known of it at decision time; rows without one are an error. */
    static Table join(Table now, Table late) {
        Map<String, Integer> numbers = rowNumbers(now);
        Column ids = late.column(Examples.ROW_ID);
        int[] rows = new int[late.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Objects.requireNonNull(numbers.get(ids.textAt(row)), "a label without its row");
        }
        List<Column> columns = new ArrayList<>(now.pick(rows).columns());
        late.columns().stream()
                .filter(column -> !column.name().equals(Examples.ROW_ID))
                .forEach(columns::add);
        return Table.of(columns);
    }

    private static Map<String, Integer> rowNumbers(Table table) {
        Column ids = table.column(Examples.ROW_ID);
        Map<String, Integer> numbers = new HashMap<>(table.rows() * 2);
        for (int row = 0; row < table.rows(); row++) {
            numbers.put(ids.textAt(row), row);
        }
        return numbers;
    }
}
