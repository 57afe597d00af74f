package io.volute.businessanalysis.experiment;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.statistics.sequential.Spending;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * When an experiment is looked at.
 *
 * @param type fixed: once; group-sequential: at declared dates; any-time: whenever
 * @param spending how the chance of a false alarm is spent over the looks
 * @param looks dates of the looks; the last one ends the experiment
 * @param tuned units of both arms for which an any-time interval is narrowest
 * @param power chance to find the smallest lift that matters
 * @param alpha chance of a false alarm, both sides together
 */
public record LookPlan(
        @Doc("fixed, group-sequential or any-time") @Default("fixed")
        Type type,

        @Doc("how the chance of a false alarm is spent over the looks") @Default("obrien-fleming")
        Spending spending,

        @Doc("dates of the looks, the last ends it") @Default("[]")
        List<LocalDate> looks,

        @Doc("units for which an any-time interval is narrowest")
        Optional<Long> tuned,

        @Doc("chance to find the smallest lift that matters") @Default("0.8")
        double power,

        @Doc("chance of a false alarm") @Default("0.05") double alpha) {
    /** Kinds of plans. */
    public enum Type {
        /** One look at the end. */
        FIXED,
        /** Looks at declared dates, bounds by spending (Lan, DeMets 1983). */
        GROUP_SEQUENTIAL,
        /** Any look at any time, by a confidence sequence. */
        ANY_TIME
    }

    /** Copies and checks. */
    public LookPlan {
        looks = List.copyOf(looks);
        if (!(power > 0 && power < 1)) {
            throw new IllegalArgumentException("power: " + power + " (expected: between 0 and 1)");
        }
        if (!(alpha > 0 && alpha < .5)) {
            throw new IllegalArgumentException("alpha: " + alpha + " (expected: between 0 and 0.5)");
        }
        if (type == Type.GROUP_SEQUENTIAL && looks.size() < 2) {
            throw new IllegalArgumentException("looks: " + looks.size()
                    + " (expected: at least two dates for type group-sequential; one look is type fixed)");
        }
        if (type != Type.GROUP_SEQUENTIAL && !looks.isEmpty()) {
            throw new IllegalArgumentException("looks: belong to type group-sequential (expected: leave them out)");
        }
        for (int i = 1; i < looks.size(); i++) {
            if (!looks.get(i).isAfter(looks.get(i - 1))) {
                throw new IllegalArgumentException(
                        "looks: " + looks.get(i) + " after " + looks.get(i - 1) + " (expected: dates that rise)");
            }
        }
        if (tuned.isPresent() && (type != Type.ANY_TIME || tuned.get() < 2)) {
            throw new IllegalArgumentException("tuned: belongs to type any-time (expected: a number of units)");
        }
        if (type == Type.ANY_TIME && tuned.isEmpty()) {
            throw new IllegalArgumentException(
                    "tuned: missing for type any-time (expected: the number of units at which it should be sharpest)");
        }
    }
}
