package io.volute.dataengineering.split;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.dataengineering.contract.Contract;
import java.time.Period;
import java.util.Optional;

/**
 * Which rows train and which judge. With decision times, rolling origin: the newest full periods, each judged by what was
 * known at its start. Without them, or where it is asked for, by lot: 60 % train, 20 % validate, 20 % test.
 *
 * @param folds how many periods judge, by time
 * @param every length of one, by time
 * @param type by time or by lot; empty: by time if decisions have one
 * @param seed of the lot
 */
public record SplitSpec(
        @Doc("how many periods judge, newest last") @Default("5")
        int folds,

        @Doc("length of such a period in whole days, months or years") @Default("P1Y")
        Period every,

        @Doc("time, or random: 60 % train, 20 % validate, 20 % test; left out: time if there is a decision-time")
        Optional<Type> type,

        @Doc("a whole number, another one draws other rows; only for random, 1 when left out")
        Optional<Long> seed) {
    private static final long FIRST = 1;

    /** How sides are told apart. */
    public enum Type {
        /** Earlier rows train, later ones judge. */
        TIME,
        /** By lot, whatever the time. */
        RANDOM
    }

    /** Checks. */
    @SuppressWarnings("JavaPeriodGetDays") // days beside months are what is refused
    public SplitSpec {
        if (folds < 1 || folds > 100) {
            throw new IllegalArgumentException("folds: " + folds + " (expected: 1 to 100)");
        }
        if (every.isNegative() || every.isZero() || (every.getDays() != 0 && every.toTotalMonths() != 0)) {
            throw new IllegalArgumentException(
                    "every: " + every + " (expected: whole days, months or years such as P7D, P3M or P1Y)");
        }
    }

    /** Refuses periods of rows that have no time. */
    public void checkAgainst(Contract contract) {
        if (type.filter(Type.TIME::equals).isPresent()
                && contract.decisionTime().isEmpty()) {
            throw new IllegalArgumentException("split: type time, but the contract has no decision-time (expected: type"
                    + " random, or a decision-time in data-engineering.contract)");
        }
        if (contract.hasGroups() && !isDrawn(contract.decisionTime().isPresent())) {
            throw new IllegalArgumentException("split: by time, which divides the groups of data-engineering.contract"
                    + " (expected: type random, or a contract without group and near-duplicates)");
        }
    }

    /** Whether rows are drawn that have a time, or have none. */
    boolean isDrawn(boolean dated) {
        return type.map(Type.RANDOM::equals).orElse(!dated);
    }

    /** The seed of the draw. */
    long drawSeed() {
        return seed.orElse(FIRST);
    }
}
