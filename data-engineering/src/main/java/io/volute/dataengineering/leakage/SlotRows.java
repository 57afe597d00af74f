package io.volute.dataengineering.leakage;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.dataengineering.snapshot.Hindsight;
import io.volute.dataengineering.snapshot.Positions;
import io.volute.statistics.random.SplitMix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** The labelled rows of one slot, column by column, in the order of row ids; immutable by convention, as arrays are. */
final class SlotRows {
    /** In how many parts rates are taken out of fold. */
    static final int FOLDS = 5;

    private static final long SEED = 0x6c65616b616765L;

    private final double[] label;
    private final int[] fold;
    private final long[] group;
    private final long[] content;
    private final double[] line;
    private final List<double[]> values;

    private SlotRows(double[] label, int[] fold, long[] group, long[] content, double[] line, List<double[]> values) {
        this.label = label;
        this.fold = fold;
        this.group = group;
        this.content = content;
        this.line = line;
        this.values = List.copyOf(values);
    }

    /** The label: 1 where the event happened, the code of a class, or the number itself. */
    double[] label() {
        return label;
    }

    /** A number below {@link #FOLDS} that rows of a group share. */
    int[] fold() {
        return fold;
    }

    /** What no split divides, as a number. */
    long[] group() {
        return group;
    }

    /** Hash of all that is known at the decision but key and date. */
    long[] content() {
        return content;
    }

    /** Where the row stands in the source. */
    double[] line() {
        return line;
    }

    /** A column: of a name its code, 0 for missing; of a number itself, NaN for missing. */
    double[] values(int column) {
        return values.get(column);
    }

    /** Codes of a column's names, in the order of their first appearance; code 0 is no name but the missing one. */
    record Names(Map<String, Integer> codes, List<String> texts) {
        Names() {
            this(new HashMap<>(), new ArrayList<>(List.of("")));
        }

        int code(String text) {
            Integer known = codes.get(text);
            if (known == null) {
                known = texts.size();
                codes.put(text, known);
                texts.add(text);
            }
            return known;
        }
    }

    /** Joins what is known of the slot's rows, each with the row's label. */
    static SlotRows read(
            List<Judged> columns,
            List<Names> names,
            Names classes,
            Table examples,
            Table truth,
            Hindsight hindsight,
            Positions positions) {
        int[] now = new int[truth.rows()];
        int[] late = new int[truth.rows()];
        int[] never = new int[truth.rows()];
        double[] line = new double[truth.rows()];
        double[] label = new double[truth.rows()];
        int[] fold = new int[truth.rows()];
        long[] group = new long[truth.rows()];
        Map<String, Integer> numbers = new HashMap<>();
        Column ids = examples.column(Examples.ROW_ID);
        for (int row = 0; row < examples.rows(); row++) {
            numbers.put(ids.textAt(row), row);
        }
        for (int row = 0; row < truth.rows(); row++) {
            String id = truth.column(Examples.ROW_ID).textAt(row);
            OptionalInt known = hindsight.row(id);
            now[row] = Objects.requireNonNull(numbers.get(id), "a label without its row");
            late[row] = row;
            never[row] = known.orElseThrow(() -> new IllegalStateException("row " + id + " is not in the source"));
            line[row] = positions.line(id).orElse(0);
            label[row] = label(truth.column(Truth.LABEL), row, classes);
            group[row] =
                    Long.parseUnsignedLong(examples.column(Examples.GROUP_ID).textAt(now[row]), 16);
            fold[row] = (int) (SplitMix.u(group[row], SEED) * FOLDS);
        }
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Judged column = columns.get(i);
            boolean isNow = column.available().isNow();
            boolean isLate = column.available().isLate();
            Table from = isNow ? examples : isLate ? truth : hindsight.rows();
            values.add(values(from.column(column.name()), isNow ? now : isLate ? late : never, names.get(i)));
        }
        return new SlotRows(label, fold, group, content(columns, values, label.length), line, values);
    }

    private static double label(Column label, int row, Names classes) {
        return switch (Framing.of(label.type())) {
            case BINARY -> label.boolAt(row) ? 1 : 0;
            case MULTICLASS -> classes.code(label.textAt(row));
            case REGRESSION -> label.doubleAt(row);
        };
    }

    private static long[] content(List<Judged> columns, List<double[]> values, int rows) {
        long[] content = new long[rows];
        for (int i = 0; i < values.size(); i++) {
            if (columns.get(i).content()) {
                double[] column = values.get(i);
                for (int row = 0; row < rows; row++) {
                    content[row] = SplitMix.mix64(content[row] ^ Double.doubleToLongBits(column[row])) + 1;
                }
            }
        }
        return content;
    }

    int rows() {
        return label.length;
    }

    private static double[] values(Column column, int[] rows, Names names) {
        double[] values = new double[rows.length];
        boolean named = column.type() == ColumnType.TEXT || column.type() == ColumnType.BOOL;
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            if (column.isMissing(row)) {
                values[i] = named ? 0 : Double.NaN;
            } else {
                values[i] = switch (column.type()) {
                    case TEXT -> names.code(column.textAt(row));
                    case BOOL -> names.code(Boolean.toString(column.boolAt(row)));
                    case LONG, DOUBLE -> column.doubleAt(row);
                    case DATE, INSTANT -> column.longAt(row);
                };
            }
        }
        return values;
    }
}
