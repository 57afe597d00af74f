package io.volute.modeling.rows;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.modeling.ModelingError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Labels of numbered rows, of one framing: events and numbers as they are, classes by the order of their first row. */
final class Labels {
    private static final Comparator<String> BYTES =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Framing framing;
    private final double[] values;
    private final List<String> seen;

    private Labels(Framing framing, double[] values, List<String> seen) {
        this.framing = framing;
        this.values = values;
        this.seen = seen;
    }

    Framing framing() {
        return framing;
    }

    boolean event(int row) {
        if (framing != Framing.BINARY) {
            throw new IllegalStateException("event of row " + row + ": the label is " + framing.words());
        }
        return values[row] != 0;
    }

    Target target(int[] rows) {
        if (framing != Framing.MULTICLASS) {
            return framing == Framing.BINARY ? Target.EVENT : Target.NUMBER;
        }
        BitSet there = new BitSet();
        IntStream.of(rows).forEach(row -> there.set((int) values[row]));
        return Target.of(there.stream().mapToObj(seen::get).sorted(BYTES).toList());
    }

    double[] values(int[] rows, Target target) {
        double[] result = IntStream.of(rows).mapToDouble(row -> values[row]).toArray();
        if (framing == Framing.MULTICLASS) {
            int[] places = seen.stream().mapToInt(target.classes()::indexOf).toArray();
            Arrays.setAll(result, i -> places[(int) result[i]]);
        }
        return result;
    }

    /** A number for each class of these rows, from 0; numbers are all of one. */
    int[] strata(int[] rows) {
        return IntStream.of(rows)
                .map(row -> framing == Framing.REGRESSION ? 0 : (int) values[row])
                .toArray();
    }

    /** Takes labels one by one; not thread-safe. */
    static final class Builder {
        private final Framing framing;
        private final double[] values;
        private final Map<String, Integer> places = new HashMap<>();

        Builder(Framing framing, int rows) {
            this.framing = framing;
            this.values = new double[rows];
        }

        void set(int row, Column label, int at) {
            values[row] = switch (framing) {
                case BINARY -> label.boolAt(at) ? 1 : 0;
                case MULTICLASS -> places.computeIfAbsent(label.textAt(at), text -> places.size());
                case REGRESSION -> finite(label.doubleAt(at), row);
            };
        }

        private static double finite(double value, int row) {
            if (!Double.isFinite(value)) {
                throw new VoluteException(
                        ModelingError.NOT_FINITE,
                        "label of row " + row + ": " + value + " (expected: a finite number); set such rows aside with"
                                + " a check");
            }
            return value;
        }

        Labels build() {
            String[] seen = new String[places.size()];
            places.forEach((text, place) -> seen[place] = text);
            return new Labels(framing, values, List.of(seen));
        }
    }
}
