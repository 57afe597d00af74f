package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.EventTerm;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.MetricWindow;
import io.volute.businessanalysis.metric.ShownTogether;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table that has one row for each unit already: {@code unit, arm}, then {@code NAME} for a mean, {@code NAME.num} and
 * {@code NAME.den} for a ratio, {@code NAME.pre} (or {@code NAME.pre.num}, {@code NAME.pre.den}) before the exposure. All
 * other columns are attributes. Where the design says {@code unit: unknown} there is no column {@code unit}: each row stands
 * for itself and is called by its number.
 */
public final class UnitFile {
    /** Column of the unit's name. */
    public static final String UNIT = "unit";
    /** Column of the arm. */
    public static final String ARM = "arm";

    private static final String NUM = ".num";
    private static final String DEN = ".den";
    private static final String PRE = ".pre";

    private final Design design;
    private final SortedMap<MetricId, MetricDefinition> written;
    private final List<MetricId> shown;

    /**
     * For this design.
     *
     * @param written definitions as far as somebody wrote them: of the direction, and of what belongs beside a metric
     */
    public UnitFile(Design design, SortedMap<MetricId, MetricDefinition> written) {
        this.design = design;
        this.written = new TreeMap<>(written);
        SortedMap<MetricId, MetricDefinition> all = new TreeMap<>(written);
        List<MetricId> named = Comparisons.named(design);
        named.forEach(id -> all.putIfAbsent(id, given(id, false, false)));
        this.shown = ShownTogether.order(named, all);
    }

    /** Columns that must have a value in every row. */
    public List<String> needed() {
        return design.unitKnown() ? List.of(UNIT, ARM) : List.of(ARM);
    }

    /** Columns that hold numbers, out of those that a file has: those that are a metric's. */
    public Set<String> numbers(List<String> columns) {
        Set<String> numbers = new HashSet<>();
        for (MetricId id : shown) {
            for (String ending : List.of("", NUM, DEN, PRE, PRE + NUM, PRE + DEN)) {
                if (columns.contains(id.name() + ending)) {
                    numbers.add(id.name() + ending);
                }
            }
        }
        return numbers;
    }

    /** Definitions of metrics that the file gives as they are: a ratio where there is a denominator. */
    public SortedMap<MetricId, MetricDefinition> definitions(Table table) {
        SortedMap<MetricId, MetricDefinition> definitions = new TreeMap<>();
        for (MetricId id : shown) {
            definitions.put(id, given(id, table.find(id.name() + DEN).isPresent(), isShare(table, id)));
        }
        return definitions;
    }

    private static boolean isShare(Table table, MetricId id) {
        Optional<Column> values = table.find(id.name());
        if (values.isEmpty() || table.find(id.name() + PRE).isPresent()) {
            return false;
        }
        for (int row = 0; row < table.rows(); row++) {
            double value = values.get().isMissing(row) ? 0 : values.get().doubleAt(row);
            if (value != 0 && value != 1) {
                return false;
            }
        }
        return true;
    }

    /** What is known of a metric whose events are not here. */
    private MetricDefinition given(MetricId id, boolean ratio, boolean share) {
        Optional<MetricDefinition> known = Optional.ofNullable(written.get(id));
        if (known.filter(one -> one.type() == MetricType.QUANTILE && !ratio).isPresent()) {
            return known.get();
        }
        Optional<Double> cut = ratio ? Optional.empty() : known.flatMap(MetricDefinition::winsorise);
        Optional<EventTerm> term = Optional.of(EventTerm.of("given"));
        return new MetricDefinition(
                ratio ? MetricType.RATIO : share && cut.isEmpty() ? MetricType.PROPORTION : MetricType.COUNT,
                ratio ? Optional.empty() : term,
                ratio ? term : Optional.empty(),
                ratio ? term : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new MetricWindow(Duration.ZERO, Duration.ofDays(1)),
                Duration.ZERO,
                known.map(MetricDefinition::direction)
                        .orElseGet(() -> design.direction(id).orElse(Direction.UP)),
                1,
                known.map(MetricDefinition::zeroDenominator).orElse(MetricDefinition.ZeroDenominator.KEEP_UNIT),
                true,
                cut,
                known.map(MetricDefinition::context).orElse(List.of()));
    }

