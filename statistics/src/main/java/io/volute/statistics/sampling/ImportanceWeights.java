package io.volute.statistics.sampling;

import io.volute.statistics.Refused;
import java.util.Optional;

/**
 * Rows drawn from one distribution that speak for another: weight {@code w = q / p}, wanted over drawn density (Kahn,
 * Marshall 1953). Immutable.
 */
public final class ImportanceWeights {
    private final double[] weights;
    private final double sum;
    private final double squares;

    private ImportanceWeights(double[] weights) {
        double total = 0;
        double square = 0;
        for (double weight : weights) {
            total += weight;
            square += weight * weight;
        }
        this.weights = weights;
        this.sum = total;
        this.squares = square;
    }

    /**
     * Weights of drawn rows.
     *
     * @param wanted probability or density of each row where the figure is wanted
     * @param drawn the same where the row was drawn
     * @throws IllegalArgumentException if one is negative or not finite, or a row was drawn that could not be
     */
    public static ImportanceWeights of(double[] wanted, double[] drawn) {
        if (wanted.length != drawn.length) {
            throw new IllegalArgumentException(
                    "rows: " + wanted.length + " wanted, " + drawn.length + " drawn (expected: as many)");
        }
        double[] weights = new double[wanted.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = wanted[i] / drawn[i];
            if (!(wanted[i] >= 0 && drawn[i] > 0) || Double.isInfinite(weights[i]) || Double.isNaN(weights[i])) {
                throw new IllegalArgumentException("row " + i + ": wanted " + wanted[i] + ", drawn " + drawn[i]
                        + " (expected: wanted >= 0, drawn > 0; a row that cannot be drawn cannot speak for others)");
            }
        }
        return new ImportanceWeights(weights);
    }

    /** The weight of a row. */
    public double weight(int row) {
        return weights[row];
    }

    /** {@code Σ w·v / n}: unbiased over draws where the densities are normalised. */
    public double mean(double[] values) {
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            total += weights[i] * values[i];
        }
        return total / weights.length;
    }

    /** {@code Σ w·v / Σ w}: for densities known up to a factor; bias of order 1/n. */
    public double ratioMean(double[] values) {
        return mean(values) * weights.length / sum;
    }

    /** As many equally weighted rows say as much: {@code (Σ w)² / Σ w²} (Kish 1965); 0 where all weights are 0. */
    public double effectiveSize() {
        return squares == 0 ? 0 : sum * sum / squares;
    }

    /** Code {@code few-effective-rows} where fewer than {@code least} rows' worth is left. */
    public Optional<Refused> refusal(double least) {
        return effectiveSize() >= least
                ? Optional.empty()
                : Optional.of(new Refused(
                        "few-effective-rows",
                        "effective rows: " + effectiveSize() + " of " + weights.length + " (expected: >= " + least
                                + ")",
                        "draw more rows, or from a distribution nearer to the one wanted"));
    }
}
