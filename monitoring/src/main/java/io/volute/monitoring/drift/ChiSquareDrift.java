package io.volute.monitoring.drift;

import io.volute.core.table.Column;
import io.volute.core.text.Numbers;
import io.volute.monitoring.drift.Comparison.Kind;
import io.volute.statistics.Refused;
import io.volute.statistics.proportion.Proportions;
import io.volute.statistics.proportion.Share;
import io.volute.statistics.test.Contingency;
import io.volute.statistics.test.JensenShannon;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Counts in bins of the reference, compared by chi-square with overdispersion; missing shares likewise, or by Fisher. */
final class ChiSquareDrift implements DriftTest {
    private static final double EXPECTED = 5;
    private static final double LN2 = StrictMath.log(2);

    @Inject
    ChiSquareDrift() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return ChiSquareOptions.class;
    }

    @Override
    public List<Comparison> compare(List<Column> reference, Column current, Record options) {
        if (reference.isEmpty()) {
            Refused why = Refused.tooFew("windows of the reference", 0, 1);
            return List.of(Comparison.refused(Kind.DISTRIBUTION, why, 0, current.rows() - current.missing()));
        }
        List<Comparison> comparisons = new ArrayList<>();
        comparisons.add(values(reference, current, ((ChiSquareOptions) options).bins()));
        missing(reference, current).ifPresent(comparisons::add);
        return comparisons;
    }

    private static Comparison values(List<Column> reference, Column current, int wanted) {
        Bins bins = Bins.of(reference, wanted);
        List<long[]> windows = reference.stream().map(bins::counts).toList();
        long[] now = bins.counts(current);
        long[] pooled = Dispersed.sum(windows, now.length);
        long n = Arrays.stream(pooled).sum();
        long m = Arrays.stream(now).sum();
        Dispersed dispersed = Dispersed.test(windows, now, bins.ordered());
        if (dispersed.tested() instanceof Refused why) {
            return Comparison.refused(Kind.DISTRIBUTION, why, n, m);
        }
        Merging merging = dispersed.merging();
        long[] before = merging.counts(pooled);
        long[] after = merging.counts(now);
        return new Comparison(
                Kind.DISTRIBUTION,
                dispersed.tested(),
                JensenShannon.correctedDistanceBase2(before, after),
                dispersed.phi(),
                n,
                m,
                largest(merging, bins, before, after),
                (effect, alpha) -> dispersed.power(8 * LN2 * effect * effect / (1.0 / n + 1.0 / m), alpha));
    }

    /** Nothing to test where nothing is missing on either side. */
    private static Optional<Comparison> missing(List<Column> reference, Column current) {
        List<long[]> windows =
                reference.stream().map(ChiSquareDrift::missingCounts).toList();
        long[] now = missingCounts(current);
        long[] pooled = Dispersed.sum(windows, 2);
        Share before = new Share(pooled[0], pooled[0] + pooled[1]);
        Share after = new Share(now[0], now[0] + now[1]);
        long missing = before.hits() + after.hits();
        if (missing == 0 || before.n() == 0 || after.n() == 0) {
            return Optional.empty();
        }
        boolean few = Contingency.smallestExpected(pooled, now) < EXPECTED;
        Dispersed dispersed = few
                ? Dispersed.calm(Proportions.fisher(after, before), Merging.of(pooled, now, false))
                : Dispersed.test(windows, now, false);
        return Optional.of(new Comparison(
                Kind.MISSING,
                dispersed.tested(),
                Math.abs(after.value() - before.value()),
                dispersed.phi(),
                before.n(),
                after.n(),
                "missing " + Numbers.percent(before.value()) + " → " + Numbers.percent(after.value()),
                (effect, alpha) -> dispersed.power(noncentrality(before, (double) after.n(), effect), alpha)));
    }

    /** For a rise of the share, or a fall where it cannot rise that far, with the pooled variance. */
    private static double noncentrality(Share before, double m, double effect) {
        double n = before.n();
        double p = before.value();
        double other = p + effect <= 1 ? p + effect : p - effect;
        double pooled = (n * p + m * other) / (n + m);
        return effect * effect / (pooled * (1 - pooled) * (1 / n + 1 / m));
    }

    private static long[] missingCounts(Column column) {
        return new long[] {column.missing(), column.rows() - column.missing()};
    }

    private static String largest(Merging merging, Bins bins, long[] before, long[] after) {
        double n = Arrays.stream(before).sum();
        double m = Arrays.stream(after).sum();
        int largest = 0;
        for (int group = 1; group < before.length; group++) {
            if (change(before, after, group, n, m) > change(before, after, largest, n, m)) {
                largest = group;
            }
        }
        return merging.name(largest, bins.names()) + " " + Numbers.percent(before[largest] / n) + " → "
                + Numbers.percent(after[largest] / m);
    }

    private static double change(long[] before, long[] after, int group, double n, double m) {
        return Math.abs(after[group] / m - before[group] / n);
    }
}
