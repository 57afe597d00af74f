package io.volute.dataengineering.check;

import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.DeployBlock;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.run.Slot;
import io.volute.core.stage.Verdict;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.snapshot.Freshness;
import io.volute.dataengineering.snapshot.Positions;
import io.volute.statistics.Estimate;
import io.volute.statistics.proportion.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts what the checks found in all slots into one report with a verdict. Not thread-safe. */
final class Report {
    private final Contract contract;
    private final double maxQuarantined;
    private final String place;
    private final List<String> undeclared;
    private final List<Rules.Rule> rules;
    private final List<SlotChecker.Checked> slots;
    private final List<Finding> findings;
    private @Nullable List<Finding> inOrder;
    private final List<DataReport.CheckResult> results = new ArrayList<>();
    private final List<String> blocking = new ArrayList<>();
    private final List<String> warning = new ArrayList<>();

    Report(
            Contract contract,
            Pardons pardons,
            double maxQuarantined,
            String place,
            List<String> undeclared,
            List<Rules.Rule> rules,
            List<SlotChecker.Checked> slots) {
        this.contract = contract;
        this.maxQuarantined = maxQuarantined;
        this.place = place;
        this.undeclared = undeclared;
        this.rules = rules;
        this.slots = slots;
        this.findings = slots.size() == 1
                ? slots.get(0).findings()
                : slots.stream().flatMap(slot -> slot.findings().stream()).toList();
        judgeRows();
        judgeQuarantine();
        tellPardons(pardons);
        tellUndeclared();
    }

    boolean isClean() {
        return findings.isEmpty();
    }

    /** How many findings are pardoned. */
    long pardoned() {
        return findings.stream().filter(Finding::pardoned).count();
    }

    /** How many rows are set aside. */
    long rowsAside() {
        return slots.stream().mapToLong(SlotChecker.Checked::rowsAside).sum();
    }

    /** How many labels are set aside. */
    long labelsAside() {
        return slots.stream().mapToLong(SlotChecker.Checked::labelsAside).sum();
    }

    private void judgeRows() {
        for (Rules.Rule rule : rules) {
            if (rule.check() instanceof RowCheck check) {
                List<Finding> found = findings.stream()
                        .filter(finding -> finding.rule().equals(rule.id()))
                        .toList();
                long pardoned = found.stream().filter(Finding::pardoned).count();
                long broken = found.size() - pardoned;
                add(
                        rule.id(),
                        rule.options().severity(),
                        broken == 0 ? BatchCheck.Status.PASS : BatchCheck.Status.FAIL,
                        Numbers.count(broken)
                                + (rule.isLate(contract) ? " labels" : " rows")
                                + (pardoned == 0 ? "" : ", " + Numbers.count(pardoned) + " pardoned"),
                        check.expected(rule.record()));
            }
        }
    }

    /** Rules on how many rows came in each slot; a file of no project has no slots. */
    void judgeSeries(SortedMap<Slot, Long> rows) {
        for (Rules.Rule rule : rules) {
            if (rule.check() instanceof SeriesCheck check) {
                BatchCheck.Judgement judged = check.judge(rule.record(), rows);
                add(rule.id(), rule.options().severity(), judged.status(), judged.value(), judged.expected());
            }
        }
    }

    /** Rules on all rows together. The tables are made only if a rule asks for them. */
    void judgeBatches(Supplier<List<Table>> examples, Supplier<List<Table>> withTruth) {
        Table now = null;
        Table late = null;
        for (Rules.Rule rule : rules) {
            if (rule.check() instanceof BatchCheck check) {
                boolean isLate = rule.isLate(contract);
                if (isLate && late == null) {
                    late = Table.concat(withTruth.get());
                }
                if (!isLate && now == null) {
                    now = Table.concat(examples.get());
                }
                Table rows = isLate ? late : now;
                if (rows != null) {
                    BatchCheck.Judgement judged = check.judge(rule.record(), rows);
                    add(rule.id(), rule.options().severity(), judged.status(), judged.value(), judged.expected());
                }
            }
        }
    }

