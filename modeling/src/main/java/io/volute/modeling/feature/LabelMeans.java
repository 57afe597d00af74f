package io.volute.modeling.feature;

import io.volute.modeling.rows.TrainingTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums of labels by value, and the means that come of them; not thread-safe. */
final class LabelMeans {
    private final int width;
    private final double m;
    private final Map<String, double[]> sums = new HashMap<>();
    /** Of all rows: the sum of each output, then how many rows. */
    private final double[] total;

    /**
     * No rows yet.
     *
     * @param width outputs of the target
     * @param m rows that the mean of all weighs
     */
    LabelMeans(int width, double m) {
        this.width = width;
        this.m = m;
        this.total = new double[width + 1];
    }

    void add(String value, TrainingTable rows, int row) {
        double[] own = sums.computeIfAbsent(value, key -> new double[width + 1]);
        for (int output = 0; output < width; output++) {
            own[output] += rows.share(row, output);
            total[output] += rows.share(row, output);
        }
        own[width]++;
        total[width]++;
    }

    /** Whether no row was added. */
    boolean empty() {
        return total[width] == 0;
    }

    /** The mean of all rows. */
    List<Double> priors() {
        return Arrays.stream(total)
                .limit(width)
                .map(sum -> sum / total[width])
                .boxed()
                .toList();
    }

    /** Writes the means of a value from a place on. */
    void write(String value, double[] to, int from) {
        double[] own = sums.getOrDefault(value, new double[width + 1]);
        for (int output = 0; output < width; output++) {
            double prior = total[output] / total[width];
            to[from + output] = (own[output] + m * prior) / (own[width] + m);
        }
    }

    /** The means of all values. */
    Map<String, List<Double>> all() {
        Map<String, List<Double>> all = new HashMap<>();
        for (String value : sums.keySet()) {
            double[] means = new double[width];
            write(value, means, 0);
            all.put(value, Arrays.stream(means).boxed().toList());
        }
        return all;
    }
}
