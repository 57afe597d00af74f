package io.volute.dataengineering.proposal;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.proportion.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Suggests rules by what two thirds of the rows hold, and keeps those that the last third holds too: what was only a
 * peculiarity of the rows that suggested it is left out.
 */
final class CheckSuggester {
    private static final int DOMAIN_MOST = 120;
    private static final double SINGLETONS_MOST = .1;
    private static final int ROWS_LEAST = 30;

    private final int[] learn;
    private final int[] verify;
    private final List<SuggestedCheck> kept = new ArrayList<>();
    private int dropped;

    /**
     * A suggester.
     *
     * @param learn rows that suggest
     * @param verify later rows, or others
     */
    CheckSuggester(int[] learn, int[] verify) {
        this.learn = learn.clone();
        this.verify = verify.clone();
    }

    /** Looks at a column; too few rows suggest nothing. */
    void column(Column column, boolean category) {
        if (learn.length < ROWS_LEAST || verify.length < ROWS_LEAST) {
            return;
        }
        completeness(column);
        if (category && column.type() == ColumnType.TEXT) {
            domain(column);
        }
        if (column.type() == ColumnType.LONG || column.type() == ColumnType.DOUBLE) {
            notNegative(column);
        }
    }

    /** Rules that held, that on the number of rows first. */
    List<SuggestedCheck> kept() {
        List<SuggestedCheck> all = new ArrayList<>();
        long rows = (long) learn.length + verify.length;
        all.add(new SuggestedCheck.RowCount(
                Math.max(1, rows / 2), "half of the " + Numbers.count(rows) + " that are there"));
        all.addAll(kept);
        return all;
    }

    /** How many were suggested and did not hold. */
    int dropped() {
        return dropped;
    }

    private void completeness(Column column) {
        long known = known(column, learn);
        if (known == 0) {
            return;
        }
        Optional<Estimate> share = new Share(known, learn.length).wilson().found();
        BigDecimal min =
                BigDecimal.valueOf(share.map(Estimate::low).orElse(0.0)).setScale(2, RoundingMode.DOWN);
        double later = (double) known(column, verify) / verify.length;
        keep(
                min.signum() > 0,
                later >= min.doubleValue(),
                new SuggestedCheck.Completeness(
                        column.name(),
                        min.stripTrailingZeros(),
                        known == learn.length && later == 1
                                ? "none of " + Numbers.count((long) learn.length + verify.length) + " rows lacks one"
                                : Numbers.percent((double) known / learn.length) + " of "
                                        + Numbers.count(learn.length) + " rows have one, " + Numbers.percent(later)
                                        + " of the " + Numbers.count(verify.length) + " others"));
    }

    private void domain(Column column) {
        Map<String, Long> counts = Values.counts(column, learn);
        long single = counts.values().stream().filter(count -> count == 1).count();
        boolean suggested =
                !counts.isEmpty() && counts.size() <= DOMAIN_MOST && single < SINGLETONS_MOST * counts.size();
        boolean held = suggested
                && Arrays.stream(verify)
                        .allMatch(row -> column.isMissing(row) || counts.containsKey(column.textAt(row)));
        keep(
                suggested,
                held,
                new SuggestedCheck.Allowed(
                        column.name(),
                        counts.keySet().stream().sorted(Values.BY_BYTES).toList(),
                        "all that stand there, in both parts of the rows"));
    }

    private void notNegative(Column column) {
        boolean suggested = known(column, learn) > 0 && least(column, learn) >= 0;
        keep(
                suggested,
                suggested && least(column, verify) >= 0,
                new SuggestedCheck.NotNegative(
                        column.name(), "none of " + Numbers.count((long) learn.length + verify.length) + " rows is"));
    }

    private void keep(boolean suggested, boolean held, SuggestedCheck check) {
        if (suggested && held) {
            kept.add(check);
        } else if (suggested) {
            dropped++;
        }
    }

    private static double least(Column column, int[] rows) {
        return IntStream.of(rows)
                .filter(row -> !column.isMissing(row))
                .mapToDouble(column::doubleAt)
                .min()
                .orElse(0);
    }

    private static long known(Column column, int[] rows) {
        return IntStream.of(rows).filter(row -> !column.isMissing(row)).count();
    }
}
