package io.volute.statistics.proportion;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.distribution.LogGammas;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.distribution.Student;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Two shares compared: differences are treatment minus control. */
public final class Proportions {

    private Proportions() {}

    /** {@link #difference(Share, Share, double)} at 95 %. */
    public static Figure difference(Share treatment, Share control) {
        return difference(treatment, control, .05);
    }

    /**
     * Difference of two independent shares with the hybrid score interval (Newcombe 1998, method 10); method
     * {@code newcombe}; n counts the rows of both arms.
     *
     * @return refused if an arm has no rows
     */
    public static Figure difference(Share treatment, Share control, double alpha) {
        return check(treatment, control).<Figure>map(refused -> refused).orElseGet(() -> {
            double pt = treatment.value();
            double pc = control.value();
            double[] t = treatment.limits(alpha);
            double[] c = control.limits(alpha);
            double d = pt - pc;
            return new Estimate(
                    d,
                    d - Math.hypot(pt - t[0], c[1] - pc),
                    d + Math.hypot(t[1] - pt, pc - c[0]),
                    treatment.n() + control.n(),
                    "newcombe");
        });
    }

    /**
     * Difference of two shares of the <em>same</em> rows, for instance of damage missed by two policies, with Newcombe's
     * interval for pairs (1998, method 10 with the correlation of the fourfold table); method {@code newcombe-paired};
     * n counts pairs.
     *
     * @param both rows that have it under both
     * @param onlyTreatment rows that have it under treatment alone
     * @param onlyControl rows that have it under control alone
     * @param neither rows that have it under neither
     * @return refused without rows; code {@code identical} if no row differs
     */
    public static Figure paired(long both, long onlyTreatment, long onlyControl, long neither, double alpha) {
        long n = both + onlyTreatment + onlyControl + neither;
        if (n == 0) {
            return Refused.tooFew("pairs", 0, 1);
        }
        if (onlyTreatment == 0 && onlyControl == 0) {
            return Refused.identical("paired shares");
        }
        Share treatment = new Share(both + onlyTreatment, n);
        Share control = new Share(both + onlyControl, n);
        double[] t = treatment.limits(alpha);
        double[] c = control.limits(alpha);
        double phi = phi(both, onlyTreatment, onlyControl, neither);
        double d = (double) (onlyTreatment - onlyControl) / n;
        double lowT = treatment.value() - t[0];
        double highT = t[1] - treatment.value();
        double lowC = control.value() - c[0];
        double highC = c[1] - control.value();
        double low = Math.sqrt(Math.max(0, lowT * lowT - 2 * phi * lowT * highC + highC * highC));
        double high = Math.sqrt(Math.max(0, highT * highT - 2 * phi * highT * lowC + lowC * lowC));
        return new Estimate(d, d - low, d + high, n, "newcombe-paired");
    }

    /** The usual two-sided test: {@link #fisher} if an expected cell is below 5, else {@link #pooledZ}. */
    public static Tested test(Share treatment, Share control) {
        return check(treatment, control).<Tested>map(refused -> refused).orElseGet(() -> {
            double n = treatment.n() + control.n();
            double hits = treatment.hits() + control.hits();
            double smallest = Math.min(hits, n - hits) * Math.min(treatment.n(), control.n()) / n;
            return smallest < 5 ? fisher(treatment, control) : pooledZ(treatment, control);
        });
    }

    /** Normal test with the pooled share; method {@code pooled-z}; refused if all rows agree. */
    public static Tested pooledZ(Share treatment, Share control) {
        return check(treatment, control).<Tested>map(refused -> refused).orElseGet(() -> {
            double p = (double) (treatment.hits() + control.hits()) / (treatment.n() + control.n());
            double variance = p * (1 - p) * (1.0 / treatment.n() + 1.0 / control.n());
            if (variance == 0) {
                return Refused.noVariance("the share in both arms");
            }
            double z = (treatment.value() - control.value()) / Math.sqrt(variance);
            return new Significance(z, 0, Normal.twoSided(z), "pooled-z");
        });
    }

    /**
     * Difference with Wald's interval on Student's t, for comparison with other tools: variance {@code p (1 - p) / n} in
     * each arm, Welch's degrees of freedom; method {@code wald-t}; n counts the rows of both arms. Too short for small
     * arms and shares near 0 or 1: {@link #difference(Share, Share, double)} is the one to show.
     *
     * @return refused with fewer than two rows in an arm, or if all rows of each arm agree
     */
    public static Figure waldT(Share treatment, Share control, double alpha) {
        return checkWald(treatment, control).<Figure>map(refused -> refused).orElseGet(() -> {
            double d = treatment.value() - control.value();
            double half = Student.upperQuantile(alpha / 2, waldDf(treatment, control)) * waldError(treatment, control);
            return new Estimate(d, d - half, d + half, treatment.n() + control.n(), "wald-t");
        });
    }

