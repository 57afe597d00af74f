package io.volute.statistics.launch;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.mean.Means;
import io.volute.statistics.mean.Slope;
import io.volute.statistics.moments.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Past launches, shipped or not, and what they teach of the link between a model's metric x and a business metric y
 * (Bibaut et al., KDD 2024, arXiv 2402.17637). Both effects of a launch are estimated from the same units, so their errors
 * go together: regressing one on the other regresses noise on noise, and tends to
 * {@code (slope var x + noise xy) / (var x + noise xx)}, possibly of the wrong sign. Here the mean sampling covariance is
 * taken off first. Launches whose split of units failed are left out. Immutable.
 */
public final class Launches {

    /** Fewer launches than these tell nothing. */
    public static final int LAUNCHES_MIN = MomentRatio.SIGN_FROM;

    private static final int DRAWS = 2_000;

    private final List<Launch> used;
    private final List<String> excluded;
    private final double[] x;
    private final double[] y;
    private final double[] noiseXx;
    private final double[] noiseXy;
    private final double[] noiseYy;
    private final MomentRatio ratio;

    /**
     * A launch that decides much by itself.
     *
     * @param launch its name
     * @param slopeWithout the slope of all others
     * @param errors by how many standard errors of the slope of all it differs
     */
    public record Influence(String launch, double slopeWithout, double errors) {}

    /**
     * Correlation of the true effects.
     *
     * @param value in {@code [-1, 1]} with its 95 % interval
     * @param clipped whether the noise taken off pushed it beyond 1 or -1, where it was cut
     */
    public record Correlation(Figure value, boolean clipped) {}

    /** Of these. */
    public Launches(List<Launch> all) {
        this.used = all.stream().filter(Launch::trusted).toList();
        this.excluded = all.stream()
                .filter(launch -> !launch.trusted())
                .map(Launch::name)
                .toList();
        this.x = centred(used.stream().mapToDouble(Launch::x).toArray());
        this.y = centred(used.stream().mapToDouble(Launch::y).toArray());
        this.noiseXx = used.stream().mapToDouble(one -> one.noise().xx()).toArray();
        this.noiseXy = used.stream().mapToDouble(one -> one.noise().xy()).toArray();
        this.noiseYy = used.stream().mapToDouble(one -> one.noise().yy()).toArray();
        int n = used.size();
        double[] a = new double[n];
        double[] b = new double[n];
        double unbiased = n / Math.max(1.0, n - 1.0);
        for (int i = 0; i < n; i++) {
            a[i] = unbiased * x[i] * y[i] - noiseXy[i];
            b[i] = unbiased * x[i] * x[i] - noiseXx[i];
        }
        this.ratio = MomentRatio.of(a, b);
    }

    /** Those that count, in their order. */
    public List<Launch> used() {
        return used;
    }

    /** Names of those left out because their split of units failed. */
    public List<String> excluded() {
        return excluded;
    }

    /**
     * The slope from total covariance less mean noise, with Fieller's interval by t on {@code n - 1}; method
     * {@code total-covariance}. Up to 30 launches it is a sign only; below 10, or where the spread of x is not told from
     * its noise (code {@code noise-dominates}), nothing.
     */
    public Link link() {
        return ratio.link("total-covariance");
    }

    /**
     * The slope of {@link #link} with its interval, however few launches there are: to say why a link is unproven, and for
     * nothing else.
     *
     * @return refused below 3 launches, and where noise dominates
     */
    public Figure slopeSeen() {
        return ratio.seen("total-covariance");
    }

    /** What a plain scatter would say, by least squares: to be shown beside {@link #link}, never in its place. */
    public Figure naiveSlope() {
        return Slope.leastSquares(x, y, 3);
    }

