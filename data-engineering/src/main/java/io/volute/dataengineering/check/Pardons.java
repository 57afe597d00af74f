package io.volute.dataengineering.check;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which rows stay although they break a rule, and what became of those words. Immutable. */
final class Pardons {
    private final SortedMap<String, SortedMap<String, Pardon>> byRule = new TreeMap<>();
    private final List<Pardon> all;
    private final Set<String> rows;

    Pardons(Optional<List<Pardon>> declared) {
        all = declared.orElse(List.of());
        rows = all.stream().map(Pardon::row).collect(Collectors.toSet());
        all.forEach(pardon ->
                byRule.computeIfAbsent(pardon.rule(), rule -> new TreeMap<>()).put(pardon.row(), pardon));
    }

    boolean none() {
        return all.isEmpty();
    }

    /** What becomes of a row that breaks a rule which sets aside. */
    Finding.Fate fate(String rule, String rowId) {
        SortedMap<String, Pardon> ofRule = byRule.get(rule);
        return ofRule != null && ofRule.containsKey(rowId) ? Finding.Fate.PARDONED : Finding.Fate.ASIDE;
    }

    /** Of the rows that somebody spoke for, those of this table. */
    Set<String> known(Table table) {
        Set<String> known = new HashSet<>();
        if (!rows.isEmpty()) {
            Column ids = table.column(Examples.ROW_ID);
            for (int row = 0; row < ids.rows(); row++) {
                if (rows.contains(ids.textAt(row))) {
                    known.add(ids.textAt(row));
                }
            }
        }
        return known;
    }

    /** Who pardoned how many, and which pardons meet nothing; false when some do. */
    record Told(boolean allMeet, String words) {}

    Told told(List<Finding> findings, Set<String> known) {
        Set<List<String>> met = findings.stream()
                .filter(Finding::pardoned)
                .map(finding -> List.of(finding.rowId(), finding.rule()))
                .collect(Collectors.toSet());
        SortedMap<String, Long> byWhom = new TreeMap<>();
        List<String> parts = new ArrayList<>();
        List<String> idle = new ArrayList<>();
        for (Pardon pardon : all) {
            if (met.contains(List.of(pardon.row(), pardon.rule()))) {
                byWhom.merge(pardon.by(), 1L, Long::sum);
            } else {
                idle.add(pardon.row() + " of " + pardon.rule() + ": "
                        + (known.contains(pardon.row()) ? "is not set aside by it" : "no such row by now"));
            }
        }
        byWhom.forEach((by, n) -> parts.add(Numbers.count(n) + " pardoned by " + by));
        parts.addAll(idle);
        return new Told(idle.isEmpty(), String.join("; ", parts));
    }
}