    /** The two-sided test to {@link #waldT}; method {@code wald-t}. */
    public static Tested waldTest(Share treatment, Share control) {
        return checkWald(treatment, control).<Tested>map(refused -> refused).orElseGet(() -> {
            double t = (treatment.value() - control.value()) / waldError(treatment, control);
            double df = waldDf(treatment, control);
            return new Significance(t, df, Student.twoSided(t, df), "wald-t");
        });
    }

    /**
     * Fisher's exact test, two-sided: sum over all tables with the same margins that are at most as probable as the one
     * observed, with a relative tolerance of 1e-7 as in R; method {@code fisher}; the statistic is the treatment hits.
     */
    public static Tested fisher(Share treatment, Share control) {
        return check(treatment, control).<Tested>map(refused -> refused).orElseGet(() -> {
            long hits = treatment.hits() + control.hits();
            double all = LogGammas.logChoose(treatment.n() + control.n(), hits);
            double observed = logTable(treatment.hits(), hits, treatment.n(), control.n()) - all;
            double limit = observed + StrictMath.log1p(1e-7);
            double p = 0;
            for (long k = Math.max(0, hits - control.n()); k <= Math.min(hits, treatment.n()); k++) {
                double log = logTable(k, hits, treatment.n(), control.n()) - all;
                if (log <= limit) {
                    p += StrictMath.exp(log);
                }
            }
            return new Significance(treatment.hits(), 0, Math.min(1, p), "fisher");
        });
    }

    /**
     * McNemar's exact test of rows on which two decisions disagree; method {@code mcnemar-exact}; the statistic is the
     * smaller count.
     *
     * @return refused with code {@code identical} if they never disagree
     */
    public static Tested mcNemar(long onlyFirst, long onlySecond) {
        return mcNemar(onlyFirst, onlySecond, false);
    }

    /** McNemar's mid-p test (Fagerland, Lydersen, Laake 2013), less conservative; method {@code mcnemar-mid-p}. */
    public static Tested mcNemarMidP(long onlyFirst, long onlySecond) {
        return mcNemar(onlyFirst, onlySecond, true);
    }

    private static Tested mcNemar(long onlyFirst, long onlySecond, boolean mid) {
        int n = Math.toIntExact(onlyFirst + onlySecond);
        if (n == 0) {
            return Refused.identical("decisions");
        }
        int smaller = (int) Math.min(onlyFirst, onlySecond);
        BinomialDistribution binomial = BinomialDistribution.of(n, .5);
        double p = 2 * binomial.cumulativeProbability(smaller) - (mid ? binomial.probability(smaller) : 0);
        return new Significance(smaller, 0, Math.min(1, p), mid ? "mcnemar-mid-p" : "mcnemar-exact");
    }

    private static double logTable(long k, long hits, long nt, long nc) {
        return LogGammas.logChoose(nt, k) + LogGammas.logChoose(nc, hits - k);
    }

    private static double phi(long both, long onlyTreatment, long onlyControl, long neither) {
        double product = (double) (both + onlyTreatment)
                * (onlyControl + neither)
                * (both + onlyControl)
                * (onlyTreatment + neither);
        if (product == 0) {
            return 0;
        }
        double n = both + onlyTreatment + onlyControl + neither;
        double determinant = (double) both * neither - (double) onlyTreatment * onlyControl;
        // Newcombe's continuity correction of a positive correlation.
        double corrected = determinant > 0 ? Math.max(determinant - n / 2, 0) : determinant;
        return corrected / Math.sqrt(product);
    }

    private static double waldError(Share treatment, Share control) {
        return Math.sqrt(wald(treatment) + wald(control));
    }

    private static double waldDf(Share treatment, Share control) {
        double total = wald(treatment) + wald(control);
        double t = wald(treatment) / total;
        double c = wald(control) / total;
        return 1 / (t * t / (treatment.n() - 1) + c * c / (control.n() - 1));
    }

    private static double wald(Share share) {
        return share.value() * (1 - share.value()) / share.n();
    }

    private static Optional<Refused> checkWald(Share treatment, Share control) {
        long smaller = Math.min(treatment.n(), control.n());
        if (smaller < 2) {
            return Optional.of(Refused.tooFew("rows in each arm", smaller, 2));
        }
        return wald(treatment) + wald(control) == 0
                ? Optional.of(Refused.noVariance("the share in both arms"))
                : Optional.empty();
    }

    private static Optional<Refused> check(Share treatment, Share control) {
        if (treatment.n() == 0) {
            return Optional.of(Refused.tooFew("rows in the treatment arm", 0, 1));
        }
        return control.n() == 0 ? Optional.of(Refused.tooFew("rows in the control arm", 0, 1)) : Optional.empty();
    }
}
