package io.volute.businessanalysis.ledger;

import io.volute.core.spec.Doc;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A declared cost of building or running the model, with the person who declared it. */
public record CostSpec(
        @Doc("what is paid for, in words") String name,

        @Doc("people, labels, data, train, serve, storage, licence, incident, exploration or delay")
        Kind kind,

        @Doc("amount for one of per, in the currency of the decision costs")
        BigDecimal amount,

        @Doc("first-training, later-training or month") Per per,
        @Doc("first day for which the amount holds") Optional<LocalDate> from,
        @Doc("last day for which the amount holds") Optional<LocalDate> until,
        @Doc("who answers for the amount") String owner,
        @Doc("where it comes from") String source,

        @Doc("hours of people that one amount pays for; only with kind people")
        Optional<BigDecimal> hours,

        @Doc("divided between the releases of a month; only with per: month")
        Optional<SharedCost> shared) {

    /** Without hours, and not shared. */
    public CostSpec(
            String name,
            Kind kind,
            BigDecimal amount,
            Per per,
            Optional<LocalDate> from,
            Optional<LocalDate> until,
            String owner,
            String source) {
        this(name, kind, amount, per, from, until, owner, source, Optional.empty(), Optional.empty());
    }

    /** Kinds of cost; each has an account. */
    public enum Kind {
        /** Salaries and fees. */
        PEOPLE,
        /** Labelling. */
        LABELS,
        /** Buying and storing data. */
        DATA,
        /** Machines for training. */
        TRAIN,
        /** Machines and care in operation. */
        SERVE,
        /** Keeping artifacts. */
        STORAGE,
        /** Software. */
        LICENCE,
        /** What went wrong. */
        INCIDENT,
        /** Decisions taken to learn. */
        EXPLORATION,
        /** Waiting. */
        DELAY
    }

    /** What the amount is for one of. */
    public enum Per {
        /** The first training, with all that had to be built for it. */
        FIRST_TRAINING,
        /** Each later training of a challenger, promoted or not. */
        LATER_TRAINING,
        /** Each month in which a model decided or would have decided. */
        MONTH
    }

    /** Checks amount and dates. */
    public CostSpec {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("amount: " + amount.toPlainString() + " (expected: above 0)");
        }
        if (amount.scale() > 2) {
            throw new IllegalArgumentException(
                    "amount: " + amount.toPlainString() + " (expected: at most two digits after the point)");
        }
        if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
            throw new IllegalArgumentException(
                    "until: " + until.get() + " before from: " + from.get() + " (expected: the same day or later)");
        }
        if (hours.isPresent() && kind != Kind.PEOPLE) {
            throw new IllegalArgumentException("hours: " + hours.get().toPlainString() + " with kind "
                    + kind.name().toLowerCase(Locale.ROOT) + " (expected: kind people, whose hours they are)");
        }
        if (shared.isPresent() && per != Per.MONTH) {
            throw new IllegalArgumentException(
                    "shared: a training has no release yet that used it (expected: only with per: month)");
        }
        if (shared.isPresent() && hours.isPresent()) {
            throw new IllegalArgumentException("shared: with hours (expected: one of the two; hours are told for the"
                    + " month, not for its releases)");
        }
        if (hours.isPresent() && hours.get().signum() <= 0) {
            throw new IllegalArgumentException("hours: " + hours.get().toPlainString() + " (expected: above 0)");
        }
    }

    /** The first month that has both amounts, where they are for the same; a month's first day decides. */
    public Optional<YearMonth> twiceIn(CostSpec other) {
        if (!name.equals(other.name) || per != other.per) {
            return Optional.empty();
        }
        LocalDate begins = Stream.of(from, other.from)
                .flatMap(Optional::stream)
                .max(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH);
        YearMonth month = YearMonth.from(begins.getDayOfMonth() == 1 ? begins : begins.plusMonths(1));
        return Optional.of(month).filter(at -> holdsOn(at.atDay(1)) && other.holdsOn(at.atDay(1)));
    }

    boolean holdsOn(LocalDate day) {
        return from.map(first -> !day.isBefore(first)).orElse(true)
                && until.map(last -> !day.isAfter(last)).orElse(true);
    }
}
