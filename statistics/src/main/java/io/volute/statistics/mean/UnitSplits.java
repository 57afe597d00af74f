package io.volute.statistics.mean;

import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import io.volute.statistics.random.SplitMix;

/**
 * {@link NullSplits} of very many units and of ratios. Units are thrown by lot into {@value #CELLS} cells, and a split
 * takes half of the cells: a million units cost no more than some thousand. What the cells add to the share is far below
 * its error of Monte Carlo. Stateless.
 */
public final class UnitSplits {
    /** Cells that the units are thrown into. */
    public static final int CELLS = 16_384;

    private UnitSplits() {}

    /**
     * Share of seeded splits in half whose difference has a p-value below .05 by Welch's test, of ratios by that of their
     * influences.
     *
     * @param values one for each row, of a ratio its numerator
     * @param denominators of a ratio; empty otherwise
     * @param units the unit of each row, any 64 bits: rows of one unit go to the same half
     * @param splits how many, usually 1,000; split i of a seed is the same whatever their number
     * @throws IllegalArgumentException without splits, or if the arrays differ in length
     */
    public static double shareBelow(double[] values, double[] denominators, long[] units, int splits, long seed) {
        boolean ratio = denominators.length > 0;
        if (splits < 1 || values.length != units.length || (ratio && denominators.length != values.length)) {
            throw new IllegalArgumentException("splits: " + splits + " of " + values.length + " values, "
                    + denominators.length + " denominators and " + units.length
                    + " units (expected: at least one, and a unit for each value)");
        }
        var cells = new Cells(values, denominators, units, seed);
        int found = 0;
        for (int split = 0; split < splits; split++) {
            long salt = SplitMix.mix64(seed + split);
            var one = new Sums(1);
            for (int cell = 0; cell < CELLS; cell++) {
                if (SplitMix.mix64(cell ^ salt) < 0) {
                    one.add(0, cells.sums, cell);
                }
            }
            var other = new Sums(1);
            other.add(0, cells.all, 0);
            other.take(one);
            found += cells.differ(one, other, ratio) ? 1 : 0;
        }
        return (double) found / splits;
    }

    /** Sums by cell, of values less their mean, so that what is subtracted does not cancel. */
    private static final class Cells {
        private final double meanX;
        private final double meanY;
        private final Sums sums = new Sums(CELLS);
        private final Sums all = new Sums(1);

        Cells(double[] values, double[] denominators, long[] units, long seed) {
            meanX = Moments.of(values).mean();
            meanY = Moments.of(denominators).mean();
            long salt = SplitMix.mix64(~seed);
            for (int row = 0; row < values.length; row++) {
                double y = denominators.length == 0 ? 0 : denominators[row] - meanY;
                sums.row((int) (SplitMix.mix64(units[row] ^ salt) >>> 50), values[row] - meanX, y);
                all.row(0, values[row] - meanX, y);
            }
        }

        private Moments side(Sums sums, boolean ratio) {
            PairMoments pair = sums.moments(meanX, meanY);
            if (!ratio) {
                return pair.x();
            }
            return pair.n() == 0 || pair.y().mean() == 0 ? Moments.EMPTY : pair.ratio();
        }

        private boolean differ(Sums one, Sums other, boolean ratio) {
            return Arms.test(side(one, ratio), side(other, ratio))
                    .tested()
                    .filter(test -> test.below(.05))
                    .isPresent();
        }
    }

    /** Six sums for each cell. */
    private static final class Sums {
        private static final int EACH = 6;

        private final double[] of;

        Sums(int cells) {
            of = new double[EACH * cells];
        }

        void row(int cell, double x, double y) {
            int at = EACH * cell;
            of[at]++;
            of[at + 1] += x;
            of[at + 2] += x * x;
            of[at + 3] += y;
            of[at + 4] += y * y;
            of[at + 5] += x * y;
        }

        void add(int cell, Sums from, int fromCell) {
            for (int i = 0; i < EACH; i++) {
                of[EACH * cell + i] += from.of[EACH * fromCell + i];
            }
        }

        void take(Sums away) {
            for (int i = 0; i < EACH; i++) {
                of[i] -= away.of[i];
            }
        }

        PairMoments moments(double meanX, double meanY) {
            long n = Math.round(of[0]);
            if (n == 0) {
                return PairMoments.EMPTY;
            }
            Moments x = Moments.ofSums(n, of[1], of[2]);
            Moments y = Moments.ofSums(n, of[3], of[4]);
            return new PairMoments(
                    new Moments(n, x.mean() + meanX, x.m2()),
                    new Moments(n, y.mean() + meanY, y.m2()),
                    of[5] - of[1] * of[3] / n);
        }
    }
}
