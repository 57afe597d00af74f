package io.volute.modeling.rows;

import io.volute.core.contract.dataengineering.Framing;
import java.util.List;

/**
 * What is predicted.
 *
 * @param framing kind of label
 * @param classes of several classes, their names in the order of their UTF-8 bytes; else empty
 */
public record Target(Framing framing, List<String> classes) {
    /** Whether an event happens. */
    public static final Target EVENT = new Target(Framing.BINARY, List.of());

    /** How much. */
    public static final Target NUMBER = new Target(Framing.REGRESSION, List.of());

    /** Copies; several classes have names, nothing else has. */
    public Target {
        classes = List.copyOf(classes);
        if (framing != Framing.MULTICLASS && !classes.isEmpty()) {
            throw new IllegalArgumentException("classes of " + framing.words() + ": " + classes + " (expected: none)");
        }
    }

    /** Which of several classes. */
    public static Target of(List<String> classes) {
        return new Target(Framing.MULTICLASS, classes);
    }

    /** How many numbers a model gives for each row. */
    public int width() {
        return names().size();
    }

    /** What each of these numbers is. */
    public List<String> names() {
        return switch (framing) {
            case BINARY -> List.of("probability");
            case REGRESSION -> List.of("prediction");
            case MULTICLASS -> classes;
        };
    }

    /**
     * Scores of another target of the same framing as scores of this one: classes by name, 0 for a class that the other
     * does not know; what it gives to a class that is unknown here is left out.
     *
     * @param scores row after row, as many for each as the other target is wide
     */
    public double[] aligned(Target other, double[] scores) {
        if (other.equals(this)) {
            return scores.clone();
        }
        int[] places = classes.stream().mapToInt(other.classes()::indexOf).toArray();
        int rows = scores.length / other.width();
        double[] result = new double[rows * places.length];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < places.length; i++) {
                result[row * places.length + i] = places[i] < 0 ? 0 : scores[row * other.width() + places[i]];
            }
        }
        return result;
    }
}
