package io.volute.statistics.mean;

import io.volute.statistics.Figure;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.moments.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * An effect whose largest unit totals are cut to a cap, beside the effect as it is. One cap for all arms: a percentile of
 * each arm would cut the treatment's own effect away. The percentile is one of the <em>non-zero</em> totals: where few
 * units spend, a percentile of all of them is 0 and would cut everything.
 *
 * @param cap largest total that counts
 * @param plain the difference as it is, Welch
 * @param capped the difference of the cut totals, Welch
 * @param treatment places of the units that were cut in the treatment arm
 * @param control places of the units that were cut in the control arm
 */
public record Winsorised(double cap, Figure plain, Figure capped, List<Integer> treatment, List<Integer> control) {

    /** Copies the lists. */
    public Winsorised {
        treatment = List.copyOf(treatment);
        control = List.copyOf(control);
    }

    /**
     * The percentile of the non-zero totals of all arms together; or of a period before, which no arm can have moved.
     *
     * @param percentile above 0, below 1, such as .99
     * @return empty if all totals are 0
     * @throws IllegalArgumentException if the percentile is out of range, or a total is below 0: only the upper tail is
     *     cut
     */
    public static OptionalDouble cap(double percentile, double[]... arms) {
        if (!(percentile > 0 && percentile < 1)) {
            throw new IllegalArgumentException("percentile: " + percentile + " (expected: above 0, below 1)");
        }
        double[] spent = Arrays.stream(arms)
                .flatMapToDouble(DoubleStream::of)
                .filter(total -> total != 0)
                .sorted()
                .toArray();
        if (spent.length > 0 && spent[0] < 0) {
            throw new IllegalArgumentException(
                    "unit total: " + spent[0] + " (expected: >= 0; only the upper tail is cut)");
        }
        return spent.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Bootstrap.quantile(spent, percentile));
    }

    /** Both effects under one cap. */
    public static Winsorised at(double cap, double[] treatment, double[] control, double alpha) {
        return new Winsorised(
                cap,
                Arms.difference(Moments.of(treatment), Moments.of(control), alpha),
                Arms.difference(Moments.of(cut(treatment, cap)), Moments.of(cut(control, cap)), alpha),
                above(treatment, cap),
                above(control, cap));
    }

    /** The totals, none above the cap. */
    public static double[] cut(double[] totals, double cap) {
        return Arrays.stream(totals).map(total -> Math.min(total, cap)).toArray();
    }

    private static List<Integer> above(double[] totals, double cap) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < totals.length; i++) {
            if (totals[i] > cap) {
                places.add(i);
            }
        }
        return places;
    }
}
