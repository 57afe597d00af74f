package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.scoping.threshold.Threshold.ALIKE;
import static io.volute.scoping.threshold.Threshold.PERSONAL;

import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.HarmSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** S13: no personal data that nobody tagged, nobody told by a combination of columns. No value is ever shown. */
final class Privacy {
    private static final int HITS = 5;
    private static final int LOOKED_AT = 10_000;
    private static final String TITLE = "Personal data and fairness";
    private static final Map<String, Pattern> SHAPES = Map.of(
            "e-mail addresses", Pattern.compile("[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}"),
            "bank accounts", Pattern.compile("[A-Z]{2}[0-9]{2} ?(?:[A-Z0-9]{4} ?){3,7}[A-Z0-9]{0,4}"),
            "telephone numbers", Pattern.compile("\\+[0-9][0-9 ()/-]{7,17}[0-9]"),
            "social security numbers", Pattern.compile("[0-9]{3}-[0-9]{2}-[0-9]{4}"));

    private final Known known;

    Privacy(Known known) {
        this.known = known;
    }

    ScopeCheck check() {
        if (known.slices().stream().allMatch(slice -> slice.examples().rows().rows() == 0)) {
            return new ScopeCheck(
                    "S13", TITLE, UNKNOWN, "no row could be looked at", "bring rows whose outcome is known");
        }
        List<String> untagged = untagged();
        if (!untagged.isEmpty()) {
            return new ScopeCheck(
                    "S13",
                    TITLE,
                    FAIL,
                    "not tagged as personal: " + String.join("; ", untagged),
                    "write pii: true at these columns of the contract, or leave them out");
        }
        Optional<HarmSpec> harm = known.declared().harm();
        List<String> keys = harm.map(HarmSpec::keys).orElse(List.of());
        List<Long> sizes = keys.isEmpty() ? List.of() : sizes(keys);
        long alike = sizes.stream().mapToLong(Long::longValue).min().orElse(keys.isEmpty() ? Long.MAX_VALUE : 0);
        double least = known.thresholds().fail(ALIKE);
        if (alike < least) {
            return new ScopeCheck(
                            "S13",
                            TITLE,
                            FAIL,
                            "some combination of " + String.join(", ", keys) + " has "
                                    + (alike == 1 ? "one row" : alike + " rows") + " only; fewer than "
                                    + Answer.limit(least) + " are alike for " + Numbers.count(exposed(sizes, least))
                                    + " of " + Numbers.count(exposed(sizes, Double.POSITIVE_INFINITY)) + " rows",
                            "coarsen these columns until each combination has " + Answer.limit(least) + " rows")
                    .with(Answer.number((double) alike, least));
        }
        int tagged = known.report().personal().map(List::size).orElse(0);
        String told = "no value looks like personal data beside the " + tagged + " columns tagged as personal"
                + (keys.isEmpty()
                        ? ""
                        : "; each combination of " + String.join(", ", keys) + " has " + alike + " rows");
        if (harm.flatMap(HarmSpec::groups).isPresent()) {
            Fairness.Found found =
                    new Fairness(known).check(harm.flatMap(HarmSpec::groups).orElseThrow());
            ScopeCheck check = new ScopeCheck(
                    "S13",
                    TITLE,
                    found.status(),
                    told + "; " + found.told(),
                    found.status().equals(UNKNOWN)
                            ? "bring more rows of each group, or compare groups by hand before the release"
                            : "look at why groups are treated differently, and leave out what only stands for a group");
            return found.measured().map(check::with).orElse(check);
        }
        Optional<String> nobody = harm.flatMap(HarmSpec::noPeople);
        ScopeCheck check = nobody.map(reason -> new ScopeCheck(
                        "S13", TITLE, PASS, told + "; fairness does not apply: " + reason, "none needed"))
                .orElseGet(() -> new ScopeCheck(
                        "S13",
                        TITLE,
                        UNKNOWN,
                        told + "; whether groups of people are treated alike is not measured",
                        "name the columns of groups in scoping.harm.groups, or say in scoping.harm.no-people why no"
                                + " decision is about a person"));
        return keys.isEmpty() ? check : check.with(Answer.number((double) alike, least));
    }

    /** Columns in which at least 5 values and one in a hundred have a telling shape. Tagged ones are hashed before. */
    private List<String> untagged() {
        Map<String, Map<String, Integer>> hits = new HashMap<>();
        Map<String, Integer> looked = new HashMap<>();
        for (History.Slice slice : known.slices()) {
            for (Column column : slice.examples().rows().columns()) {
                if (column.type() == ColumnType.TEXT) {
                    look(column, hits.computeIfAbsent(column.name(), name -> new HashMap<>()), looked);
                }
            }
        }
        double share = known.thresholds().fail(PERSONAL);
        List<String> found = new ArrayList<>();
        for (String column : new TreeSet<>(hits.keySet())) {
            for (String shape : new TreeSet<>(SHAPES.keySet())) {
                int count = hits.getOrDefault(column, Map.of()).getOrDefault(shape, 0);
                if (count >= HITS && count >= share * looked.getOrDefault(column, 0)) {
                    found.add(column + " (" + shape + ")");
                }
            }
        }
        return found;
    }

    private static void look(Column column, Map<String, Integer> hits, Map<String, Integer> looked) {
        for (int row = 0; row < column.rows() && looked.getOrDefault(column.name(), 0) < LOOKED_AT; row++) {
            if (!column.isMissing(row)) {
                looked.merge(column.name(), 1, Integer::sum);
                String text = column.textAt(row);
                SHAPES.forEach((shape, pattern) -> {
                    if (pattern.matcher(text).matches()) {
                        hits.merge(shape, 1, Integer::sum);
                    }
                });
            }
        }
    }

    /** Rows whose combination has fewer than this. Told as a number: a value would tell who it is. */
    private static long exposed(List<Long> sizes, double least) {
        return sizes.stream()
                .mapToLong(Long::longValue)
                .filter(size -> size < least)
                .sum();
    }

    /** Rows of each combination; the smallest says how many are alike (Sweeney 2002). */
    private List<Long> sizes(List<String> keys) {
        Map<List<Object>, Long> rows = new HashMap<>();
        for (History.Slice slice : known.slices()) {
            Table table = slice.examples().rows();
            List<Column> columns = keys.stream().map(table::column).toList();
            for (int row = 0; row < table.rows(); row++) {
                List<Object> combination = new ArrayList<>();
                for (Column column : columns) {
                    combination.add(Optional.ofNullable(column.valueAt(row)));
                }
                rows.merge(combination, 1L, Long::sum);
            }
        }
        return List.copyOf(rows.values());
    }
}
