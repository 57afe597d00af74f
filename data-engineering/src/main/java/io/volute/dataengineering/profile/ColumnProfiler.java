package io.volute.dataengineering.profile;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.text.Numbers;
import io.volute.statistics.column.NumberState;
import io.volute.statistics.column.TextState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/** Describes one column, and says what in it deserves a look. */
final class ColumnProfiler {
    private static final int TOP = 20;
    private static final int BINS = 20;
    /** A share of days with rows from which a day without any is a hole. */
    private static final double EVERY_DAY = .9;

    private static final double ID_LIKE = .98;
    private static final double MOSTLY = .5;
    private static final double SKEWED = 3;
    private static final double FAR = 5;
    /** Makes the median absolute deviation of a normal variable its standard deviation. */
    private static final double MAD = 1.4826;

    private static final double[] SHARES = {.01, .05, .25, .5, .75, .95, .99};
    private static final List<String> NAMES = List.of("p01", "p05", "p25", "p50", "p75", "p95", "p99");

    private final Column column;
    private final String type;
    private final List<String> flags = new ArrayList<>();
    private final List<Profile.Warning> warnings = new ArrayList<>();

    ColumnProfiler(Column column, String type) {
        this.column = column;
        this.type = type;
    }

    Profile.OfColumn describe(long[] rowIds, long seed) {
        if (column.missing() > MOSTLY * column.rows()) {
            flag(
                    "mostly-missing",
                    Numbers.percent((double) column.missing() / column.rows()) + " of the rows have no value");
        }
        return column.type() == ColumnType.TEXT ? texts() : numbers(rowIds, seed);
    }

    List<Profile.Warning> warnings() {
        return List.copyOf(warnings);
    }

