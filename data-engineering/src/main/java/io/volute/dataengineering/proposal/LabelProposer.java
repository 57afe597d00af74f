package io.volute.dataengineering.proposal;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.contract.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which framing fits a label: bool, text or at most two distinct values are classes; whole numbers with 3 to 20 distinct
 * values are classes; other numbers are a number.
 */
final class LabelProposer {
    /** Rows that a class needs so that it can be learnt and judged. */
    static final int CLASS_LEAST = 30;

    private static final int CLASSES_MOST = 50;
    private static final int WHOLE_CLASSES_MOST = 20;
    private static final int TOLD = 6;

    private final Column column;
    private final ValueType type;
    private final Optional<Proposer.Task> task;
    private final List<Map.Entry<String, Long>> values;
    private final int labelled;

    LabelProposer(Column column, ValueType type, Optional<Proposer.Task> task) {
        this.column = column;
        this.type = type;
        this.task = task;
        this.values = Values.byCount(
                Values.counts(column, IntStream.range(0, column.rows()).toArray()));
        this.labelled = column.rows() - column.missing();
    }

    Proposal.Label propose() {
        if (type == ValueType.DATE || type == ValueType.INSTANT) {
            throw unusable("holds points in time", "two to " + CLASSES_MOST + " classes, or a number");
        }
        if (values.size() < 2) {
            throw unusable(
                    values.isEmpty()
                            ? "has no value at all"
                            : "is " + values.get(0).getKey() + " in every row",
                    "at least two different values");
        }
        boolean number = column.type() == ColumnType.LONG || column.type() == ColumnType.DOUBLE;
        if (task.filter(Proposer.Task.NUMBER::equals).isPresent()) {
            if (!number) {
                throw unusable("holds " + type.name().toLowerCase(Locale.ROOT), "numbers, for --task number");
            }
            return number("as asked for");
        }
        boolean asked = task.isPresent();
        String count = Numbers.count(values.size()) + " distinct values";
        if (values.size() == 2) {
            return binary(asked ? "as asked for" : count);
        }
        if (asked || !number || (type == ValueType.INT && values.size() <= WHOLE_CLASSES_MOST)) {
            return classes(asked ? "as asked for" : number ? "whole numbers with " + count : "text with " + count);
        }
        return number(type == ValueType.INT ? "whole numbers with " + count : "numbers with " + count);
    }

    /** The rarer of two values is what happens; which one it is does not change a model, only its reading. */
    private Proposal.Label binary(String reason) {
        String event = values.get(1).getKey();
        String literal = column.type() == ColumnType.TEXT ? "'" + event.replace("'", "''") + "'" : event;
        return new Proposal.Label(
                column.name(),
                Framing.BINARY,
                Optional.of("\"" + column.name() + "\" = " + literal),
                reason,
                distribution(values),
                List.of(),
                List.of());
    }

    private Proposal.Label classes(String reason) {
        List<String> kept = values.stream()
                .filter(value -> value.getValue() >= CLASS_LEAST)
                .map(Map.Entry::getKey)
                .sorted(Values.BY_BYTES)
                .toList();
        List<String> aside = values.stream()
                .map(Map.Entry::getKey)
                .filter(value -> !kept.contains(value))
                .toList();
        if (kept.size() > CLASSES_MOST || kept.size() < 2) {
            throw unusable(
                    "has " + Numbers.count(values.size()) + " different values, " + Numbers.count(kept.size())
                            + " of them in at least " + CLASS_LEAST + " rows" + almostANumber(),
                    "two to " + CLASSES_MOST + " classes of at least " + CLASS_LEAST + " rows, or a number");
        }
        return new Proposal.Label(
                column.name(), Framing.MULTICLASS, Optional.empty(), reason, distribution(values), kept, aside);
    }

    /** A text that keeps a column from being a number is most likely a missing value. */
    private String almostANumber() {
        Column.Builder trial = Column.builder(column.name(), ColumnType.DOUBLE, 16);
        if (column.type() != ColumnType.TEXT) {
            return "";
        }
        List<String> texts = values.stream()
                .map(Map.Entry::getKey)
                .filter(value -> !ValueType.NUMBER.append(trial, value))
                .toList();
        return texts.isEmpty() || texts.size() > TOLD || texts.size() == values.size()
                ? ""
                : "; all but " + texts.stream().map(Excerpt::of).collect(Collectors.joining(", "))
                        + " are numbers, so try --missing " + Excerpt.of(texts.get(0));
    }

    private Proposal.Label number(String reason) {
        double[] sorted = IntStream.range(0, column.rows())
                .filter(row -> !column.isMissing(row))
                .mapToDouble(column::doubleAt)
                .sorted()
                .toArray();
        double mean = Arrays.stream(sorted).sum() / sorted.length;
        String distribution = Numbers.plain(sorted[0]) + " to " + Numbers.plain(sorted[sorted.length - 1])
                + ", on average " + Numbers.plain(mean) + ", half of them up to "
                + Numbers.plain(sorted[(sorted.length - 1) / 2]) + unlabelled();
        return new Proposal.Label(
                column.name(), Framing.REGRESSION, Optional.empty(), reason, distribution, List.of(), List.of());
    }

    private String distribution(List<Map.Entry<String, Long>> counts) {
        String told = counts.stream()
                .limit(TOLD)
                .map(value -> Excerpt.of(value.getKey()) + " " + Numbers.percent((double) value.getValue() / labelled))
                .collect(Collectors.joining(", "));
        return told + (counts.size() > TOLD ? " and " + (counts.size() - TOLD) + " more" : "") + unlabelled();
    }

    private String unlabelled() {
        return column.missing() == 0 ? "" : "; " + Numbers.count(column.missing()) + " rows have none";
    }

    private VoluteException unusable(String what, String expected) {
        return new VoluteException(
                DataError.PROPOSAL_IMPOSSIBLE,
                "label " + column.name() + ": " + what + " (expected: " + expected
                        + ")\nfix: name another column with --label, or prepare one that holds what is to be predicted");
    }
}
