package io.volute.statistics.test;

/**
 * How far two samples counted in the same bins are apart: {@code JSD = 1/2 sum r ln(r/M) + 1/2 sum c ln(c/M)}, r and c the
 * shares, M their mean, {@code 0 ln 0 = 0} (Lin 1991). The distance is {@code sqrt(JSD / ln 2)}, from 0 to 1; the field
 * knows three incompatible "JS", so the name carries base and root.
 */
public final class JensenShannon {

    private JensenShannon() {}

    /**
     * The divergence in nats.
     *
     * @throws IllegalArgumentException if the lengths differ or a side is empty
     */
    public static double nats(long[] reference, long[] current) {
        double n = total(reference);
        double m = total(current);
        if (reference.length != current.length || n == 0 || m == 0) {
            throw new IllegalArgumentException("bins: " + reference.length + " with " + n + " rows and "
                    + current.length + " with " + m + " rows (expected: the same bins, rows on each side)");
        }
        double sum = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            double r = reference[bin] / n;
            double c = current[bin] / m;
            double mean = (r + c) / 2;
            sum += term(r, mean) + term(c, mean);
        }
        return Math.max(0, sum / 2);
    }

    /** The base-2 distance. */
    public static double distanceBase2(long[] reference, long[] current) {
        return Math.sqrt(nats(reference, current) / StrictMath.log(2));
    }

    /**
     * The base-2 distance after the divergence's bias {@code (bins - 1)(1/n + 1/m)/8} was taken off, floor 0: what is left
     * is not explained by the sizes of the samples. Bins empty on both sides do not count.
     */
    public static double correctedDistanceBase2(long[] reference, long[] current) {
        int bins = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            bins += reference[bin] + current[bin] > 0 ? 1 : 0;
        }
        double bias = (bins - 1) * (1 / total(reference) + 1 / total(current)) / 8;
        return Math.sqrt(Math.max(0, nats(reference, current) - bias) / StrictMath.log(2));
    }

    private static double term(double share, double mean) {
        return share == 0 ? 0 : share * StrictMath.log(share / mean);
    }

    private static double total(long[] counts) {
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }
}
