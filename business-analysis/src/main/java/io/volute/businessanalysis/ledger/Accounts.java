package io.volute.businessanalysis.ledger;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Names of accounts and what their sides mean: a cost is a debit of {@code cost.…}, a benefit a credit of {@code benefit.…}. */
final class Accounts {
    static final String BENEFIT = "benefit";
    static final String COST = "cost.";
    static final String GRADED = "benefit.";

    private Accounts() {}

    static String name(CostSpec.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Spent by these sides. */
    static BigDecimal cost(List<Transaction.Posting> sides) {
        return sum(sides, COST);
    }

    /** Spent by these sides on one kind, and on what lies below its account. */
    static BigDecimal cost(List<Transaction.Posting> sides, CostSpec.Kind kind) {
        return sum(
                sides.stream()
                        .filter(side -> side.account().equals(COST + name(kind))
                                || side.account().startsWith(COST + name(kind) + "."))
                        .toList(),
                COST);
    }

    /** Earned by these sides with a grade. */
    static BigDecimal benefit(List<Transaction.Posting> sides, Grade grade) {
        return sum(sides, GRADED + grade.name()).negate();
    }

    /** Earned by these sides with the grades that form the headline. */
    static BigDecimal headline(List<Transaction.Posting> sides) {
        return benefit(sides, Grade.A).add(benefit(sides, Grade.B));
    }

    private static BigDecimal sum(List<Transaction.Posting> sides, String prefix) {
        return sides.stream()
                .filter(side -> side.account().startsWith(prefix))
                .map(Transaction.Posting::amount)
                .reduce(new BigDecimal("0.00"), BigDecimal::add);
    }
}
