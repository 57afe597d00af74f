package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.usage.PriceUnit;
import io.volute.businessanalysis.usage.Quantity;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** A price with its dates: what one of a counted quantity costs, in whole months. */
public record RateSpec(
        @Doc("what is paid for, such as gpu; a price that changes keeps its name and has other dates") @Named
        String name,

        @Doc("what the amount is for, such as 1000 rows scored: row scored, prediction served, row trained, row x tree"
                + " trained, row x feature trained, labelled row or GB month stored")
        PriceUnit per,

        @Doc("the price; 0 says that it was free") BigDecimal amount,
        @Doc("ISO code, such as EUR") String currency,
        @Doc("the first day, which begins a month") LocalDate from,

        @Doc("the last day, which ends a month; without it, until further notice")
        Optional<LocalDate> until,

        @Doc("where the price comes from, such as price list 2026")
        String source,

        @Doc("kind of cost; train, serve, labels or storage unless said")
        Optional<CostSpec.Kind> kind,

        @Doc("dated rate into the currency of the books") Optional<Posting.Exchange> exchange,

        @Doc("for labels and storage: divided between the releases of the month")
        Optional<SharedCost> shared) {

    private static final int DIGITS = 12;

    /** Checks amount, source and dates. */
    public RateSpec {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException(
                    "amount: " + amount.toPlainString() + " (expected: 0 or above; what comes in is no cost)");
        }
        if (amount.scale() > DIGITS) {
            throw new IllegalArgumentException("amount: " + amount.toPlainString()
                    + " (expected: at most 12 digits after the point; write the price of more, such as per: 1000000 rows"
                    + " scored)");
        }
        if (currency.isBlank()) {
            throw new IllegalArgumentException("currency: empty (expected: an ISO code, such as EUR)");
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException(
                    "source: empty (expected: where the price comes from, such as price list 2026)");
        }
        if (from.getDayOfMonth() != 1) {
            throw new IllegalArgumentException("from: " + from + " (expected: the first day of a month, such as "
                    + from.withDayOfMonth(1) + ", since usage is counted by month)");
        }
        until.ifPresent(last -> requireEnd(from, last));
        if (shared.isPresent() && (per.quantity().ofReleases() || per.quantity().ofTraining())) {
            throw new IllegalArgumentException("shared: " + per.quantity().many()
                    + (per.quantity().ofReleases()
                            ? " are counted for each release as it is"
                            : " are counted for each candidate, which no release used yet")
                    + " (expected: labelled rows or GB months stored)");
        }
    }

    private static void requireEnd(LocalDate from, LocalDate last) {
        if (last.plusDays(1).getDayOfMonth() != 1) {
            throw new IllegalArgumentException("until: " + last + " (expected: the last day of a month, such as "
                    + YearMonth.from(last).atEndOfMonth() + ", since usage is counted by month)");
        }
        if (last.isBefore(from)) {
            throw new IllegalArgumentException(
                    "until: " + last + " before from: " + from + " (expected: the same month or later)");
        }
    }

    /** The kind of cost. */
    CostSpec.Kind account() {
        return kind.orElseGet(() -> usual(per.quantity()));
    }

    private static CostSpec.Kind usual(Quantity quantity) {
        return switch (quantity) {
            case ROW_SCORED, PREDICTION_SERVED -> CostSpec.Kind.SERVE;
            case ROW_TRAINED, ROW_X_TREE_TRAINED, ROW_X_FEATURE_TRAINED -> CostSpec.Kind.TRAIN;
            case LABELLED_ROW -> CostSpec.Kind.LABELS;
            case GB_MONTH_STORED -> CostSpec.Kind.STORAGE;
        };
    }

    boolean holdsIn(YearMonth month) {
        return !month.atDay(1).isBefore(from)
                && until.map(last -> !month.atEndOfMonth().isAfter(last)).orElse(true);
    }

    boolean overlaps(RateSpec other) {
        return other.until.map(last -> !from.isAfter(last)).orElse(true)
                && until.map(last -> !other.from.isAfter(last)).orElse(true);
    }
}
