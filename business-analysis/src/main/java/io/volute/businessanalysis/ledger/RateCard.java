package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.usage.Quantity;
import io.volute.core.error.VoluteException;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All prices, by name; one name stands for one quantity, at one price a month.
 *
 * @param rates as declared
 */
public record RateCard(List<RateSpec> rates) {
    /** Checks that prices of one name do not overlap and count the same. */
    public RateCard {
        rates = List.copyOf(rates);
        for (int i = 0; i < rates.size(); i++) {
            for (RateSpec earlier : rates.subList(0, i)) {
                check(earlier, rates.get(i));
            }
        }
    }

    /** Checks the prices, and that no cost has the name of one. */
    public static void check(List<RateSpec> rates, Set<String> costs) {
        for (String name : new RateCard(rates).names()) {
            if (costs.stream().anyMatch(cost -> cost.equals(name) || cost.startsWith("usage " + name))) {
                throw new IllegalArgumentException("rates: " + name
                        + " is also the name of a cost (expected: another one, so that lines can be told apart)");
            }
        }
    }

    private static void check(RateSpec one, RateSpec other) {
        if (!one.name().equals(other.name())) {
            return;
        }
        String name = "rates: " + one.name();
        if (one.per().quantity() != other.per().quantity()) {
            throw new IllegalArgumentException(
                    name + " is for " + one.per().quantity().many() + " and for "
                            + other.per().quantity().many() + " (expected: one quantity for each name)");
        }
        if (one.overlaps(other)) {
            boolean first = one.from().isBefore(other.from());
            RateSpec earlier = first ? one : other;
            RateSpec later = first ? other : one;
            throw new IllegalArgumentException(name + " has two prices in "
                    + YearMonth.from(later.from()) + " (expected: one; "
                    + (earlier.from().equals(later.from())
                            ? "take one out)"
                            : "end the price from " + earlier.from() + " with until: "
                                    + later.from().minusDays(1) + ")"));
        }
    }

    /** All prices of a name, oldest first. */
    List<RateSpec> of(String name) {
        return rates.stream()
                .filter(rate -> rate.name().equals(name))
                .sorted(Comparator.comparing(RateSpec::from))
                .toList();
    }

    /** Names, each once, in their order. */
    List<String> names() {
        return rates.stream().map(RateSpec::name).distinct().sorted().toList();
    }

    /** What a name is the price of. */
    Quantity quantity(String name) {
        return of(name).get(0).per().quantity();
    }

    /**
     * The price of a month in which something was used.
     *
     * @throws VoluteException NO_RATE when there is none
     */
    RateSpec in(YearMonth month, String name) {
        List<RateSpec> all = of(name);
        return all.stream()
                .filter(rate -> rate.holdsIn(month))
                .findFirst()
                .orElseThrow(() -> missing(month, name, all));
    }

    private static VoluteException missing(YearMonth month, String name, List<RateSpec> all) {
        Optional<RateSpec> before = all.stream()
                .filter(rate -> rate.from().isBefore(month.atDay(1)))
                .reduce((older, newer) -> newer);
        String what = before.map(rate -> "the last one ended " + rate.until().orElseThrow())
                .orElseGet(() -> "the first one begins " + all.get(0).from());
        String fix = before.isPresent()
                ? "add the price from " + month.atDay(1) + " on"
                : "let it begin " + month.atDay(1) + ", or add what held before; amount: 0 says that it was free";
        return new VoluteException(
                BusinessAnalysisError.NO_RATE,
                "business-analysis.rates: no price " + name + " for "
                        + all.get(0).per().quantity().many() + " in " + month + ": " + what
                        + " (expected: one for each month with usage)\nfix: " + fix);
    }
}
