package io.volute.statistics.sequential;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.distribution.Normal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The looks at one experiment so far. Each keeps the bound and the spent chance it had, whatever comes later: looks may
 * be early, late or unplanned, for spending goes by information, and the look declared the last spends all that is left
 * with the information that there is, less than planned or more. Immutable: {@link #look} gives the next state.
 *
 * @param planned information {@code 1 / se^2} at which the plan ends, above 0
 * @param alpha two-sided level over all looks, in {@code (0, 1)}
 * @param spending how the level is spent
 * @param looks in their order
 */
public record Monitoring(double planned, double alpha, SpendingFunction spending, List<Look> looks) {

    /** Conditional power below which going on is called futile; nobody is bound by it. */
    public static final double FUTILE = .10;

    /** @throws IllegalArgumentException if planned or alpha is outside its range */
    public Monitoring {
        if (!(planned > 0) || Double.isInfinite(planned) || !(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("monitoring: planned information " + planned + ", alpha " + alpha
                    + " (expected: above 0, in (0, 1))");
        }
        looks = List.copyOf(looks);
    }

    /** Before the first look. */
    public static Monitoring of(double planned, double alpha, SpendingFunction spending) {
        return new Monitoring(planned, alpha, spending, List.of());
    }

    /** Information that finds an effect with this power at this two-sided level: the planned one, times an inflation. */
    public static double information(double effect, double power, double alpha, double inflation) {
        double k = Normal.upperQuantile(alpha / 2) + Normal.quantile(power);
        return inflation * k * k / (effect * effect);
    }

    /**
     * Why a look with this standard error must not be taken: code {@code stopped} after a stop, {@code same-data} if it
     * adds no information, {@code information-fell} if there is less than before, {@code no-variance} without an error.
     */
    public Optional<Refused> refusal(double error) {
        if (!(error > 0) || Double.isInfinite(error)) {
            return Optional.of(Refused.noVariance("the metric in both arms"));
        }
        Optional<Look> stop = stopped();
        if (stop.isPresent()) {
            return Optional.of(new Refused(
                    "stopped",
                    "look " + (looks.size() + 1) + ": the experiment "
                            + (stop.get().crossed() ? "crossed its bound" : "had its last look") + " at look "
                            + looks.size() + " (expected: none after it)",
                    "read the result of look " + looks.size() + "; for new data start a new experiment"));
        }
        double before = looks.isEmpty() ? 0 : looks.get(looks.size() - 1).fraction();
        double fraction = fraction(error);
        if (fraction > before * (1 + Region.LEAST_RISE)) {
            return Optional.empty();
        }
        boolean same = fraction >= before * (1 - Region.LEAST_RISE);
        return Optional.of(new Refused(
                same ? "same-data" : "information-fell",
                "look " + (looks.size() + 1) + ": " + percent(fraction) + " of the planned information after "
                        + percent(before) + " (expected: more than before)",
                same
                        ? "look again when there are new units"
                        : "find out which units were lost or changed since the look before"));
    }

    /**
     * The bound of a look to come with this standard error.
     *
     * @param last whether it will be declared the last
     * @return infinite where nothing may be spent
     * @throws IllegalArgumentException if such a look is refused
     */
    public double bound(double error, boolean last) {
        check(error);
        return boundAt(fraction(error), last);
    }

    /**
     * With one look more.
     *
     * @param estimate of the effect, absolute
     * @param error its standard error
     * @param n units of both arms
     * @param last whether it is declared the last
     * @throws IllegalArgumentException if {@link #refusal} has a reason
     */
    public Monitoring look(double estimate, double error, long n, boolean last) {
        check(error);
        double fraction = fraction(error);
        double bound = boundAt(fraction, last);
        double spent = Double.isInfinite(bound) ? spent() : spent() + increment(fraction, last);
        Look next = new Look(estimate, error, n, fraction, spent, bound, last);
        return new Monitoring(
                planned,
                alpha,
                spending,
                Stream.concat(looks.stream(), Stream.of(next)).toList());
    }

    /** The look at which it stopped, or empty while it goes on. */
    public Optional<Look> stopped() {
        return latest().filter(Look::stops);
    }

    /** The latest look. */
    public Optional<Look> latest() {
        return looks.isEmpty() ? Optional.empty() : Optional.of(looks.get(looks.size() - 1));
    }

    /** Chance of one side spent by now. */
    public double spent() {
        return looks.isEmpty() ? 0 : looks.get(looks.size() - 1).spent();
    }

    /** Two-sided stage-wise test at the latest look; the statistic is its z; method {@code stage-wise}; refused before. */
    public Tested test() {
        if (looks.isEmpty()) {
            return Refused.tooFew("looks", 0, 1);
        }
        double z = looks.get(looks.size() - 1).z();
        return new Significance(z, 0, StageWise.p(fractions(), bounds(), z), "stage-wise");
    }

    /**
     * Median-unbiased effect at the latest look with its interval at the level of the plan; method
     * {@code median-unbiased}; refused before the first look.
     */
    public Figure effect() {
        if (looks.isEmpty()) {
            return Refused.tooFew("looks", 0, 1);
        }
        Look latest = looks.get(looks.size() - 1);
        Estimate drift = StageWise.drift(fractions(), bounds(), latest.z(), alpha, latest.n());
        double scale = Math.sqrt(planned);
        return drift.scaled(x -> x / scale);
    }

    /**
     * Chance that a last look at the planned information ends above its bound, given the latest look.
     *
     * @param effect the effect believed in, such as the planned one; its sign is the side looked at
     */
    public double conditionalPower(double effect) {
        Look latest = latest().orElse(null);
        double side = effect < 0 ? -1 : 1;
        double drift = side * effect * Math.sqrt(planned);
        if (latest == null) {
            return GroupSequential.conditionalPower(0, 0, drift, boundAt(1, true));
        }
        double z = side * latest.z();
        if (latest.stops() || latest.fraction() >= 1) {
            return z >= latest.bound() ? 1 : 0;
        }
        return GroupSequential.conditionalPower(latest.fraction(), z, drift, boundAt(1, true));
    }

    /** Whether the planned effect would hardly be found any more: conditional power below {@value #FUTILE}. */
    public boolean futile(double effect) {
        return conditionalPower(effect) < FUTILE;
    }

    private double boundAt(double fraction, boolean last) {
        Region region = Region.start();
        for (int k = 0; k < looks.size(); k++) {
            double t = looks.get(k).fraction();
            double soon = (k + 1 < looks.size() ? looks.get(k + 1).fraction() : fraction) - t;
            region = region.next(t, Double.NEGATIVE_INFINITY, looks.get(k).bound(), 0, soon);
        }
        return GroupSequential.bound(region, fraction, increment(fraction, last));
    }

    private double increment(double fraction, boolean last) {
        double side = alpha / 2;
        return (last ? side : spending.spent(side, fraction)) - spent();
    }

    private double[] fractions() {
        return looks.stream().mapToDouble(Look::fraction).toArray();
    }

    private double[] bounds() {
        return looks.stream().mapToDouble(Look::bound).toArray();
    }

    private double fraction(double error) {
        return 1 / (error * error * planned);
    }

    private void check(double error) {
        refusal(error).ifPresent(refused -> {
            throw new IllegalArgumentException(refused.message());
        });
    }

    private static String percent(double fraction) {
        return Math.round(1000 * fraction) / 10.0 + " %";
    }
}
