package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.core.error.VoluteException;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.ledger.Overlap;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds the lines of launches that share what they move against a holdout. */
final class Reconcile {
    private final HandBook book;
    private final HandBook before;
    private final Optional<String> declared;
    private final Evidence evidence;
    private final Instant asOf;

    /** {@code declared}: the currency of derived lines. */
    Reconcile(HandBook book, Optional<String> declared, Evidence evidence, Instant asOf) {
        // Lines as they claim it, before an earlier holdout corrected them.
        this.book = HandBook.of(book.rows().stream()
                .filter(row -> !(row.posting() instanceof Posting.Reconciliation))
                .toList());
        this.before = book;
        this.declared = declared;
        this.evidence = evidence;
        this.asOf = asOf;
    }

    /** An experiment of the project withholds what they move. */
    Posting.Reconciliation against(HoldoutExperiment holdout) {
        ExperimentReadout readout = evidence.find(holdout.name())
                .orElseThrow(() -> new VoluteException(
                        BusinessAnalysisError.NO_EVIDENCE,
                        holdout.name() + ": neither a file nor an experiment with a readout (expected: a file with a"
                                + " holdout, or a name of business-analysis.experiments that has run)"));
        return against(
                new HoldoutTotal(holdout, readout, accruals(Optional.of(holdout.name())), evidence).file(),
                Optional.of(holdout.name()));
    }

    /** Posted lines as the books reckon them, which draw each effect towards those of all that was tried. */
    private List<Accruals.Accrual> accruals(Optional<String> holdout) {
        SortedMap<String, ExperimentReadout> readouts = new TreeMap<>(evidence.all());
        book.lines().values().stream()
                .flatMap(line -> line.estimate().experiment().stream())
                .forEach(name -> evidence.find(name).ifPresent(readout -> readouts.put(name, readout)));
        readouts.keySet()
                .removeIf(name ->
                        before.withheld(name) || holdout.filter(name::equals).isPresent());
        return new Accruals(book, readouts, asOf).all();
    }

    /** Somebody says what the holdout shows. */
    Posting.Reconciliation against(HoldoutFile holdout) {
        return against(holdout, Optional.empty());
    }

    private Posting.Reconciliation against(HoldoutFile holdout, Optional<String> experiment) {
        Optional<String> currency = book.currency().or(() -> declared);
        if (currency.filter(books -> !books.equals(holdout.total().unit())).isPresent()) {
            throw new VoluteException(
                    BusinessAnalysisError.CURRENCY_MIXED,
                    "total: " + holdout.total().unit() + " in books of " + currency.get() + " (expected: "
                            + currency.get() + ")");
        }
        if (!holdout.to().isOverAt(asOf)) {
            BookMonth last = new BookMonth(BookMonth.of(asOf).month().minusMonths(1));
            throw new VoluteException(
                    BusinessAnalysisError.NO_EVIDENCE,
                    "to: " + holdout.to() + " is not over on " + asOf.toString().substring(0, 10) + " (expected: "
                            + last + " or before)");
        }
        requireKnown(holdout.overlapGroup());
        List<Estimate> lines = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Accruals.Accrual accrual : accruals(experiment)) {
            if (accrual.estimate()
                    .overlapGroup()
                    .filter(holdout.overlapGroup()::equals)
                    .isPresent()) {
                BigDecimal claimed = accrual.booked(holdout.from(), holdout.to());
                if (claimed.signum() != 0) {
                    sum = sum.add(claimed);
                    lines.add(line(claimed, accrual.effect()));
                }
            }
        }
        for (Shipped shipped : evidence.shipped()) {
            BigDecimal claimed = claimed(shipped, holdout);
            if (claimed.signum() != 0 && shipped.effect() instanceof Estimate effect) {
                sum = sum.add(claimed);
                lines.add(line(claimed, effect));
            }
        }
        BigDecimal total = holdout.total().value();
        Figure factor =
                Overlap.factor(new Estimate(total.doubleValue(), holdout.low(), holdout.high(), 0, "holdout"), lines);
        if (factor instanceof Refused refused) {
            throw new VoluteException(
                    BusinessAnalysisError.NO_EVIDENCE,
                    "overlap-group " + holdout.overlapGroup() + " from " + holdout.from() + " to " + holdout.to() + ": "
                            + refused.message() + "\nfix: " + refused.remedy());
        }
        Estimate found = (Estimate) factor;
        return new Posting.Reconciliation(
                holdout.overlapGroup(),
                holdout.from(),
                holdout.to(),
                total,
                sum,
                found.estimate(),
                found.low(),
                found.high(),
                holdout.source());
    }

    /** What a launch claims is reckoned by a run; one that no run has seen yet would leave its part to the others. */
    private void requireKnown(String group) {
        book.launches().forEach((name, launch) -> {
            boolean known = evidence.shipped().stream()
                    .anyMatch(one -> one.experiment().equals(name)
                            && one.launched().equals(Optional.of(launch.terms().on())));
            if (!known && launch.terms().overlapGroup().filter(group::equals).isPresent()) {
                throw new VoluteException(
                        BusinessAnalysisError.NO_EVIDENCE,
                        name
                                + ": was launched since the books were kept (expected: books that know it)\nfix: volute run"
                                + " business-analysis");
            }
        });
    }

    /** Money as uncertain as the effect behind it. */
    private static Estimate line(BigDecimal claimed, Estimate effect) {
        double scale = claimed.doubleValue() / effect.estimate();
        return (Estimate) effect.scaled(change -> change * scale);
    }

    private static BigDecimal claimed(Shipped shipped, HoldoutFile holdout) {
        return shipped.overlapGroup().filter(holdout.overlapGroup()::equals).isEmpty()
                ? BigDecimal.ZERO
                : shipped.months().stream()
                        .filter(month -> {
                            BookMonth at = BookMonth.parse(month.month());
                            return at.compareTo(holdout.from()) >= 0 && at.compareTo(holdout.to()) <= 0;
                        })
                        .map(Shipped.Month::claimed)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
