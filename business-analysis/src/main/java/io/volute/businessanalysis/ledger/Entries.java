package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.effect.Readout.ReleaseEffect;
import io.volute.core.contract.scoping.Objective;
import io.volute.statistics.Estimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All transactions: declared costs in the months in which they fell due, and for each release the benefit of the
 * decisions that its model took. A release whose effect cannot be told books nothing.
 */
final class Entries {
    private final List<CostSpec> costs;
    private final Readout readout;
    private final Challenges challenges;
    private final Calendar calendar;
    private final double sign;
    private final Optional<UsageCosts> usage;
    private final List<Transaction> transactions = new ArrayList<>();

    Entries(
            List<CostSpec> costs,
            Readout readout,
            Challenges challenges,
            Calendar calendar,
            Objective objective,
            Optional<UsageCosts> usage) {
        this.usage = usage;
        this.costs = costs;
        this.readout = readout;
        this.challenges = challenges;
        this.calendar = calendar;
        this.sign = objective.targetRelative() < 0 ? -1 : 1;
        trainings();
        running();
        readout.releases().forEach(this::benefit);
        transactions.sort(Comparator.comparing(Transaction::month).thenComparing(Transaction::id));
    }

    /** The months from the first training or decision to the last. */
    Calendar calendar() {
        return calendar;
    }

    List<Transaction> transactions() {
        return List.copyOf(transactions);
    }

    /** Releases with an effect that can be told. */
    List<ReleaseEffect> measured() {
        return readout.releases().stream()
                .filter(release -> release.paired() instanceof Estimate && release.decidedByModel() > 0)
                .toList();
    }

    /** Benefit of one decision, in the book's sign: positive is good. */
    double worth(Estimate effect) {
        return sign * effect.estimate();
    }

    private void trainings() {
        for (int i = 0; i < challenges.all().size(); i++) {
            Challenges.Past challenge = challenges.all().get(i);
            CostSpec.Per per = i == 0 ? CostSpec.Per.FIRST_TRAINING : CostSpec.Per.LATER_TRAINING;
            YearMonth month = Calendar.month(challenge.asOf());
            cost(per, month, " " + (i + 1));
        }
    }

    private void running() {
        if (readout.releases().isEmpty()) {
            return;
        }
        YearMonth first = readout.releases().stream()
                .map(release -> YearMonth.parse(release.from()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        for (YearMonth month : calendar.months()) {
            if (!month.isBefore(first)) {
                cost(CostSpec.Per.MONTH, month, "");
            }
        }
    }

    private void cost(CostSpec.Per per, YearMonth month, String suffix) {
        for (CostSpec cost : costs) {
            if (cost.per() == per && cost.holdsOn(month.atDay(1))) {
                BigDecimal amount = cost.amount().setScale(2, RoundingMode.UNNECESSARY);
                List<Shares.Share> parts = usage.map(used -> used.shared(amount, month, cost.shared()))
                        .orElse(List.of());
                if (parts.isEmpty()) {
                    line(cost, month, suffix, cost.name(), amount);
                }
                parts.stream()
                        .filter(part -> part.amount().signum() != 0)
                        .forEach(part -> line(
                                cost,
                                month,
                                suffix + " " + part.release(),
                                cost.name() + ", " + part.words(),
                                part.amount()));
            }
        }
    }

    private void line(CostSpec cost, YearMonth month, String suffix, String text, BigDecimal amount) {
        String kind = Accounts.name(cost.kind());
        transactions.add(Transaction.of(
                month + " " + cost.name() + suffix,
                month.toString(),
                kind,
                "",
                text,
                "cost." + kind,
                "clearing." + kind,
                amount));
    }

    private void benefit(ReleaseEffect release) {
        if (!(release.paired() instanceof Estimate effect)) {
            return;
        }
        for (Readout.MonthCount month : release.byMonth()) {
            BigDecimal amount =
                    BigDecimal.valueOf(worth(effect) * month.byModel()).setScale(2, RoundingMode.HALF_EVEN);
            if (amount.signum() != 0) {
                transactions.add(Transaction.of(
                        month.month() + " benefit " + release.release(),
                        month.month(),
                        "benefit",
                        "A",
                        month.byModel() + " decisions by the model of release " + release.release(),
                        "clearing.value",
                        "benefit.A",
                        amount));
            }
        }
    }
}
