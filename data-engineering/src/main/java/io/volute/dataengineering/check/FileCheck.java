package io.volute.dataengineering.check;

import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.table.IntSort;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.snapshot.IdentifiedRows;
import io.volute.dataengineering.snapshot.Lines;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.RawRow;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges one file by a contract, without any project: the rules, what they set aside and the verdict are those of a run
 * in which every value of every row is known. Thread-safe.
 */
public final class FileCheck {
    private static final int EXAMPLES = 5;

    private final Map<String, Check> implementations;

    /** Over the known kinds of checks. */
    @Inject
    public FileCheck(Map<String, Check> implementations) {
        this.implementations = Map.copyOf(implementations);
    }

    /**
     * Reads a file and judges it.
     *
     * @throws io.volute.core.error.VoluteException DATA when it is not as declared
     */
    public FileReport check(ContractFile declared, Delivery delivery) {
        return check(declared, delivery, true);
    }

    /** The same without {@link FileReport#aside}, which takes a second reading and memory for each such row. */
    public FileReport judge(ContractFile declared, Delivery delivery) {
        return check(declared, delivery, false);
    }

    private FileReport check(ContractFile declared, Delivery delivery, boolean tellAside) {
        // Ids are made as in a project, so that the same row has the same id in both.
        IdentifiedRows read = IdentifiedRows.read(delivery, declared.contract());
        Contract contract = declared.contract().knownAtOnce();
        Rules rules = new Rules(declared.checks(), contract, Optional.empty(), read.unreadable(), declared.accept());
        List<Rules.Rule> bound = rules.bind(implementations);
        SlotChecker.Checked checked = new SlotChecker(rules, bound).check(read.rows());
        Report report = new Report(
                contract,
                new Pardons(declared.accept()),
                declared.maxQuarantined(),
                delivery.place(),
                read.undeclared(),
                bound,
                List.of(checked));
        report.judgeSeries(Collections.emptySortedMap());
        report.judgeBatches(() -> List.of(checked.examples()), List::of);
        Lines where = read.lines();
        return new FileReport(
                contract.version(),
                read.rows().rows(),
                report.rowsAside(),
                report.verdict(),
                results(report, bound, contract, where),
                tellAside
                        ? aside(
                                report.findings(),
                                where,
                                delivery,
                                !contract.personal().isEmpty())
                        : List.of());
    }

    private static List<FileReport.OfCheck> results(
            Report report, List<Rules.Rule> bound, Contract contract, Lines where) {
        Map<String, List<Finding>> byRule = new TreeMap<>();
        for (Finding finding : report.found()) {
            byRule.computeIfAbsent(finding.rule(), rule -> new ArrayList<>()).add(finding);
        }
        Map<String, String> columns = new HashMap<>();
        bound.forEach(rule -> columns.put(rule.id(), rule.column(contract)));
        List<FileReport.OfCheck> results = new ArrayList<>();
        for (DataReport.CheckResult result : report.results()) {
            List<Finding> findings = Objects.requireNonNullElse(byRule.remove(result.id()), List.of());
            results.add(new FileReport.OfCheck(
                    result.id(),
                    columns.getOrDefault(result.id(), ""),
                    result.severity(),
                    result.status(),
                    result.value(),
                    result.expected(),
                    findings.size(),
                    examples(findings, where)));
        }
        // What is left are values of another type than their column's, which no rule had to be declared for.
        byRule.forEach((id, findings) -> results.add(ofType(id, findings, where)));
        return results;
    }

    private static FileReport.OfCheck ofType(String id, List<Finding> findings, Lines where) {
        long pardoned = findings.stream().filter(Finding::pardoned).count();
        long broken = findings.size() - pardoned;
        return new FileReport.OfCheck(
                id,
                findings.get(0).column(),
                "block-row",
                (broken == 0 ? BatchCheck.Status.PASS : BatchCheck.Status.FAIL).name(),
                Numbers.count(broken) + " rows" + (pardoned == 0 ? "" : ", " + Numbers.count(pardoned) + " pardoned"),
                findings.get(0).expected(),
                findings.size(),
                examples(findings, where));
    }

    /** The first few in the file; of a million there is no need to sort them all. */
    private static List<FileReport.Example> examples(List<Finding> findings, Lines where) {
        List<FileReport.Example> first = new ArrayList<>();
        for (Finding finding : findings) {
            long line = where.at(finding.number());
            int at = first.size();
            while (at > 0 && line < first.get(at - 1).line()) {
                at--;
            }
            if (at < EXAMPLES) {
                first.add(at, new FileReport.Example(line, finding.rowId(), finding.value()));
                if (first.size() > EXAMPLES) {
                    first.remove(EXAMPLES);
                }
            }
        }
        return first;
    }

    private static List<FileReport.Aside> aside(
            List<Finding> findings, Lines where, Delivery delivery, boolean personal) {
        List<Finding> aside = findings.stream().filter(Finding::setAside).toList();
        if (aside.isEmpty()) {
            return List.of();
        }
        int[] numbers = aside.stream().mapToInt(Finding::number).toArray();
        @Nullable String[] raw = new String[Arrays.stream(numbers).max().orElseThrow() + 1];
        Arrays.stream(numbers).forEach(number -> raw[number] = ColumnContract.MASK);
        if (!personal) {
            delivery.read(new Delivery.Rows() {
                private int number;

                @Override
                public void header(List<String> names) {
                    // Only rows are kept.
                }

                @Override
                public void row(RawRow row) {
                    if (number < raw.length && raw[number] != null) {
                        raw[number] = row.raw();
                    }
                    number++;
                }
            });
        }
        // Findings come by rule and the sort is stable, so those of one row stay in the order of their rules.
        int[] order = IntSort.rows(numbers.length, (first, second) -> Integer.compare(numbers[first], numbers[second]));
        return Arrays.stream(order)
                .mapToObj(i -> new FileReport.Aside(
                        where.at(numbers[i]),
                        aside.get(i).rowId(),
                        aside.get(i).rule(),
                        aside.get(i).column(),
                        aside.get(i).value(),
                        Objects.requireNonNull(raw[numbers[i]])))
                .toList();
    }
}
