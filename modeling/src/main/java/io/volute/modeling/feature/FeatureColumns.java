package io.volute.modeling.feature;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.modeling.ModelingError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which raw columns may become features: those whose value exists when the decision is taken. */
final class FeatureColumns {
    private FeatureColumns() {}

    /** Columns that a feature may read. */
    static Set<String> usable(Table examples) {
        Set<String> names = new LinkedHashSet<>();
        examples.columns().stream().map(Column::name).forEach(names::add);
        names.removeAll(List.of(Examples.ROW_ID, Examples.GROUP_ID));
        return names;
    }

    /**
     * Passes a column that is not about a person.
     *
     * @throws VoluteException COLUMN_PERSONAL for one that is
     */
    static void refusePersonal(String column, List<String> personal) {
        if (personal.contains(column)) {
            throw new VoluteException(
                    ModelingError.COLUMN_PERSONAL,
                    "modeling.features, column " + column + ": personal data by the contract (`pii: true`), which no"
                            + " feature may read (expected: columns that are not)\nfix: take it out of the features;"
                            + " deliver what the model needs of it, such as an age band, as a column of its own");
        }
    }

    /**
     * Passes a usable column.
     *
     * @throws VoluteException COLUMN_NOT_AVAILABLE for one that comes later or never, UNKNOWN_COLUMN for any other
     */
    static void check(String column, Set<String> usable, List<String> neverAvailable, List<Truth> truth) {
        if (usable.contains(column)) {
            return;
        }
        String place = "modeling.features, column " + column + ": ";
        if (neverAvailable.contains(column)) {
            throw new VoluteException(
                    ModelingError.COLUMN_NOT_AVAILABLE,
                    place + "never available when the decision is taken, so a model that used it would only look good"
                            + " on the past (expected: a column with `available: now`); take it out of the features");
        }
        boolean identity = column.equals(Examples.ROW_ID) || column.equals(Examples.GROUP_ID);
        if (!identity && !truth.isEmpty() && truth.get(0).rows().find(column).isPresent()) {
            throw new VoluteException(
                    ModelingError.COLUMN_NOT_AVAILABLE,
                    place + "becomes known only after the decision (expected: a column with `available: now`); take it"
                            + " out of the features");
        }
        throw new VoluteException(
                ModelingError.UNKNOWN_COLUMN,
                place + "not a column of the examples (expected one of: " + String.join(", ", usable) + ")"
                        + Nearest.of(column, usable)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
    }
}
