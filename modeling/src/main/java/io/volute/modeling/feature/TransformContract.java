package io.volute.modeling.feature;

import static io.volute.core.stage.ContractKit.require;

import io.volute.core.error.VoluteException;
import io.volute.core.stage.ContractKit;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.modeling.ModelingError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** What every transform must hold; for authors of transforms. */
public final class TransformContract implements ContractKit {
    private final Transform transform;
    private final Record options;
    private final Table rows;

    /**
     * A transform with options, and rows on which it makes at least one feature.
     *
     * @param rows training rows, at least two, with more columns than those that it reads
     */
    public TransformContract(Transform transform, Record options, Table rows) {
        this.transform = transform;
        this.options = options;
        this.rows = rows;
    }

    @Override
    public List<Behaviour> behaviours() {
        List<Behaviour> behaviours = new ArrayList<>(ContractKit.ofEvery(transform, options));
        behaviours.addAll(List.of(
                new Behaviour("readsOnlyTheColumnsThatItNames", this::columns),
                new Behaviour("learnsTheSameFromTheSameRows", this::sameState),
                new Behaviour("isReadBackBitForBit", this::roundTrip),
                new Behaviour("encodesARowAloneAsAmongOthers", this::aloneAsAmongOthers),
                new Behaviour("handsOverFiniteFeaturesInAscendingOrder", this::ascending),
                new Behaviour("namesEachFeatureOnce", this::names),
                new Behaviour("encodesARowWithoutAnyValue", this::missing),
                new Behaviour("namesTheColumnThatRowsLack", this::lacking)));
        return behaviours;
    }

    private void columns() {
        List<String> named = transform.columns(options);
        require(rows.columns().size() > named.size(), "rows of the kit: no column beside " + named);
        Transform.Fitted fitted = fit();
        require(
                new HashSet<>(named).containsAll(fitted.columns()),
                "reads " + fitted.columns() + " (expected: at most " + named + ")");
    }

    private void sameState() {
        String first = fit().state().toString();
        require(first.equals(fit().state().toString()), "two fits differ");
    }

    private void roundTrip() {
        Transform.Fitted fitted = fit();
        Transform.Fitted again = transform.read(fitted.state());
        require(again.state().equals(fitted.state()), "state differs after reading");
        require(again.features().equals(fitted.features()), "features differ after reading");
        for (int row = 0; row < rows.rows(); row++) {
            require(
                    Arrays.equals(dense(fitted, rows, row), dense(again, rows, row)),
                    "row " + row + " differs after reading");
        }
    }

    private void aloneAsAmongOthers() {
        Transform.Fitted fitted = fit();
        for (int row = 0; row < rows.rows(); row++) {
            Table alone = rows.pick(new int[] {row});
            require(
                    Arrays.equals(dense(fitted, rows, row), dense(fitted, alone, 0)),
                    "row " + row + " alone differs from itself among others");
        }
    }

    private void ascending() {
        Transform.Fitted fitted = fit();
        int features = fitted.features().size();
        Transform.Encoder encoder = fitted.over(rows);
        for (int row = 0; row < rows.rows(); row++) {
            int[] last = {-1};
            encoder.encode(row, (feature, value) -> {
                require(feature > last[0], "feature " + feature + " after " + last[0] + " (expected: ascending)");
                require(feature < features, "feature " + feature + " (expected: below " + features + ")");
                require(Double.isFinite(value), "value " + value + " (expected: finite)");
                last[0] = feature;
            });
        }
    }

    private void names() {
        List<String> features = fit().features();
        require(!features.isEmpty(), "no feature (expected: at least one on the kit's rows)");
        require(new HashSet<>(features).size() == features.size(), "a name twice in " + features);
    }

    private void missing() {
        List<Column> empty = new ArrayList<>();
        for (String name : transform.columns(options)) {
            empty.add(Column.builder(name, rows.column(name).type(), 1)
                    .addMissing()
                    .build());
        }
        dense(fit(), Table.of(empty), 0);
    }

    private void lacking() {
        Transform.Fitted fitted = fit();
        for (String name : fitted.columns()) {
            List<String> others = rows.columns().stream()
                    .map(Column::name)
                    .filter(other -> !other.equals(name))
                    .toList();
            try {
                fitted.over(rows.select(others));
            } catch (VoluteException e) {
                require(e.code() == ModelingError.ROWS_UNSUITABLE, "another error: " + e.getMessage());
                require(
                        String.valueOf(e.getMessage()).contains(name),
                        "the message lacks " + name + ": " + e.getMessage());
                continue;
            }
            throw new AssertionError("rows without column " + name + " are accepted (expected: ROWS_UNSUITABLE)");
        }
    }

    private Transform.Fitted fit() {
        return transform.fit(options, rows.select(transform.columns(options)));
    }

    private static double[] dense(Transform.Fitted fitted, Table rows, int row) {
        double[] values = new double[fitted.features().size()];
        fitted.over(rows).encode(row, (feature, value) -> values[feature] = value);
        return values;
    }
}
