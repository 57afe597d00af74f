package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.usage.Quantity;
import io.volute.businessanalysis.usage.Usage;
import io.volute.core.text.Numbers;
import io.volute.statistics.ledger.Portions;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Divides a cost of a month between the releases that used what it is shared by; the parts add up to it. */
final class Shares {
    private final Usage usage;

    Shares(Usage usage) {
        this.usage = usage;
    }

    /**
     * The part of one release.
     *
     * @param release id
     * @param amount rounded so that the parts add up
     * @param words how much it used, of how much
     */
    record Share(String release, BigDecimal amount, String words) {}

    /** Parts by release; none where nobody used anything. */
    List<Share> divide(BigDecimal amount, YearMonth month, SharedCost shared) {
        Quantity quantity = shared.by().quantity();
        SortedMap<String, Long> used = new TreeMap<>();
        usage.scored().stream()
                .filter(one -> one.month().equals(month.toString()) && number(one, quantity) > 0)
                .forEach(one -> used.put(one.release(), number(one, quantity)));
        if (used.isEmpty()) {
            return List.of();
        }
        long[] weights = used.values().stream().mapToLong(Long::longValue).toArray();
        long all = used.values().stream().mapToLong(Long::longValue).sum();
        List<BigDecimal> portions = Portions.of(amount, weights);
        List<Share> shares = new ArrayList<>();
        for (Map.Entry<String, Long> one : used.entrySet()) {
            shares.add(new Share(
                    one.getKey(),
                    portions.get(shares.size()),
                    Numbers.count(one.getValue()) + " of " + Numbers.count(all) + " " + quantity.many() + " by release "
                            + one.getKey()));
        }
        return shares;
    }

    static long number(Usage.Scored one, Quantity quantity) {
        return quantity == Quantity.PREDICTION_SERVED ? one.served() : one.rows();
    }
}
