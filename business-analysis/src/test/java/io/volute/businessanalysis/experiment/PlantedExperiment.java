package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.sequential.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Experiments of which a test knows the truth: a design with two arms, and units that are added one by one. */
final class PlantedExperiment {
    static final String CONTROL = "control";
    static final String ARM = "new";

    private final Design design;
    private final List<String> columns;
    private final List<String> units = new ArrayList<>();
    private final List<String> arms = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();

    /** Of units whose numbers stand in these columns, as {@link UnitFile} names them. */
    PlantedExperiment(Design design, String... columns) {
        this.design = design;
        this.columns = List.of(columns);
    }

    /** Half and half, looked at once, better when the metric is up. */
    static Design design(String unit, String primary, Design.Guarded... guardrails) {
        return design(
                unit,
                Map.of(CONTROL, .5, ARM, .5),
                List.of(primary),
                new LookPlan(LookPlan.Type.FIXED, Spending.OBRIEN_FLEMING, List.of(), Optional.empty(), .8, .05),
                guardrails);
    }

    static Design design(
            String unit,
            Map<String, Double> arms,
            List<String> primaries,
            LookPlan looks,
            Design.Guarded... guardrails) {
        return new Design(
                "planted",
                unit,
                new TreeMap<>(arms),
                CONTROL,
                primaries.stream()
                        .map(name -> new Design.Primary(MetricId.parse(name), .02, Optional.of(Direction.UP)))
                        .toList(),
                List.of(guardrails),
                List.of(),
                Optional.empty(),
                looks,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
    }

    static Design.Guarded guardrail(String metric, double margin, Direction direction) {
        return new Design.Guarded(MetricId.parse(metric), margin, Optional.of(direction));
    }

    /** The same design with this line appended. */
    static Design frozen(Design design, String digest) {
        return new Design(
                design.experiment(),
                design.unit(),
                design.arms(),
                design.control(),
                design.primary(),
                design.guardrails(),
                design.secondary(),
                design.covariate(),
                design.design(),
                design.prior(),
                design.metrics(),
                design.scope(),
                design.models(),
                design.holdout(),
                design.seed(),
                Optional.of(digest));
    }

    /** One more unit with its numbers. */
    PlantedExperiment add(String unit, String arm, double... numbers) {
        units.add(unit);
        arms.add(arm);
        values.add(numbers);
        return this;
    }

    int size() {
        return units.size();
    }

    Table table() {
        List<Column> all = new ArrayList<>();
        if (design.unitKnown()) {
            all.add(texts(UnitFile.UNIT, units));
        }
        all.add(texts(UnitFile.ARM, arms));
        for (int i = 0; i < columns.size(); i++) {
            Column.Builder column = Column.builder(columns.get(i), ColumnType.DOUBLE, values.size());
            for (double[] numbers : values) {
                column.add(numbers[i]);
            }
            all.add(column.build());
        }
        return Table.of(all);
    }

    private static Column texts(String name, List<String> texts) {
        Column.Builder column = Column.builder(name, ColumnType.TEXT, texts.size());
        texts.forEach(column::add);
        return column.build();
    }

    ExperimentResult analyse() {
        Table table = table();
        UnitFile file = new UnitFile(design, new TreeMap<>());
        SortedMap<MetricId, MetricDefinition> definitions = file.definitions(table);
        return new ExperimentAnalysis(design, definitions)
                .analyse(file.units(table, definitions, Optional.empty()), Looks.NONE)
                .result();
    }

    static TrustCheck check(ExperimentResult result, String name) {
        return result.trust().stream()
                .filter(one -> one.check().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
