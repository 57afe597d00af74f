package io.volute.businessanalysis;

import io.volute.businessanalysis.experiment.DefinedExperiment;
import io.volute.businessanalysis.experiment.ExperimentSpec;
import io.volute.businessanalysis.health.DefinedMetric;
import io.volute.businessanalysis.ledger.CostSpec;
import io.volute.businessanalysis.ledger.RateCard;
import io.volute.businessanalysis.ledger.RateSpec;
import io.volute.businessanalysis.lesson.LaunchMetrics;
import io.volute.businessanalysis.lesson.LaunchesOf;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricFile;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.NumberedMetric;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Named;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The section {@code business-analysis} of the spec. */
public record BusinessAnalysisSpec(
        @Doc("what building and running the model costs; [] while the objective is a draft")
        List<CostSpec> costs,

        @Doc("seeded paths of the net value") @Default("10000")
        int paths,

        @Doc("business metrics by name and number, such as take-rate@3")
        Optional<SortedMap<MetricId, MetricDefinition>> metrics,

        @Doc("experiments whose assignments and events are logs of data-engineering, by name") @Named
        Optional<SortedMap<String, ExperimentSpec>> experiments,

        @Doc("logs of past launches, of which what the model's metric moves is learned; by name, such as [launches]")
        Optional<List<String>> launches,

        @Doc(
                "what the effects x and y of a log of launches are effects on, by its name; without it ml-objective.metric and"
                        + " objective.metric")
        Optional<SortedMap<String, LaunchMetrics>> launchMetrics,

        @Doc("dated prices of what is counted: rows scored and trained, labels, bytes kept")
        Optional<List<RateSpec>> rates) {

    private static final String METERED = "metered";

    /** Checks that names differ and that there are paths. */
    public BusinessAnalysisSpec {
        costs = List.copyOf(costs);
        for (int i = 0; i < costs.size(); i++) {
            for (CostSpec earlier : costs.subList(0, i)) {
                refuseTwice(earlier, costs.get(i));
            }
        }
        if (paths < 100 || paths > 100_000) {
            throw new IllegalArgumentException("paths: " + paths + " (expected: 100 to 100000)");
        }
        metrics = metrics.map(all -> Collections.unmodifiableSortedMap(new TreeMap<>(all)));
        rates = rates.map(List::copyOf);
        RateCard.check(rates.orElse(List.of()), names(costs));
        experiments = experiments.map(all -> Collections.unmodifiableSortedMap(new TreeMap<>(all)));
        SortedMap<MetricId, MetricDefinition> defined = metrics.orElseGet(TreeMap::new);
        launches = launches.map(List::copyOf);
        launchMetrics = launchMetrics.map(all -> Collections.unmodifiableSortedMap(new TreeMap<>(all)));
        refuseUnknown(launchMetrics, launches.orElse(List.of()));
        MetricFile.check(defined);
        experiments.ifPresent(all -> all.forEach((name, experiment) -> experiment.check(name, defined)));
    }

    /** Two amounts of one month would be two lines of one name. */
    private static void refuseTwice(CostSpec one, CostSpec other) {
        one.twiceIn(other).ifPresent(month -> {
            throw new IllegalArgumentException("costs: " + one.name() + " twice in " + month
                    + " (expected: once for each date; end the earlier one with until)");
        });
    }

    private static Set<String> names(List<CostSpec> costs) {
        return costs.stream().map(CostSpec::name).collect(Collectors.toSet());
    }

    /** The one count of what has a price; none where nothing has. */
    public SortedMap<String, String> metered() {
        SortedMap<String, String> metered = new TreeMap<>();
        if (rates.filter(all -> !all.isEmpty()).isPresent()
                || costs.stream().anyMatch(cost -> cost.shared().isPresent())) {
            metered.put(METERED, METERED);
        }
        return metered;
    }

    /** Logs of launches by name. */
    public SortedMap<String, LaunchesOf> launchLogs() {
        SortedMap<String, LaunchesOf> logs = new TreeMap<>();
        launches.ifPresent(names -> names.forEach(name -> logs.put(
                name, new LaunchesOf(name, launchMetrics.flatMap(metrics -> Optional.ofNullable(metrics.get(name)))))));
        return logs;
    }

    private static void refuseUnknown(Optional<SortedMap<String, LaunchMetrics>> metrics, List<String> launches) {
        metrics.ifPresent(all -> all.keySet().forEach(name -> {
            if (!launches.contains(name)) {
                throw new IllegalArgumentException(
                        "launch-metrics: " + name + " (expected one of launches: " + String.join(", ", launches) + ")");
            }
        }));
    }

    /** Metrics that have a number, by name and number; one without is a draft and may change. */
    public SortedMap<String, NumberedMetric> numberedMetrics() {
        SortedMap<String, NumberedMetric> numbered = new TreeMap<>();
        metrics.ifPresent(all -> all.forEach((id, definition) -> {
            if (!id.isDraft()) {
                numbered.put(id.toString(), new NumberedMetric(id, definition));
            }
        }));
        return numbered;
    }

    /** The same, each with the definitions of what it is made of. */
    public SortedMap<String, DefinedMetric> definedMetrics() {
        SortedMap<String, DefinedMetric> defined = new TreeMap<>();
        metrics.ifPresent(all -> all.keySet().stream()
                .filter(id -> !id.isDraft())
                .forEach(id -> defined.put(id.toString(), DefinedMetric.of(id, all))));
        return defined;
    }

    /** Experiments under their names, each with the definitions of the metrics. */
    public SortedMap<String, DefinedExperiment> definedExperiments() {
        SortedMap<String, DefinedExperiment> defined = new TreeMap<>();
        experiments.ifPresent(all -> all.forEach((name, experiment) ->
                defined.put(name, new DefinedExperiment(name, experiment, metrics.orElseGet(TreeMap::new)))));
        return defined;
    }
}
