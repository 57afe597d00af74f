package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.Metrics;
import io.volute.businessanalysis.metric.NumberedMetric;
import io.volute.businessanalysis.page.ReportPage;
import io.volute.businessanalysis.page.Stylesheet;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.dataengineering.LoggedRows;
import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.stage.Verdict;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Reads out an experiment whose units were assigned elsewhere. Looks at declared dates are taken again from what was
 * received before each of them, so that a run reads the same whenever it is started.
 */
public final class ReadExperiment implements Step<ReadExperiment.Input, ReadExperiment.Output> {
    private final Metrics metrics;
    private final ResultPage page;

    /** The logs, the design as registered, and the date. */
    public record Input(
            @FromSpec(FromSpec.KEY) DefinedExperiment experiment,
            SortedMap<String, Artifact<LoggedRows>> logged,
            Optional<Artifact<RegisteredDesign>> registered,
            SortedMap<String, Artifact<NumberedMetric>> metricDefinition,
            Artifact<AsOf> asOf) {}

    /** What it found. */
    public record Output(
            Artifact<ExperimentReadout> experiment,
            Artifact<ReportPage> experimentPage,
            Verdict verdict,
            String summary)
            implements Described {}

    @Inject
    ReadExperiment(Metrics metrics, Stylesheet stylesheet) {
        this.metrics = metrics;
        this.page = new ResultPage(stylesheet);
    }

    @Override
    public int revision() {
        return 4;
    }

    @Override
    public Output run(Input input, StepContext context) {
        DefinedExperiment defined = input.experiment();
        List<NumberedMetric> kept = input.metricDefinition().values().stream()
                .map(artifact -> context.load(NumberedMetric.class, artifact))
                .toList();
        defined.metrics().forEach((id, definition) -> FreezeMetric.check(new NumberedMetric(id, definition), kept));
        Design design = defined.experiment().design();
        // A look back to before it was registered has nothing to compare with.
        Optional<RegisteredDesign> changed = input.registered()
                .map(artifact -> context.load(RegisteredDesign.class, artifact))
                .filter(registered ->
                        !registered.digest().equals(defined.digest().toString()));
        Instant asOf = context.load(AsOf.class, input.asOf()).instant();
        Table assignments = log(input.logged(), defined, defined.experiment().assignments(), context);
        Table events = log(input.logged(), defined, defined.experiment().events(), context);
        Looks looks = Looks.NONE;
        for (LocalDate day : design.design().looks()) {
            Instant at = day.atStartOfDay().toInstant(ZoneOffset.UTC);
            if (at.isBefore(asOf)) {
                looks = analyse(defined, assignments, events, at, looks).looks();
                context.checkInterrupted();
            }
        }
        ExperimentAnalysis.Analysed analysed = analyse(defined, assignments, events, asOf, looks);
        ExperimentResult result = analysed.result();
        String subject = "experiment " + defined.name();
        Verdict verdict = changed.map(registered -> new Verdict(
                        subject,
                        "INVALID",
                        "the design has changed since it was registered, at "
                                + registered.difference(defined) + ": take the change back, or give the new"
                                + " design another name"))
                .orElseGet(() -> new Verdict(
                        subject, result.verdict().value(), result.verdict().why()));
        ExperimentReadout readout = ExperimentReadout.of(result.judged(verdict), analysed.looks());
        return new Output(
                context.write(ExperimentReadout.class, readout),
                context.write(
                        ReportPage.class, new ReportPage(page.html(result.judged(verdict), design, defined.metrics()))),
                verdict,
                verdict.value().replace('_', ' ').toLowerCase(Locale.ROOT) + " · "
                        + Numbers.count(result.counts().exposed()) + " " + design.counted()
                        + "s exposed");
    }

    private ExperimentAnalysis.Analysed analyse(
            DefinedExperiment defined, Table assignments, Table events, Instant asOf, Looks before) {
        Design design = defined.experiment().design();
        SortedMap<MetricId, MetricDefinition> definitions = defined.metrics();
        Optional<Duration> covariate = design.covariate().map(spec -> Duration.ofDays(spec.days()));
        UnitTotals totals = metrics.count(
                assignments,
                EventLog.of(List.of(events)),
                definitions,
                covariate,
                Set.of(design.primary().get(0).metric()),
                Optional.of(asOf));
        ExperimentUnits units = Population.of(
                design,
                totals,
                definitions,
                covariate.isPresent(),
                Optional.of(LocalDate.ofInstant(asOf, ZoneOffset.UTC)));
        return new ExperimentAnalysis(design, definitions).analyse(units, before);
    }

    /** The rows of a log that an experiment names. */
    static Table log(
            SortedMap<String, Artifact<LoggedRows>> logged,
            DefinedExperiment experiment,
            String name,
            StepContext context) {
        Artifact<LoggedRows> log = logged.get(name);
        if (log == null) {
            throw new VoluteException(
                    BusinessAnalysisError.NO_LOG,
                    "experiment " + experiment.name() + ": no log " + name + " (expected one of: "
                            + String.join(", ", logged.keySet())
                            + ")\nfix: declare it in data-engineering.logs");
        }
        return context.load(LoggedRows.class, log).rows();
    }
}