    private void judgeQuarantine() {
        long rows = slots.stream().mapToLong(SlotChecker.Checked::rows).sum();
        long labels = labelsAside()
                + slots.stream().mapToLong(slot -> slot.truth().rows()).sum();
        tooMany("quarantined-rows", rowsAside(), rows);
        tooMany("quarantined-labels", labelsAside(), labels);
    }

    /** Blocks when the share is above the limit beyond chance: the lower Wilson limit is. */
    private void tooMany(String id, long aside, long of) {
        if (aside > 0 && new Share(aside, of).wilson() instanceof Estimate share) {
            add(
                    id,
                    Severity.BLOCK_BATCH,
                    share.low() > maxQuarantined ? BatchCheck.Status.FAIL : BatchCheck.Status.PASS,
                    Numbers.count(aside) + " of " + Numbers.count(of) + ", " + Numbers.percent(share.estimate())
                            + " (95 %: " + Numbers.percent(share.low()) + " … " + Numbers.percent(share.high()) + ")",
                    "not above " + Numbers.percent(maxQuarantined));
        }
    }

    private void tellPardons(Pardons pardons) {
        if (!pardons.none()) {
            Pardons.Told told = pardons.told(
                    findings,
                    slots.stream().flatMap(slot -> slot.spokenFor().stream()).collect(Collectors.toSet()));
            add(
                    "pardons",
                    Severity.INFO,
                    told.allMeet() ? BatchCheck.Status.PASS : BatchCheck.Status.FAIL,
                    told.words(),
                    "each pardons a row that its rule would set aside");
        }
    }

    /** A column that came under the same version is worth a warning, one that came with a new version a word. */
    void tellEvolution(Evolution.Told told) {
        add(
                "contract",
                told.raised() ? Severity.INFO : Severity.WARN,
                BatchCheck.Status.FAIL,
                told.words(),
                "the columns of version " + told.version());
    }

    /** Whether the newest decision was recent enough; ingest said. */
    void judgeFreshness(Freshness freshness) {
        add(
                "freshness",
                Severity.valueOf(freshness.rule().severity().name()),
                freshness.stale() ? BatchCheck.Status.FAIL : BatchCheck.Status.PASS,
                "newest decision " + freshness.newest(),
                "at most " + freshness.rule().maxAge() + " before the date of the run");
    }

    private void tellUndeclared() {
        if (!undeclared.isEmpty()) {
            add(
                    "undeclared-columns",
                    Severity.INFO,
                    BatchCheck.Status.FAIL,
                    String.join(", ", undeclared),
                    "columns of version " + contract.version() + " of the contract");
        }
    }

    private void add(String id, Severity severity, BatchCheck.Status status, String value, String expected) {
        results.add(new DataReport.CheckResult(id, written(severity), status.name(), value, expected));
        if (status == BatchCheck.Status.FAIL) {
            String why = id + ": " + value + " (expected: " + expected + ")";
            switch (severity) {
                case BLOCK_BATCH -> blocking.add(why);
                case WARN, BLOCK_DEPLOY -> warning.add(why);
                case INFO, BLOCK_ROW -> {}
            }
        }
    }

