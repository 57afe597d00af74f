package io.volute.statistics.ledger;

import io.volute.statistics.random.Draws;

/** A number that is not known for certain, and how it is drawn. */
public sealed interface Uncertain {

    /** One draw. */
    double draw(Draws draws);

    /**
     * Known after all.
     *
     * @param value finite, or infinite for what never ends
     */
    record Known(double value) implements Uncertain {

        /** @throws IllegalArgumentException if it is no number */
        public Known {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("known value: not a number (expected: one)");
            }
        }

        @Override
        public double draw(Draws draws) {
            return value;
        }
    }

    /**
     * Normal: an estimate with its standard error.
     *
     * @param mean finite
     * @param deviation at least 0, finite
     */
    record Gaussian(double mean, double deviation) implements Uncertain {

        /** @throws IllegalArgumentException if the mean is not finite or the deviation negative or not finite */
        public Gaussian {
            if (!Double.isFinite(mean + deviation) || deviation < 0) {
                throw new IllegalArgumentException(
                        "normal: mean " + mean + ", deviation " + deviation + " (expected: finite, deviation >= 0)");
            }
        }

        @Override
        public double draw(Draws draws) {
            return draws.normal(mean, deviation);
        }
    }

    /**
     * Triangular: what somebody assumes.
     *
     * @param low least
     * @param mode most likely
     * @param high most
     */
    record Triangle(double low, double mode, double high) implements Uncertain {

        /** @throws IllegalArgumentException unless {@code low <= mode <= high}, all finite */
        public Triangle {
            if (!(low <= mode && mode <= high) || !Double.isFinite(high - low)) {
                throw new IllegalArgumentException(
                        "triangular: " + low + ", " + mode + ", " + high + " (expected: low <= mode <= high)");
            }
        }

        /** Its mean. */
        public double mean() {
            return (low + mode + high) / 3;
        }

        /** Its variance. */
        public double variance() {
            return (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18;
        }

        @Override
        public double draw(Draws draws) {
            return draws.triangular(low, mode, high);
        }
    }
}
