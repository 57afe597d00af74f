package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.modeling.exact.Exact;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.statistics.moments.Moments;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;

/**
 * The same for every row.
 *
 * @param outputs how many numbers
 * @param values them: a probability of the event, a number, or a share of each class
 * @param event whether it is a probability of an event
 */
public record ConstantModel(int outputs, List<Double> values, boolean event) implements Model {
    static final String FORM = "constant";

    /** Copies. */
    public ConstantModel {
        values = List.copyOf(values);
        if (values.size() != outputs || outputs == 0) {
            throw new IllegalArgumentException("values: " + values + " (expected: " + outputs + ", at least one)");
        }
    }

    /** The same probability of the event for every row, inside [0, 1]. */
    public ConstantModel(double probability) {
        this(1, List.of(probability), true);
    }

    /** The same number, or the same share of each class, for every row. */
    public static ConstantModel of(double... values) {
        return new ConstantModel(values.length, Arrays.stream(values).boxed().toList(), false);
    }

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public JsonNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        if (event) {
            return state.put("probability", Exact.write(values.get(0)));
        }
        state.set("values", Exact.write(array()));
        return state;
    }

    @Override
    public double[] scores(FeatureMatrix rows) {
        double[] result = new double[rows.rows() * outputs];
        double[] row = array();
        for (int first = 0; first < result.length; first += outputs) {
            System.arraycopy(row, 0, result, first, outputs);
        }
        return result;
    }

    private double[] array() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The constant that the loss of the framing likes best: share of events, shares of classes, mean.
     *
     * @param width how many numbers it has
     * @param labels of training rows, at least one: 0 or 1, the place of the class, or the number
     */
    public static double[] best(Framing framing, int width, double[] labels) {
        if (framing == Framing.REGRESSION) {
            return new double[] {Moments.of(labels).mean()};
        }
        long[] counts = new long[Math.max(2, width)];
        for (double label : labels) {
            counts[(int) label]++;
        }
        double[] shares = new double[width];
        for (int i = 0; i < width; i++) {
            shares[i] = (double) counts[framing == Framing.BINARY ? 1 : i] / labels.length;
        }
        return shares;
    }

    /** Reads constants. */
    static final class Form implements ModelForm {
        @Inject
        Form() {}

        @Override
        public Model read(JsonNode state) {
            return state.has("probability")
                    ? new ConstantModel(Exact.read(state.get("probability")))
                    : ConstantModel.of(Exact.readAll(state.get("values")));
        }
    }
}