    private static String written(Severity severity) {
        return severity.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    DataReport dataReport(@Nullable Positions positions, long duplicates, Optional<DataReport.LabelDelay> delay) {
        long rows = slots.stream().mapToLong(SlotChecker.Checked::rows).sum();
        LabelCounts labels =
                LabelCounts.sum(slots.stream().map(SlotChecker.Checked::labels).toList());
        return new DataReport(
                rows,
                slots.stream().mapToLong(slot -> slot.truth().rows()).sum(),
                labels.positives(),
                missingShare(rows),
                duplicates,
                quarantined(positions),
                results(),
                contract.never(),
                verdict(),
                labels.told(),
                labels.number(),
                delay,
                contract.personal().isEmpty() ? Optional.empty() : Optional.of(contract.personal()));
    }

    /** What deployment's gate has to refuse, if anything. */
    Optional<DeployBlock> deployBlock() {
        List<DataReport.CheckResult> failed = results().stream()
                .filter(result -> result.severity().equals(written(Severity.BLOCK_DEPLOY)))
                .filter(result -> result.status().equals(BatchCheck.Status.FAIL.name()))
                .toList();
        return failed.isEmpty() ? Optional.empty() : Optional.of(new DeployBlock(failed));
    }

    /** What became of each rule, by id. */
    List<DataReport.CheckResult> results() {
        return results.stream()
                .sorted(Comparator.comparing(DataReport.CheckResult::id))
                .toList();
    }

    /** What was found, in no order that means anything. */
    List<Finding> found() {
        return findings;
    }

    /** What was found, by rule and row. */
    List<Finding> findings() {
        List<Finding> sorted = inOrder;
        if (sorted == null) {
            sorted = findings.stream()
                    .sorted(Comparator.comparing(Finding::rule).thenComparing(Finding::rowId))
                    .toList();
            inOrder = sorted;
        }
        return sorted;
    }

    Verdict verdict() {
        if (!blocking.isEmpty()) {
            return new Verdict("check", "BLOCKED", String.join("; ", blocking));
        }
        return warning.isEmpty()
                ? new Verdict("check", "PASS", "every check holds, or set aside what breaks it")
                : new Verdict("check", "WARN", String.join("; ", warning));
    }

    private SortedMap<String, Double> missingShare(long rows) {
        SortedMap<String, Double> shares = new TreeMap<>();
        List<String> names = contract.knownNow();
        for (int i = 0; i < names.size(); i++) {
            long missing = 0;
            for (SlotChecker.Checked slot : slots) {
                missing += slot.missing().get(i);
            }
            shares.put(names.get(i), rows == 0 ? 0.0 : (double) missing / rows);
        }
        return shares;
    }

    private List<DataReport.Quarantined> quarantined(@Nullable Positions positions) {
        return findings().stream()
                .filter(Finding::setAside)
                .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(group -> new DataReport.Quarantined(
                        group.get(0).rule(),
                        group.get(0).column(),
                        group.get(0).what(),
                        group.size(),
                        example(group, positions)))
                .toList();
    }

    /** The finding that stands first in the source. */
    private String example(List<Finding> group, @Nullable Positions positions) {
        Finding first = group.stream()
                .min(Comparator.comparingLong(
                        finding -> line(finding, positions).orElse(Long.MAX_VALUE)))
                .orElseThrow();
        OptionalLong line = line(first, positions);
        String where = line.isPresent() ? " at " + file(first, positions) + ":" + line.getAsLong() : "";
        return (first.value().isEmpty() ? first.rowId() : first.value()) + where;
    }

    private String file(Finding finding, @Nullable Positions positions) {
        return positions == null ? place : positions.file(finding.rowId()).orElse(place);
    }

    private static OptionalLong line(Finding finding, @Nullable Positions positions) {
        return positions == null ? OptionalLong.empty() : positions.line(finding.rowId());
    }

    Quarantine quarantine(@Nullable Positions positions) {
        Column.Builder id = text(Examples.ROW_ID);
        Column.Builder rule = text("rule");
        Column.Builder what = text("what");
        Column.Builder column = text("column");
        Column.Builder value = text("value");
        Column.Builder expected = text("expected");
        Column.Builder line = Column.builder(Positions.LINE, ColumnType.LONG, 16);
        Column.Builder file = text(Positions.FILE);
        for (Finding finding : findings()) {
            if (finding.setAside()) {
                id.add(finding.rowId());
                rule.add(finding.rule());
                what.add(finding.what());
                column.add(finding.column());
                value.add(finding.value());
                expected.add(finding.expected());
                file.add(file(finding, positions));
                OptionalLong at = line(finding, positions);
                if (at.isPresent()) {
                    line.add(at.getAsLong());
                } else {
                    line.addMissing();
                }
            }
        }
        List<Column> columns = new ArrayList<>(List.of(
                id.build(), rule.build(), what.build(), column.build(), value.build(), expected.build(), line.build()));
        if (positions != null && positions.rows().find(Positions.FILE).isPresent()) {
            columns.add(file.build());
        }
        return new Quarantine(Table.of(columns));
    }

    private static Column.Builder text(String name) {
        return Column.builder(name, ColumnType.TEXT, 16);
    }
}
