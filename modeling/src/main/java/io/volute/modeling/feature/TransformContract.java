package io.volute.modeling.feature;

import static io.volute.core.stage.ContractKit.require;

import io.volute.core.error.VoluteException;
import io.volute.core.stage.ContractKit;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.modeling.ModelingError;
import io.volute.modeling.rows.Target;
import io.volute.modeling.rows.TrainingTable;
import io.volute.statistics.random.Draws;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** What every transform must hold; for authors of transforms. */
public final class TransformContract implements ContractKit {
    private static final long DAY = 86_400_000_000L;

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
                new Behaviour("tellsNoTrainingRowItsOwnLabel", this::trainingRows),
                new Behaviour("encodesARowWithoutAnyValue", this::missing),
                new Behaviour("encodesValuesThatTrainingNeverSaw", this::unseen),
                new Behaviour("encodesPartsAsTheWhole", this::parts),
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

    /** Extremes of numbers and times, and a category that nobody has heard of. */
    private void unseen() {
        List<Column> columns = new ArrayList<>();
        for (String name : transform.columns(options)) {
            Column.Builder builder = Column.builder(name, rows.column(name).type(), 2);
            switch (rows.column(name).type()) {
                case TEXT -> builder.add("never seen \u2603").add("");
                case BOOL -> builder.add(true).add(false);
                case DOUBLE -> builder.add(1e30).add(-1e30);
                case LONG -> builder.add(Long.MAX_VALUE).add(Long.MIN_VALUE);
                case DATE -> builder.add(LocalDate.of(1, 1, 1)).add(LocalDate.of(9999, 12, 31));
                case INSTANT ->
                    builder.add(Instant.parse("0001-01-01T00:00:00Z")).add(Instant.parse("9999-12-31T23:59:59Z"));
            }
            columns.add(builder.build());
        }
        Table unseen = Table.of(columns);
        Transform.Fitted fitted = fit();
        for (int row = 0; row < 2; row++) {
            for (double value : dense(fitted, unseen, row)) {
                require(Double.isFinite(value), "value " + value + " of an unseen value (expected: finite)");
            }
        }
    }

    private void parts() {
        Transform.Fitted fitted = fit();
        int middle = rows.rows() / 2;
        Table first = rows.pick(IntStream.range(0, middle).toArray());
        Table second = rows.pick(IntStream.range(middle, rows.rows()).toArray());
        for (int row = 0; row < rows.rows(); row++) {
            double[] part = row < middle ? dense(fitted, first, row) : dense(fitted, second, row - middle);
            require(Arrays.equals(dense(fitted, rows, row), part), "row " + row + " differs in a part of the rows");
        }
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
        return transform.fit(options, training());
    }

    /** The rows with labels by chance, decided one a day and known a week later. */
    private TrainingTable training() {
        int n = rows.rows();
        Draws draws = Draws.of(n);
        double[] labels = new double[n];
        long[] groups = new long[n];
        long[] at = new long[n];
        long[] knownAt = new long[n];
        for (int row = 0; row < n; row++) {
            labels[row] = row < 2 ? row : draws.below(2);
            groups[row] = draws.bits();
            at[row] = (row + 1) * DAY;
            knownAt[row] = at[row] + 7 * DAY;
        }
        return new TrainingTable(rows.select(transform.columns(options)), Target.EVENT, labels, groups, at, knownAt);
    }

    private void trainingRows() {
        TrainingTable training = training();
        Transform.Fitted fitted = transform.fit(options, training);
        Transform.Encoder encoder = fitted.overTraining(training);
        int features = fitted.features().size();
        for (int row = 0; row < rows.rows(); row++) {
            double[] again = encoded(fitted.overTraining(training), row, features);
            require(Arrays.equals(encoded(encoder, row, features), again), "row " + row + " differs the second time");
        }
        int last = rows.rows() - 1;
        double[] own = encoded(encoder, last, features);
        double[] other = encoded(
                transform.fit(options, flipped(training, last)).overTraining(flipped(training, last)), last, features);
        require(Arrays.equals(own, other), "row " + last + " is told its own label while it trains");
    }

    /** The same rows, one of them with the other label. */
    private static TrainingTable flipped(TrainingTable rows, int row) {
        int n = rows.rows();
        double[] labels = IntStream.range(0, n)
                .mapToDouble(i -> i == row ? 1 - rows.label(i) : rows.label(i))
                .toArray();
        return new TrainingTable(
                rows.table(),
                rows.target(),
                labels,
                IntStream.range(0, n).mapToLong(rows::group).toArray(),
                IntStream.range(0, n).mapToLong(rows::at).toArray(),
                IntStream.range(0, n).mapToLong(rows::knownAt).toArray());
    }

    private static double[] encoded(Transform.Encoder encoder, int row, int features) {
        double[] values = new double[features];
        encoder.encode(row, (feature, value) -> values[feature] = value);
        return values;
    }

    private static double[] dense(Transform.Fitted fitted, Table rows, int row) {
        return encoded(fitted.over(rows), row, fitted.features().size());
    }
}
