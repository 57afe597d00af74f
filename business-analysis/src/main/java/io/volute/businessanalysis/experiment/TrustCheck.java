package io.volute.businessanalysis.experiment;

import java.util.List;
import java.util.Optional;

/**
 * Whether the data may be believed, in one respect. Judged before any effect is shown.
 *
 * @param check its name
 * @param status how it went
 * @param p chance of such data if nothing were wrong; empty where there is no test
 * @param detail what was found, for a person
 * @param causes where it comes from, the most suspicious first
 */
public record TrustCheck(String check, Status status, Optional<Double> p, String detail, List<Cause> causes) {
    /** Name of the check that the arms hold the shares of the design. */
    public static final String SAMPLE_RATIO = "sample-ratio";

    /** How it went. */
    public enum Status {
        /** Nothing is wrong. */
        PASS,
        /** To be read before the result. */
        WARN,
        /** No effect of such data is believed. */
        FAIL,
        /** It cannot be judged with these data. */
        UNKNOWN
    }

    /**
     * Where a mismatch comes from.
     *
     * @param attribute name of an attribute of the units
     * @param value its value
     * @param arm the arm that is furthest from what it should hold
     * @param observed units there
     * @param expected units there by the design
     * @param p corrected for all values that were looked at
     */
    public record Cause(String attribute, String value, String arm, long observed, double expected, double p) {}

    /** Copies. */
    public TrustCheck {
        causes = List.copyOf(causes);
    }

    static TrustCheck of(String check, Status status, String detail) {
        return new TrustCheck(check, status, Optional.empty(), detail, List.of());
    }
}
