package io.volute.dataengineering.check;

import static io.volute.core.stage.ContractKit.require;

import io.volute.core.run.Slot;
import io.volute.core.stage.ContractKit;
import io.volute.core.table.Table;
import io.volute.dataengineering.check.BatchCheck.Judgement;
import io.volute.dataengineering.check.BatchCheck.Status;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What every check must hold, of rows or of batches; for authors of checks. */
public final class CheckContract implements ContractKit {
    private final Check check;
    private final Record options;
    private final Table keeps;
    private final Table breaks;
    private final SortedMap<Slot, Long> usual;
    private final SortedMap<Slot, Long> unusual;

    /**
     * A check with options.
     *
     * @param keeps rows of which every one, and all together, keep the rule
     * @param breaks rows of which at least one, or all together, break it
     */
    public CheckContract(Check check, Record options, Table keeps, Table breaks) {
        this.check = check;
        this.options = options;
        this.keeps = keeps;
        this.breaks = breaks;
        this.usual = new TreeMap<>();
        this.unusual = new TreeMap<>();
    }

    /**
     * A check of how many rows come, with options.
     *
     * @param usual rows by slot, of which the newest keeps the rule
     * @param unusual rows by slot, of which the newest breaks it
     */
    public CheckContract(
            SeriesCheck check, Record options, SortedMap<Slot, Long> usual, SortedMap<Slot, Long> unusual) {
        this.check = check;
        this.options = options;
        this.keeps = Table.of(List.of());
        this.breaks = Table.of(List.of());
        this.usual = new TreeMap<>(usual);
        this.unusual = new TreeMap<>(unusual);
    }

    @Override
    public List<Behaviour> behaviours() {
        List<Behaviour> behaviours = new ArrayList<>(ContractKit.ofEvery(check, options));
        behaviours.add(new Behaviour("readsOnlyTheColumnsThatItNames", this::columns));
        if (check instanceof RowCheck rows) {
            behaviours.addAll(List.of(
                    new Behaviour("findsNothingInRowsThatKeepTheRule", () -> {
                        BitSet broken = rows.broken(options, keeps);
                        require(broken.isEmpty(), "rows " + broken + " break it (expected: none)");
                    }),
                    new Behaviour("findsARowThatBreaksTheRule", () -> {
                        BitSet broken = rows.broken(options, breaks);
                        require(!broken.isEmpty(), "no row breaks it (expected: at least one)");
                        require(
                                broken.length() <= breaks.rows(),
                                "row " + (broken.length() - 1) + " of " + breaks.rows());
                    }),
                    new Behaviour("judgesARowAloneAsAmongOthers", () -> aloneAsAmongOthers(rows)),
                    new Behaviour("findsNothingWhereThereIsNothing", () -> {
                        BitSet broken = rows.broken(options, none());
                        require(broken.isEmpty(), "rows " + broken + " of none break it");
                    }),
                    new Behaviour("saysWhatItExpects", () -> spoken(rows.expected(options)))));
        } else if (check instanceof BatchCheck batch) {
            behaviours.addAll(List.of(
                    new Behaviour("passesABatchThatKeepsTheRule", () -> judge(batch, keeps, Status.PASS)),
                    new Behaviour("failsABatchThatBreaksTheRule", () -> judge(batch, breaks, Status.FAIL)),
                    new Behaviour("doesNotMindTheOrderOfRows", () -> {
                        judge(batch, backwards(keeps), Status.PASS);
                        judge(batch, backwards(breaks), Status.FAIL);
                    }),
                    new Behaviour("judgesABatchWithoutRows", () -> {
                        Judgement judgement = batch.judge(options, none());
                        spoken(judgement.value());
                        spoken(judgement.expected());
                    })));
        }
        if (check instanceof SeriesCheck series) {
            behaviours.addAll(List.of(
                    new Behaviour("passesANewestSlotThatKeepsTheRule", () -> judge(series, usual, Status.PASS)),
                    new Behaviour("failsANewestSlotThatBreaksTheRule", () -> judge(series, unusual, Status.FAIL)),
                    new Behaviour("saysNothingWithoutSlots", () -> judge(series, new TreeMap<>(), Status.UNKNOWN))));
        }
        return behaviours;
    }

    private void judge(SeriesCheck series, SortedMap<Slot, Long> rows, Status expected) {
        Judgement judgement = series.judge(options, rows);
        require(judgement.status() == expected, judgement + " (expected: " + expected + ")");
        spoken(judgement.value());
        spoken(judgement.expected());
    }

    private void columns() {
        require(options instanceof CheckOptions, options.getClass() + " (expected: it implements CheckOptions)");
        List<String> named = ((CheckOptions) options).columns();
        for (Table table : List.of(keeps, breaks)) {
            // A check of rows as such names no column and may look at none.
            Table visible = named.isEmpty() ? table : table.select(named);
            if (check instanceof RowCheck rows) {
                require(
                        rows.broken(options, visible).equals(rows.broken(options, table)),
                        "finds other rows when it sees only " + named);
            } else if (check instanceof BatchCheck batch) {
                require(
                        batch.judge(options, visible).equals(batch.judge(options, table)),
                        "judges otherwise when it sees only " + named);
            }
        }
    }

    private void aloneAsAmongOthers(RowCheck rows) {
        BitSet together = rows.broken(options, breaks);
        for (int row = 0; row < breaks.rows(); row++) {
            boolean alone = rows.broken(options, breaks.pick(new int[] {row})).get(0);
            require(alone == together.get(row), "row " + row + " alone is judged otherwise than among others");
        }
    }

    private void judge(BatchCheck batch, Table table, Status expected) {
        Judgement judgement = batch.judge(options, table);
        require(judgement.status() == expected, judgement + " (expected: " + expected + ")");
        spoken(judgement.value());
        spoken(judgement.expected());
    }

    private Table none() {
        return keeps.pick(new int[0]);
    }

    private static Table backwards(Table table) {
        return table.pick(IntStream.range(0, table.rows())
                .map(row -> table.rows() - 1 - row)
                .toArray());
    }

    private static void spoken(String words) {
        require(!words.isBlank(), "nothing said (expected: words for people)");
    }
}