    /**
     * The population.
     *
     * @throws IllegalArgumentException naming a column that is missing, or a metric without a value
     */
    public ExperimentUnits units(
            Table table, SortedMap<MetricId, MetricDefinition> definitions, Optional<LocalDate> until) {
        List<String> arms = List.copyOf(design.arms().keySet());
        IntFunction<String> unit = names(table);
        Column arm = table.column(ARM);
        Map<String, String> armOfUnit = new HashMap<>();
        Set<String> twoArms = new HashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            String before = armOfUnit.putIfAbsent(unit.apply(row), arm.textAt(row));
            if (before != null && !before.equals(arm.textAt(row))) {
                twoArms.add(unit.apply(row));
            } else if (before != null) {
                throw new IllegalArgumentException("unit " + unit.apply(row)
                        + ": has two rows (expected: one row for each unit; add its rows up first)");
            }
        }
        int[] rows = new int[table.rows()];
        int[] armOf = new int[table.rows()];
        int kept = 0;
        long unknown = 0;
        SortedSet<String> unknownArms = new TreeSet<>();
        for (int row = 0; row < table.rows(); row++) {
            int place = arms.indexOf(arm.textAt(row));
            if (twoArms.contains(unit.apply(row))) {
                continue;
            }
            if (place < 0) {
                unknown++;
                unknownArms.add(arm.textAt(row));
            } else {
                rows[kept] = row;
                armOf[kept++] = place;
            }
        }
        int[] picked = Arrays.copyOf(rows, kept);
        List<UnitMetric> metrics = new ArrayList<>();
        definitions.forEach((id, definition) -> metrics.add(metric(table, picked, id, definition)));
        return new ExperimentUnits(
                        Arrays.stream(picked).mapToObj(unit).toArray(String[]::new),
                        Arrays.copyOf(armOf, kept),
                        attributes(table, picked),
                        metrics,
                        new ExperimentUnits.Counts(
                                armOfUnit.size(), armOfUnit.size(), twoArms.size(), unknown, 0, 0, 0),
                        Optional.empty(),
                        until)
                .with(new ExperimentUnits.Assignment(unknownArms, List.of()));
    }

    /** What a row's unit is called. */
    private IntFunction<String> names(Table table) {
        if (design.unitKnown()) {
            return table.column(UNIT)::textAt;
        }
        if (table.find(UNIT).isPresent()) {
            throw new IllegalArgumentException("unit: there is such a column, and the design says unit: unknown"
                    + " (expected: the design names what was assigned, or no column says it)");
        }
        return row -> "row " + (row + 1);
    }

    private UnitMetric metric(Table table, int[] rows, MetricId id, MetricDefinition definition) {
        String name = id.name();
        boolean ratio = definition.isRatio();
        boolean before = table.find(name + PRE).isPresent()
                || table.find(name + PRE + NUM).isPresent();
        return new UnitMetric(
                id,
                definition,
                ratio
                        ? new UnitMetric.Part(values(table, rows, name + NUM), values(table, rows, name + DEN))
                        : UnitMetric.Part.of(values(table, rows, name)),
                before
                        ? Optional.of(
                                ratio
                                        ? new UnitMetric.Part(
                                                values(table, rows, name + PRE + NUM),
                                                values(table, rows, name + PRE + DEN))
                                        : UnitMetric.Part.of(values(table, rows, name + PRE)))
                        : Optional.empty());
    }

    private double[] values(Table table, int[] rows, String name) {
        Column column = table.column(name);
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (column.isMissing(rows[i])) {
                throw new IllegalArgumentException("unit " + names(table).apply(rows[i]) + ": no " + name
                        + " (expected: a number for each unit; 0 where nothing happened)");
            }
            values[i] = column.doubleAt(rows[i]);
        }
        return values;
    }

    private SortedMap<String, @Nullable String[]> attributes(Table table, int[] rows) {
        SortedMap<String, @Nullable String[]> attributes = new TreeMap<>();
        for (Column column : table.columns()) {
            if (column.type() == ColumnType.TEXT
                    && !column.name().equals(UNIT)
                    && !column.name().equals(ARM)) {
                @Nullable String[] texts = new String[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    texts[i] = column.isMissing(rows[i]) ? null : column.textAt(rows[i]);
                }
                attributes.put(column.name(), texts);
            }
        }
        return attributes;
    }
}
