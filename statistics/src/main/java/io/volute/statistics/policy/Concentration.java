package io.volute.statistics.policy;

import io.volute.statistics.ranking.Ranks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * On how few rows a sum of money rests.
 *
 * @param effectiveRows {@code (sum |d|)^2 / sum d^2}: rows of equal weight that would carry it; 0 if all are 0
 * @param topShare the largest row's share of {@code sum |d|}; 0 if all are 0
 * @param topRows row numbers with the largest {@code |d|}, largest first, equal ones by row number; at most 10, none of 0
 */
public record Concentration(double effectiveRows, double topShare, List<Integer> topRows) {

    /** Fewer effective rows than this, and the normal interval of a sum of money is not to be trusted. */
    public static final double ROWS_MIN = 50;

    /** A row that carries more than this share decides alone. */
    public static final double SHARE_MAX = .10;

    private static final int NAMED = 10;

    /** Copies the list. */
    public Concentration {
        topRows = List.copyOf(topRows);
    }

    /** The concentration of amounts, which may have either sign. */
    public static Concentration of(double[] amounts) {
        double[] negated = new double[amounts.length];
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (int i = 0; i < amounts.length; i++) {
            double size = Math.abs(amounts[i]);
            negated[i] = -size;
            sum += size;
            squares += size * size;
            largest = Math.max(largest, size);
        }
        List<Integer> top = new ArrayList<>();
        for (int row : Ranks.ascending(negated)) {
            if (top.size() == NAMED || negated[row] == 0) {
                break;
            }
            top.add(row);
        }
        return sum == 0
                ? new Concentration(0, 0, List.of())
                : new Concentration(sum * sum / squares, largest / sum, top);
    }

    /**
     * Share of {@code sum |amount|} that the largest rows hold; 0 if all are 0.
     *
     * @param rows their share of all rows, in {@code (0, 1]}; at least one row
     */
    public static double held(double[] amounts, double rows) {
        if (!(rows > 0 && rows <= 1)) {
            throw new IllegalArgumentException("share of rows: " + rows + " (expected: above 0, up to 1)");
        }
        double[] sizes = new double[amounts.length];
        double sum = 0;
        for (int i = 0; i < amounts.length; i++) {
            sizes[i] = Math.abs(amounts[i]);
            sum += sizes[i];
        }
        Arrays.sort(sizes);
        double top = 0;
        int count = (int) Math.ceil(rows * sizes.length - 1e-9);
        for (int i = sizes.length - 1; i >= sizes.length - count; i--) {
            top += sizes[i];
        }
        return sum == 0 ? 0 : top / sum;
    }

    /** Whether the largest hundredth of the rows holds more than half of the money: no normal interval then. */
    public static boolean heavyTailed(double[] amounts) {
        return held(amounts, .01) > .5;
    }

    /** Whether enough rows carry the sum. */
    public boolean broad() {
        return effectiveRows >= ROWS_MIN && topShare <= SHARE_MAX;
    }
}
