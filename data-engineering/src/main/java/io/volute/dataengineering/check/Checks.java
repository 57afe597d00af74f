package io.volute.dataengineering.check;

import io.volute.core.stage.Choice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** The checks that come with Volute, for contracts that are written in Java; what they mean is what the YAML means. */
public final class Checks {
    private Checks() {}

    /** A check without an id, which the contract gives it. Immutable. */
    public static final class Rule {
        private final String name;
        private final Severity severity;
        private final Function<Severity, Record> options;

        private Rule(String name, Severity severity, Function<Severity, Record> options) {
            this.name = name;
            this.severity = severity;
            this.options = options;
        }

        /** The same with another severity than the check's own. */
        public Rule severity(Severity other) {
            return new Rule(name, other, options);
        }

        Choice<Check> choice() {
            return new Choice<>(Check.class, name, options.apply(severity));
        }
    }

    /** Only these values. Sets rows aside. */
    public static Rule allowed(String column, String... values) {
        List<String> listed = List.of(values);
        return new Rule("allowed", Severity.BLOCK_ROW, severity -> new AllowedCheck.Options(column, listed, severity));
    }

    /** Numbers from {@code min} to {@code max}, both included, at least one of which is given. Sets rows aside. */
    public static Rule range(String column, OptionalDouble min, OptionalDouble max) {
        return new Rule(
                "range",
                Severity.BLOCK_ROW,
                severity -> new RangeCheck.Options(column, decimal(min), decimal(max), severity));
    }

    /** A condition such as {@code "Start" <= "End"} that holds in each row. Sets rows aside. */
    public static Rule condition(String holds) {
        return new Rule("condition", Severity.BLOCK_ROW, severity -> new ConditionCheck.Options(holds, severity));
    }

    /** Text that a regular expression matches as a whole. Sets rows aside. */
    public static Rule pattern(String column, String pattern) {
        return new Rule("pattern", Severity.BLOCK_ROW, severity -> new PatternCheck.Options(column, pattern, severity));
    }

    /** Text of so many characters. Sets rows aside. */
    public static Rule length(String column, int min, int max) {
        return new Rule(
                "length",
                Severity.BLOCK_ROW,
                severity -> new LengthCheck.Options(column, min, Optional.of(max), severity));
    }

    /** At least this share of the rows has a value. Warns. */
    public static Rule completeness(String column, double min) {
        return new Rule(
                "completeness", Severity.WARN, severity -> new CompletenessCheck.Options(column, min, severity));
    }

    /** No two rows agree in all of these columns. Warns. */
    public static Rule unique(String... columns) {
        List<String> listed = List.of(columns);
        return new Rule("unique", Severity.WARN, severity -> new UniqueCheck.Options(listed, severity));
    }

    /** From {@code min} to {@code max} rows. Blocks the batch. */
    public static Rule rowCount(long min, OptionalLong max) {
        Optional<Long> most = max.isPresent() ? Optional.of(max.getAsLong()) : Optional.empty();
        return new Rule("row-count", Severity.BLOCK_BATCH, severity -> new RowCountCheck.Options(min, most, severity));
    }

    private static Optional<BigDecimal> decimal(OptionalDouble value) {
        return value.isPresent()
                ? Optional.of(new BigDecimal(BigDecimal.valueOf(value.getAsDouble())
                        .stripTrailingZeros()
                        .toPlainString()))
                : Optional.empty();
    }
}
