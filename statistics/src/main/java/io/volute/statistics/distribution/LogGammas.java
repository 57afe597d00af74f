package io.volute.statistics.distribution;

import org.apache.commons.numbers.gamma.LogGamma;

/** Logarithms of the gamma function and of what is built on it. */
public final class LogGammas {

    private LogGammas() {}

    /** ln of the gamma function, x above 0. */
    public static double logGamma(double x) {
        return LogGamma.value(x);
    }

    /** ln of n!. */
    public static double logFactorial(long n) {
        return LogGamma.value(n + 1.0);
    }

    /** ln of the number of ways to take k of n. */
    public static double logChoose(long n, long k) {
        return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }
}