    /**
     * {@code Cxy / sqrt(Cxx Cyy)} of the covariance less noise, bootstrapped over launches.
     *
     * @return refused with code {@code noise-dominates} where noise explains the whole spread of x or y, and like
     *     {@link Bootstrap#bca}
     */
    public Correlation correlation(long seed) {
        if (used.size() < Bootstrap.UNITS_MIN) {
            return new Correlation(Refused.tooFew("launches", used.size(), Bootstrap.UNITS_MIN), false);
        }
        int[] once = new int[used.size()];
        Arrays.fill(once, 1);
        double raw = corrected(once);
        if (!Double.isFinite(raw)) {
            return new Correlation(
                    new Refused(
                            "noise-dominates",
                            "the sampling errors explain the whole spread of effects over " + used.size()
                                    + " launches (expected: true effects that differ)",
                            "add launches, or larger ones, or units for each"),
                    false);
        }
        Figure value =
                Bootstrap.bca(used.size(), DRAWS, seed, weights -> Math.max(-1, Math.min(1, corrected(weights))));
        return new Correlation(value, Math.abs(raw) > 1);
    }

    /**
     * Chance that the true effects of a launch on both metrics have the same sign, {@code 1/2 + asin(rho) / pi}.
     *
     * @return refused with code {@code not-centred} if the mean effect on either metric is told from 0, since the formula
     *     holds round 0 only, and where the correlation is
     */
    public Figure signAgreement(Correlation correlation) {
        boolean shifted = shifted(used.stream().mapToDouble(Launch::x).toArray())
                || shifted(used.stream().mapToDouble(Launch::y).toArray());
        if (shifted && correlation.value() instanceof Estimate) {
            return new Refused(
                    "not-centred",
                    "the mean effect of these launches is told from 0 (expected: effects round 0)",
                    "read the correlation and the slope instead");
        }
        return correlation.value().scaled(rho -> .5 + StrictMath.asin(rho) / Math.PI);
    }

    /** Launches without which the slope would move by more than one of its standard errors, the strongest first. */
    public List<Influence> influential() {
        int n = used.size();
        List<Influence> found = new ArrayList<>();
        if (n < MomentRatio.SIGN_FROM) {
            return found;
        }
        double slope = ratio.slope();
        double error = ratio.error();
        double sumA = (n - 1) * ratio.moments().x().mean();
        double sumB = (n - 1) * ratio.moments().y().mean();
        double meanXy = Moments.of(noiseXy).mean();
        double meanXx = Moments.of(noiseXx).mean();
        double total = n / (n - 1.0);
        for (int i = 0; i < n; i++) {
            // Sums of products about the mean of the others, from those about the mean of all.
            double a = (sumA + (n - 1) * meanXy - total * x[i] * y[i]) / (n - 2) - (n * meanXy - noiseXy[i]) / (n - 1);
            double b = (sumB + (n - 1) * meanXx - total * x[i] * x[i]) / (n - 2) - (n * meanXx - noiseXx[i]) / (n - 1);
            double errors = Math.abs(a / b - slope) / error;
            if (Double.isFinite(errors) && errors > 1) {
                found.add(new Influence(used.get(i).name(), a / b, errors));
            }
        }
        found.sort(Comparator.comparingDouble(Influence::errors).reversed());
        return List.copyOf(found);
    }

    private double corrected(int[] weights) {
        double n = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < weights.length; i++) {
            n += weights[i];
            meanX += weights[i] * x[i];
            meanY += weights[i] * y[i];
        }
        meanX /= n;
        meanY /= n;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < weights.length; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xx += weights[i] * (dx * dx / (n - 1) - noiseXx[i] / n);
            xy += weights[i] * (dx * dy / (n - 1) - noiseXy[i] / n);
            yy += weights[i] * (dy * dy / (n - 1) - noiseYy[i] / n);
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Double.NaN;
    }

    private static boolean shifted(double[] effects) {
        return Means.interval(Moments.of(effects))
                .found()
                .filter(mean -> !mean.covers(0))
                .isPresent();
    }

    static double[] centred(double[] values) {
        double mean = Moments.of(values).mean();
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i] - mean;
        }
        return result;
    }
}
