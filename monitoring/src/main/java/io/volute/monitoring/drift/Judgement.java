package io.volute.monitoring.drift;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import io.volute.monitoring.drift.Comparison.Kind;
import io.volute.monitoring.drift.DriftReport.ColumnFinding;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.test.Multiplicity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** All tests of one look under one budget: a drift must be more than chance <em>and</em> large enough to matter. */
final class Judgement {
    private static final double POWER = .8;
    private static final int YEARS_MIN = 2;
    private static final Set<String> IDENTITY = Set.of(Examples.ROW_ID, Examples.GROUP_ID, Examples.AT);
    /** A clock separates windows by construction. */
    private static final Set<ColumnType> CLOCKS = EnumSet.of(ColumnType.DATE, ColumnType.INSTANT);

    private final DriftSpec spec;
    private final DriftTest test;

    Judgement(DriftSpec spec, DriftTest test) {
        this.spec = spec;
        this.test = test;
    }

    DriftReport judge(Slot slot, Table current, SortedMap<Integer, Table> years) {
        double level = Multiplicity.perLook(spec.alarmBudget(), Season.looksPerYear(slot));
        long reference = years.values().stream().mapToLong(Table::rows).sum();
        if (current.rows() < spec.minRows()) {
            return report(
                    slot,
                    current,
                    years,
                    reference,
                    level,
                    List.of(),
                    Numbers.count(current.rows()) + " rows, needs " + spec.minRows());
        }
        if (years.size() < YEARS_MIN) {
            return report(
                    slot,
                    current,
                    years,
                    reference,
                    level,
                    List.of(),
                    years.size() + " earlier years with " + spec.minRows() + " rows in this season, needs "
                            + YEARS_MIN);
        }
        List<Named> comparisons = new ArrayList<>();
        for (Column column : current.columns()) {
            List<Column> before = Look.over(years, column.name());
            if (compared(column, before, years.size())) {
                test.compare(before, column, spec.test().options())
                        .forEach(comparison -> comparisons.add(new Named(column.name(), comparison)));
            }
        }
        return report(slot, current, years, reference, level, findings(comparisons, level), "");
    }

    private record Named(String column, Comparison comparison) {}

    private boolean compared(Column column, List<Column> before, int years) {
        return !IDENTITY.contains(column.name())
                && !CLOCKS.contains(column.type())
                && !spec.exclude().contains(column.name())
                && before.size() == years
                && before.stream().allMatch(earlier -> earlier.type() == column.type())
                && !identifier(before);
    }

    /** A text with another value in most rows names rows; no two windows share it. */
    private static boolean identifier(List<Column> before) {
        if (before.get(0).type() != ColumnType.TEXT) {
            return false;
        }
        Set<String> distinct = new HashSet<>();
        long present = 0;
        for (Column column : before) {
            for (int row = 0; row < column.rows(); row++) {
                if (!column.isMissing(row)) {
                    distinct.add(column.textAt(row));
                    present++;
                }
            }
        }
        return distinct.size() * 2L > present && present > 0;
    }

    private List<ColumnFinding> findings(List<Named> comparisons, double level) {
        double[] p = comparisons.stream()
                .flatMap(named -> named.comparison().tested().tested().stream())
                .mapToDouble(Significance::p)
                .toArray();
        double[] adjusted = Multiplicity.benjaminiHochberg(p);
        List<ColumnFinding> findings = new ArrayList<>();
        int next = 0;
        for (Named named : comparisons) {
            Comparison comparison = named.comparison();
            double min = comparison.kind() == Kind.DISTRIBUTION ? spec.minEffect() : spec.minMissing();
            if (comparison.tested() instanceof Refused why) {
                findings.add(finding(
                        named,
                        DriftReport.INSUFFICIENT_DATA,
                        Optional.empty(),
                        Optional.empty(),
                        min,
                        0,
                        why.message()));
                continue;
            }
            double power = comparison.power().of(min, level / p.length);
            boolean drift = adjusted[next] <= level && comparison.effect() >= min;
            String verdict =
                    drift ? DriftReport.DRIFT : power >= POWER ? DriftReport.STABLE : DriftReport.INSUFFICIENT_DATA;
            findings.add(finding(
                    named, verdict, Optional.of(p[next]), Optional.of(adjusted[next]), min, power, comparison.words()));
            next++;
        }
        return findings;
    }

    private static ColumnFinding finding(
            Named named,
            String verdict,
            Optional<Double> p,
            Optional<Double> adjusted,
            double min,
            double power,
            String words) {
        Comparison comparison = named.comparison();
        return new ColumnFinding(
                named.column(),
                comparison.kind().name(),
                verdict,
                p,
                adjusted,
                comparison.dispersion(),
                comparison.effect(),
                min,
                power,
                words);
    }

    private static DriftReport report(
            Slot slot,
            Table current,
            SortedMap<Integer, Table> years,
            long reference,
            double level,
            List<ColumnFinding> findings,
            String refused) {
        long drifted = count(findings, DriftReport.DRIFT);
        long stable = count(findings, DriftReport.STABLE);
        boolean allStable = !findings.isEmpty() && stable == findings.size();
        String verdict =
                drifted > 0 ? DriftReport.DRIFT : allStable ? DriftReport.STABLE : DriftReport.INSUFFICIENT_DATA;
        String why = !refused.isEmpty()
                ? refused
                : drifted > 0
                        ? drifted + " of " + findings.size() + " comparisons differ"
                        : allStable
                                ? findings.size() + " comparisons, none differs"
                                : "no change found, but in " + (findings.size() - stable) + " of " + findings.size()
                                        + " comparisons one that matters might go unseen in "
                                        + Numbers.count(current.rows()) + " rows";
        return new DriftReport(
                slot, Season.words(slot, years), current.rows(), reference, level, findings, verdict, why);
    }

    private static long count(List<ColumnFinding> findings, String verdict) {
        return findings.stream()
                .filter(finding -> finding.verdict().equals(verdict))
                .count();
    }
}
