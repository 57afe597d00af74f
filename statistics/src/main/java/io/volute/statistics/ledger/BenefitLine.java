package io.volute.statistics.ledger;

/**
 * One source of benefit. At age a, in periods since it began, it earns {@code eligible x effect x unit value x coverage x
 * (1 - exp(-a / maturity)) x 2^(-a / half-life) x overlap} in a period.
 *
 * @param name of the line
 * @param start last period without it; it first earns in the next
 * @param eligible units in a period that could profit
 * @param coverage share of them that does
 * @param effect on a unit
 * @param unitValue money for one unit of effect
 * @param maturity periods until 63 % of the effect is there; 0 where it is there at once
 * @param halfLife periods until half of the effect is gone; infinite where it stays
 * @param overlap share that is left when several lines claim the same money
 */
public record BenefitLine(
        String name,
        int start,
        double eligible,
        double coverage,
        Quantity effect,
        Quantity unitValue,
        Quantity maturity,
        Quantity halfLife,
        Quantity overlap) {

    /** @throws IllegalArgumentException if it starts before 0, or eligible or coverage are negative or not finite */
    public BenefitLine {
        if (start < 0 || !(eligible >= 0) || Double.isInfinite(eligible) || !(coverage >= 0 && coverage <= 1)) {
            throw new IllegalArgumentException("line " + name + ": start " + start + ", eligible " + eligible
                    + ", coverage " + coverage + " (expected: at least 0, coverage up to 1)");
        }
    }

    /** From the first period on, for everybody, at once and for ever. */
    public static BenefitLine of(String name, double eligible, Quantity effect, Quantity unitValue) {
        return new BenefitLine(
                name,
                0,
                eligible,
                1,
                effect,
                unitValue,
                Quantity.known("at once", 0),
                Quantity.known("for ever", Double.POSITIVE_INFINITY),
                Quantity.known("alone", 1));
    }

    /** The same from another period on, for a share of the eligible. */
    public BenefitLine from(int period, double share) {
        return new BenefitLine(name, period, eligible, share, effect, unitValue, maturity, halfLife, overlap);
    }

    /** The same, growing into its effect. */
    public BenefitLine maturing(Quantity periods) {
        return new BenefitLine(name, start, eligible, coverage, effect, unitValue, periods, halfLife, overlap);
    }

    /** The same, fading. */
    public BenefitLine decaying(Quantity periods) {
        return new BenefitLine(name, start, eligible, coverage, effect, unitValue, maturity, periods, overlap);
    }

    /** The same, sharing its money with other lines; for lines that no holdout verified. */
    public BenefitLine overlapping(Quantity factor) {
        return new BenefitLine(name, start, eligible, coverage, effect, unitValue, maturity, halfLife, factor);
    }

    /** Adds what it earns in each period of a path. */
    void addTo(double[] benefits, long path, long seed) {
        double scale = eligible
                * coverage
                * effect.in(path, seed)
                * unitValue.in(path, seed)
                * Math.max(0, overlap.in(path, seed));
        double growth = rate(maturity.in(path, seed));
        double decay = rate(halfLife.in(path, seed) / StrictMath.log(2));
        // Both factors are powers of the age, so a product for each period is enough.
        double missing = 1;
        double left = 1;
        for (int t = start + 1; t < benefits.length; t++) {
            missing *= growth;
            left *= decay;
            benefits[t] += scale * (1 - missing) * left;
        }
    }

    /** What a period leaves of something that falls with this time constant; 0 for none, 1 for an infinite one. */
    private static double rate(double periods) {
        return periods <= 0 ? 0 : StrictMath.exp(-1 / periods);
    }
}