    private Profile.OfColumn texts() {
        TextState state = new TextState();
        for (int row = 0; row < column.rows(); row++) {
            if (column.isMissing(row)) {
                state.addMissing();
            } else {
                state.add(column.textAt(row));
            }
        }
        long n = state.rows() - state.missing();
        common(n, state.distinct());
        if (state.padded() > 0) {
            flag("padded", Numbers.count(state.padded()) + " values begin or end with a blank");
        }
        return new Profile.OfColumn(
                column.name(),
                type,
                n,
                state.missing(),
                state.distinct(),
                state.exact(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                n == 0
                        ? Optional.empty()
                        : Optional.of(new Profile.OfTexts(
                                state.shortest(), state.longest(), state.meanLength(), state.padded())),
                state.top(TOP).stream()
                        .map(counted -> new Profile.Top(counted.value(), counted.n()))
                        .toList(),
                flags);
    }

    private Profile.OfColumn numbers(long[] rowIds, long seed) {
        NumberState state = new NumberState(seed);
        for (int row = 0; row < column.rows(); row++) {
            if (column.isMissing(row)) {
                state.addMissing();
            } else {
                state.add(rowIds[row], value(row));
            }
        }
        long n = state.rows() - state.missing();
        boolean number = column.type() == ColumnType.LONG || column.type() == ColumnType.DOUBLE;
        common(n, state.distinct());
        double[] ascending = state.ascending();
        if (number && n > 0) {
            lookForOutliers(state, ascending);
        }
        if (column.type() == ColumnType.DATE && n > 1) {
            lookForGaps(ascending);
        }
        DoubleFunction<String> written = this::written;
        return new Profile.OfColumn(
                column.name(),
                type,
                n,
                state.missing(),
                state.distinct(),
                state.exact(),
                n == 0 ? Optional.empty() : Optional.of(written.apply(state.min())),
                n == 0 ? Optional.empty() : Optional.of(written.apply(state.max())),
                number && n > 0 ? Optional.of(ofNumbers(state, ascending)) : Optional.empty(),
                Optional.empty(),
                state.top(TOP).stream()
                        .map(counted -> new Profile.Top(written.apply(counted.value()), counted.n()))
                        .toList(),
                flags);
    }

    private double value(int row) {
        return switch (column.type()) {
            case DOUBLE -> column.doubleAt(row);
            case BOOL -> column.boolAt(row) ? 1 : 0;
            default -> column.longAt(row);
        };
    }

    private String written(double value) {
        return switch (column.type()) {
            case BOOL -> value == 0 ? "false" : "true";
            case DATE -> LocalDate.ofEpochDay((long) value).toString();
            case INSTANT -> Instant.EPOCH.plus((long) value, ChronoUnit.MICROS).toString();
            default ->
                new BigDecimal(
                                value == Math.rint(value) && Math.abs(value) < 1e15
                                        ? Long.toString((long) value)
                                        : Double.toString(value))
                        .toPlainString();
        };
    }

    private static Profile.OfNumbers ofNumbers(NumberState state, double[] ascending) {
        double[] found = state.quantiles(SHARES);
        SortedMap<String, Double> quantiles = new TreeMap<>();
        for (int i = 0; i < found.length; i++) {
            quantiles.put(NAMES.get(i), found[i]);
        }
        return new Profile.OfNumbers(
                state.min(),
                state.max(),
                state.shape().mean(),
                state.shape().deviation(),
                state.shape().skewness(),
                state.zeros(),
                Collections.unmodifiableSortedMap(quantiles),
                histogram(state, ascending));
    }

    private static List<Long> histogram(NumberState state, double[] ascending) {
        long[] counts = new long[BINS];
        double width = (state.max() - state.min()) / BINS;
        for (double value : ascending) {
            int bin = width > 0 ? (int) Math.min(BINS - 1.0, (value - state.min()) / width) : 0;
            counts[bin]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    private void common(long n, long distinct) {
        if (n > 0 && distinct == 1) {
            flag("constant", "has one value only");
        } else if (n > 100
                && distinct > ID_LIKE * n
                && (column.type() == ColumnType.TEXT || column.type() == ColumnType.LONG)) {
            flag(
                    "id-like",
                    Numbers.count(distinct) + " distinct values in " + Numbers.count(n)
                            + " rows: it tells rows apart and teaches nothing");
        }
    }

    /** Values further from the median than five robust deviations; where most are equal, the others are judged. */
    private void lookForOutliers(NumberState state, double[] ascending) {
        if (Math.abs(state.shape().skewness()) > SKEWED) {
            flag("skewed", "skewness " + Numbers.plain(state.shape().skewness()) + ": means and deviations say little");
        }
        double far = FAR * spread(ascending);
        if (!(far > 0)) {
            return;
        }
        double middle = median(ascending);
        long outliers = Arrays.stream(ascending)
                .filter(value -> Math.abs(value - middle) > far)
                .count();
        if (outliers > 0) {
            flag(
                    "outliers",
                    Numbers.count(outliers)
                            + (state.exact() ? "" : " of a sample of " + Numbers.count(ascending.length))
                            + " values lie more than " + Numbers.plain(far) + " from the median "
                            + Numbers.plain(middle) + " (five robust deviations)");
        }
    }

    private static double spread(double[] ascending) {
        double mad = deviation(ascending);
        if (mad > 0) {
            return MAD * mad;
        }
        double mode = median(ascending);
        double[] others =
                Arrays.stream(ascending).filter(value -> value != mode).toArray();
        return others.length < 2 ? 0 : MAD * deviation(others);
    }

    private static double deviation(double[] ascending) {
        double middle = median(ascending);
        double[] distances = Arrays.stream(ascending)
                .map(value -> Math.abs(value - middle))
                .sorted()
                .toArray();
        return median(distances);
    }

    private static double median(double[] ascending) {
        int half = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
    }

    /** Days on which a series that otherwise has one row a step has none, or one that otherwise has rows every day. */
    private void lookForGaps(double[] ascending) {
        double[] days = Arrays.stream(ascending).distinct().toArray();
        boolean single = days.length >= ID_LIKE * ascending.length;
        boolean daily = days.length >= EVERY_DAY * (days[days.length - 1] - days[0] + 1);
        if (days.length < 10 || !(single || daily)) {
            return;
        }
        long step = commonestStep(days);
        long holes = 0;
        String first = "";
        for (int i = 1; i < days.length; i++) {
            long missing = (long) (days[i] - days[i - 1]) / step - 1;
            if (missing > 0 && first.isEmpty()) {
                first = LocalDate.ofEpochDay((long) days[i - 1] + step).toString();
            }
            holes += Math.max(0, missing);
        }
        if (holes > 0) {
            flag(
                    "gaps",
                    Numbers.count(holes) + " steps of " + Duration.ofDays(step).toDays()
                            + " d have no row, the first at " + first);
        }
        long twice = ascending.length - (long) days.length;
        if (twice > 0 && single) {
            flag("doubles", Numbers.count(twice) + " rows share their date with an earlier one");
        }
    }

    private static long commonestStep(double[] days) {
        TreeMap<Long, Long> steps = new TreeMap<>();
        for (int i = 1; i < days.length; i++) {
            steps.merge((long) (days[i] - days[i - 1]), 1L, Long::sum);
        }
        long most = Collections.max(steps.values());
        return steps.entrySet().stream()
                .filter(step -> step.getValue() == most)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private void flag(String code, String message) {
        flags.add(code);
        warnings.add(new Profile.Warning(code, column.name(), message));
    }

    /** How a type is written in a contract. */
    static String name(Enum<?> type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
