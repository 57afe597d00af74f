package io.volute.statistics.agreement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Agreement beyond chance of any number of people who labelled any part of the rows (Krippendorff 2011): {@code 1 − Do /
 * De} on the coincidences of labels within rows. Unlike {@link Kappa} it takes more than two people and gaps.
 */
public final class KrippendorffAlpha {
    private KrippendorffAlpha() {}

    /**
     * For labels without order.
     *
     * @param rows the labels that each row got, one for each person who labelled it; rows with fewer than two say
     *     nothing and are left out
     * @return empty without a row that two people labelled, or where all used one label only
     */
    public static OptionalDouble nominal(List<List<String>> rows) {
        Map<String, Double> totals = new HashMap<>();
        double pairs = 0;
        double disagreed = 0;
        for (List<String> labels : rows) {
            int m = labels.size();
            if (m < 2) {
                continue;
            }
            Map<String, Integer> counts = new HashMap<>();
            labels.forEach(label -> counts.merge(label, 1, Integer::sum));
            long same = 0;
            for (Map.Entry<String, Integer> count : counts.entrySet()) {
                same += (long) count.getValue() * (count.getValue() - 1);
                totals.merge(count.getKey(), (double) count.getValue(), Double::sum);
            }
            disagreed += ((double) m * (m - 1) - same) / (m - 1);
            pairs += m;
        }
        double same = 0;
        for (double total : totals.values()) {
            same += total * (total - 1);
        }
        double expected = pairs * (pairs - 1) - same;
        return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - (pairs - 1) * disagreed / expected);
    }
}
