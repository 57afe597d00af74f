package io.volute.dataengineering.check;

import io.volute.core.error.Nearest;
import io.volute.core.spec.Doc;
import io.volute.core.stage.Choice;
import io.volute.dataengineering.contract.Contract;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One row that stays although it breaks a rule, by somebody's word. Of a rule on a late column it is the label that
 * stays. A value that is not of its column's type stays missing.
 *
 * @param row its row id, as the quarantine tells it
 * @param rule id of the rule, or {@code type of COLUMN}
 * @param reason why the row is right
 * @param by who says so
 */
public record Pardon(
        @Doc("row_id of the row, 16 hexadecimal digits, as the quarantine tells it")
        String row,

        @Doc("id of the rule that the row breaks, or `type of COLUMN`")
        String rule,

        @Doc("why the row is right") String reason,
        @Doc("who says so") String by) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final String TYPE_OF = "type of ";

    /** Checks. */
    public Pardon {
        if (!ID.matcher(row).matches()) {
            throw new IllegalArgumentException(
                    "row: " + row + " (expected: the row_id of 16 hexadecimal digits that the quarantine tells)");
        }
        refuseBlank("reason", reason, "why the row is right");
        refuseBlank("by", by, "who says so");
    }

    private static void refuseBlank(String key, String text, String expected) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(key + ": nothing (expected: " + expected + ")");
        }
    }

    /** The rule of a value that is not of its column's type. */
    static String typeOf(String column) {
        return TYPE_OF + column;
    }

    /** Refuses rules that do not exist, and two pardons for the same. */
    public static void checkAgainst(
            Optional<List<Pardon>> pardons, SortedMap<String, Choice<Check>> checks, Contract contract) {
        Set<String> rules = new TreeSet<>(checks.keySet());
        contract.columns().keySet().forEach(column -> rules.add(typeOf(column)));
        Set<List<String>> seen = new HashSet<>();
        for (Pardon pardon : pardons.orElse(List.of())) {
            if (!rules.contains(pardon.rule)) {
                throw new IllegalArgumentException("accept: row " + pardon.row + " of rule " + pardon.rule
                        + " (expected: the id of a check, or `type of COLUMN`)"
                        + Nearest.of(pardon.rule, rules)
                                .map(near -> ". Did you mean " + near + "?")
                                .orElse(""));
            }
            if (!seen.add(List.of(pardon.row, pardon.rule))) {
                throw new IllegalArgumentException(
                        "accept: row " + pardon.row + " of rule " + pardon.rule + " stands twice (expected: once)");
            }
        }
    }
}
