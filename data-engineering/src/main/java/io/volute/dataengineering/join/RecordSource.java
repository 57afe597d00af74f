package io.volute.dataengineering.join;

import io.volute.core.error.Nearest;
import io.volute.core.stage.Choice;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.source.Source;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Records beside the decisions: where they come from, what they look like, to which decisions they belong and when they
 * are known.
 *
 * @param name of the join or label
 * @param source where they come from
 * @param contract what they look like
 * @param on column of the records by column of the decisions; equal values belong together
 * @param at the rule for values of the same day
 * @param available when they are written down: a column, a delay, or at once
 */
public record RecordSource(
        String name,
        Choice<Source> source,
        RecordContract contract,
        SortedMap<String, String> on,
        Optional<SameDay> at,
        Optional<String> available) {

    /** Refuses what does not fit the decisions' contract or the records' own. */
    public void checkAgainst(Contract decisions) {
        if (decisions.decisionTime().isEmpty()) {
            throw new IllegalArgumentException(name + ": beside decisions without a time (expected: a decision-time in"
                    + " data-engineering.contract, or nothing can be said to be known before them)");
        }
        if (on.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": on: nothing (expected: a column of the decisions with the column that it equals)");
        }
        on.forEach((decision, record) -> {
            ColumnType left = column(decisions, "on", decision).type().column();
            ColumnType right = column("on", record).type().column();
            if (!decisions.knownNow().contains(decision)) {
                throw new IllegalArgumentException(name + ": on: " + decision
                        + " is known after the decision (expected: a column with available: now)");
            }
            if (left != right) {
                throw new IllegalArgumentException(name + ": on: " + decision + " is " + name(left) + ", " + record
                        + " is " + name(right) + " (expected: the same type in both contracts)");
            }
        });
        time().check(name, decisions, contract.contract());
    }

    private static String name(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** A column of the records; refused by name when there is none. */
    public ColumnContract column(String key, String column) {
        return column(contract.contract(), key, column);
    }

    private ColumnContract column(Contract there, String key, String column) {
        ColumnContract found = there.columns().get(column);
        if (found == null) {
            throw new IllegalArgumentException(name + ": " + key + ": " + column + " (expected: one of "
                    + String.join(", ", there.columns().keySet()) + ")"
                    + Nearest.of(column, there.columns().keySet())
                            .map(near -> ". Did you mean " + near + "?")
                            .orElse(""));
        }
        return found;
    }

    RecordTime time() {
        return new RecordTime(contract.eventTime(), available, at);
    }

    /** Whether decisions or events have no time of day, so that moments are days. */
    boolean byDay(Contract decisions) {
        return isByDay(decisions) || isByDay(contract.contract());
    }

    /** Whether the rows of a contract have a date and no time of day. */
    static boolean isByDay(Contract contract) {
        return contract.decisionTime()
                .map(time -> Objects.requireNonNull(contract.columns().get(time), time))
                .filter(time -> time.type().column() == ColumnType.DATE)
                .isPresent();
    }

    /** The values by which a row belongs to others; empty where one is missing. */
    static Optional<List<Object>> entity(List<Column> columns, int row) {
        if (columns.stream().anyMatch(column -> column.isMissing(row))) {
            return Optional.empty();
        }
        return Optional.of(columns.stream()
                .map(column -> Objects.requireNonNull(column.valueAt(row)))
                .toList());
    }

    List<Column> decisionColumns(Table decisions) {
        return on.keySet().stream().map(decisions::column).toList();
    }

    List<Column> recordColumns(Table records) {
        return on.entrySet().stream()
                .map(Map.Entry::getValue)
                .map(records::column)
                .toList();
    }
}
