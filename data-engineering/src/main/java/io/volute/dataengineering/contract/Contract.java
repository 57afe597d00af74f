package io.volute.dataengineering.contract;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.error.Excerpt;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a source look like. A column of the source that the contract does not name is left out and reported;
 * one that it names and the source lacks is an error.
 *
 * @param version raised when a column is removed or changes its meaning
 * @param key columns that identify a row; empty: a row is what is known of it at decision time
 * @param decisionTime the DATE or INSTANT column that says when the decision is taken; empty when rows have no time:
 *     then there are no periods either
 * @param columns columns by name
 * @param group the column whose equal values no split divides, beside rows that are equal in all that is known
 * @param nearDuplicates text columns; rows in which they are nearly the same are one group too
 * @param freshness how old the newest decision may be
 */
public record Contract(
        @Doc("a whole number, raised when a column changes its meaning") @Default("1")
        int version,

        @Doc("columns that identify a row, left out when there are none") @Default("[]")
        List<String> key,

        @Doc("the column that says when the decision is taken, left out when rows have no time")
        Optional<String> decisionTime,

        @Doc("columns by name") SortedMap<String, ColumnContract> columns,

        @Doc("the column whose equal values stay on one side of a random split, for example a person")
        Optional<String> group,

        @Doc("text columns; rows in which they are nearly the same stay on one side of a random split")
        Optional<List<String>> nearDuplicates,

        @Doc("how old the newest decision may be, left out when any age will do")
        Optional<FreshnessSpec> freshness) {
    private static final Set<String> TAKEN =
            Set.of(Examples.ROW_ID, Examples.GROUP_ID, Examples.AT, Truth.KNOWN_AT, Truth.LABEL);

    /** Without groups beside equal rows, of any age. */
    public Contract(
            int version, List<String> key, Optional<String> decisionTime, SortedMap<String, ColumnContract> columns) {
        this(version, key, decisionTime, columns, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Copies and checks. */
    public Contract {
        key = List.copyOf(key);
        nearDuplicates = nearDuplicates.map(List::copyOf);
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
        if (version < 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: 1 or more)");
        }
        checkNames(columns.keySet());
        if (decisionTime.isPresent()) {
            checkTime(decisionTime.get(), columns.get(decisionTime.get()));
        } else if (freshness.isPresent()) {
            throw new IllegalArgumentException(
                    "freshness: without a decision-time no row has an age (expected: a decision-time, or no freshness)");
        }
        for (String column : key) {
            ColumnContract part = columns.get(column);
            if (part == null || !part.available().isNow()) {
                throw new IllegalArgumentException(
                        "key: " + column + " (expected: columns of the contract that are available now)");
            }
        }
        if (group.isPresent() && !isNow(columns.get(group.get()))) {
            throw new IllegalArgumentException(
                    "group: " + group.get() + " (expected: a column of the contract that is available now)");
        }
        for (String column : nearDuplicates.orElse(List.of())) {
            ColumnContract part = columns.get(column);
            if (part == null || !isNow(part) || part.type().column() != ColumnType.TEXT) {
                throw new IllegalArgumentException("near-duplicates: " + column
                        + " (expected: columns of the contract of type text or category that are available now)");
            }
        }
    }

    private static boolean isNow(@Nullable ColumnContract column) {
        return column != null && column.available().isNow();
    }

    /** Whether rows belong together that differ in what is known of them. */
    public boolean hasGroups() {
        return group.isPresent() || nearDuplicates.isPresent();
    }

    private static void checkTime(String name, @Nullable ColumnContract time) {
        if (time == null
                || !time.available().isNow()
                || (time.type().column() != ColumnType.DATE && time.type().column() != ColumnType.INSTANT)) {
            throw new IllegalArgumentException("decision-time: " + name
                    + " (expected: a column of the contract of type date or instant that is available now)");
        }
        if (time.isPersonal()) {
            throw new IllegalArgumentException("decision-time: " + name
                    + " is personal data, and when a decision is taken is shown with it (expected: another column)");
        }
    }

    private static void checkNames(Set<String> names) {
        Map<String, String> seen = new TreeMap<>();
        for (String name : names) {
            String folded = name.toLowerCase(Locale.ROOT);
            String twin = seen.put(folded, name);
            if (twin != null) {
                throw new IllegalArgumentException("columns: " + twin + " and " + name
                        + " differ only in case (expected: names that differ otherwise)");
            }
            if (TAKEN.contains(folded)) {
                throw new IllegalArgumentException("columns: " + name + " is a name that Volute uses itself (expected:"
                        + " another name; taken are "
                        + String.join(", ", TAKEN.stream().sorted().toList()) + ")");
            }
        }
    }

    /** The same as if every value were known at once: for judging a file, in which all of them stand. */
    public Contract knownAtOnce() {
        SortedMap<String, ColumnContract> now = new TreeMap<>();
        columns.forEach((name, column) -> now.put(name, column.knownAtOnce()));
        return new Contract(version, key, decisionTime, now, group, nearDuplicates, freshness);
    }

    /** Whether this is the column of the decision time. */
    public boolean isDecisionTime(String column) {
        return decisionTime.filter(column::equals).isPresent();
    }

    /** This contract with more columns, which come from elsewhere than its own source. */
    public Contract with(SortedMap<String, ColumnContract> more) {
        SortedMap<String, ColumnContract> all = new TreeMap<>(columns);
        more.forEach((name, column) -> {
            if (all.put(name, column) != null) {
                throw new IllegalArgumentException("columns: " + name
                        + " is in the contract, and a join or label makes it too (expected: another name)");
            }
        });
        return new Contract(version, key, decisionTime, all, group, nearDuplicates, freshness);
    }

    /** Columns known at decision time, sorted. */
    public List<String> knownNow() {
        return names(Availability::isNow);
    }

    /** Columns known some time after the decision, sorted. */
    public List<String> late() {
        return names(Availability::isLate);
    }

    /** Columns that are never known in time, sorted. */
    public List<String> never() {
        return names(availability -> availability.delay().isEmpty());
    }

    /** Columns whose values are personal data, sorted. */
    public List<String> personal() {
        return columns.entrySet().stream()
                .filter(column -> column.getValue().isPersonal())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A value of a column as messages and reports may show it. */
    public String shown(String column, String value) {
        ColumnContract declared = columns.get(column);
        return declared == null ? Excerpt.of(value) : declared.shown(value);
    }

    /** The columns without rows, against which expressions are checked. */
    public Table emptyTable() {
        return Table.of(columns.entrySet().stream()
                .map(column -> Column.builder(
                                column.getKey(), column.getValue().type().column(), 0)
                        .build())
                .toList());
    }

    private List<String> names(Predicate<Availability> test) {
        return columns.entrySet().stream()
                .filter(column -> test.test(column.getValue().available()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
