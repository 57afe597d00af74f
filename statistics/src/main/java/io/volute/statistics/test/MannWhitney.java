package io.volute.statistics.test;

import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.distribution.LogGammas;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.ranking.Ranks;

/** Mann, Whitney (1947): does one sample tend to be larger? Two-sided. */
public final class MannWhitney {

    private static final int EXACT_UP_TO = 20;

    private MannWhitney() {}

    /**
     * U counts pairs in which the first sample is larger, ties one half; p exact for up to 20 rows a side without ties,
     * else normal with tie correction and without continuity correction; method {@code mann-whitney-exact} or
     * {@code mann-whitney}.
     *
     * @return refused if a side is empty or all values are equal
     */
    public static Tested test(double[] first, double[] second) {
        int n = first.length;
        int m = second.length;
        if (n == 0 || m == 0) {
            return Refused.tooFew("rows on each side", 0, 1);
        }
        double[] all = new double[n + m];
        System.arraycopy(first, 0, all, 0, n);
        System.arraycopy(second, 0, all, n, m);
        Ranks ranks = Ranks.of(all);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ranks.rank(i);
        }
        double u = sum - n * (n + 1.0) / 2;
        if (n <= EXACT_UP_TO && m <= EXACT_UP_TO && ranks.ties() == 0) {
            return new Significance(u, 0, exact(n, m, u), "mann-whitney-exact");
        }
        double total = n + m;
        double variance = n * (double) m / 12 * (total + 1 - ranks.ties() / (total * (total - 1)));
        if (!(variance > 0)) {
            return Refused.noVariance("both samples together");
        }
        double z = (u - n * (double) m / 2) / Math.sqrt(variance);
        return new Significance(u, 0, Normal.twoSided(z), "mann-whitney");
    }

    private static double exact(int n, int m, double u) {
        // ways[j][s]: choices of j of the ranks so far whose rank sum above the minimum is s
        double[][] ways = new double[n + 1][n * m + 1];
        ways[0][0] = 1;
        for (int rank = 1; rank <= n + m; rank++) {
            for (int j = Math.min(rank, n); j >= 1; j--) {
                int shift = rank - j;
                for (int s = n * m; s >= shift; s--) {
                    ways[j][s] += shift <= m ? ways[j - 1][s - shift] : 0;
                }
            }
        }
        double all = StrictMath.exp(LogGammas.logChoose(n + m, n));
        int least = (int) Math.min(u, (double) n * m - u);
        double tail = 0;
        for (int s = 0; s <= least; s++) {
            tail += ways[n][s];
        }
        return Math.min(1, 2 * tail / all);
    }
}
