package io.volute.businessanalysis.lesson;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.dataengineering.LaunchLog;
import io.volute.core.contract.dataengineering.LoggedRows;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.launch.Launch;
import io.volute.statistics.launch.Launches;
import io.volute.statistics.launch.Link;
import io.volute.statistics.launch.Noise;
import io.volute.statistics.launch.PauleMandel;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/** Learns from the launches that are known by the date of the run what the model's metric moves the business by. */
public final class LearnFromLaunches implements Step<LearnFromLaunches.Input, LearnFromLaunches.Output> {
    /** The logs, and which of them. */
    public record Input(
            @FromSpec(FromSpec.KEY) LaunchesOf launches,

            @FromSpec(stage = "scoping", value = "mlObjective.metric")
            Optional<String> modelMetric,

            @FromSpec(stage = "scoping", value = "objective.metric")
            Optional<String> businessMetric,

            SortedMap<String, Artifact<LoggedRows>> logged) {}

    /** What they teach. */
    public record Output(Artifact<LearnedLink> learnedLink, String summary) implements Described {}

    /** Resamples are drawn by it; any number would do, as long as it stays. */
    private static final long SEED = 6;

    @Inject
    LearnFromLaunches() {}

    @Override
    public int revision() {
        return 2;
    }

    @Override
    public Output run(Input input, StepContext context) {
        String name = input.launches().log();
        Artifact<LoggedRows> log = input.logged().get(name);
        if (log == null) {
            throw new VoluteException(
                    BusinessAnalysisError.NO_LOG,
                    "business-analysis.launches: no log " + name + " (expected one of: "
                            + String.join(", ", input.logged().keySet())
                            + ")\nfix: declare it in data-engineering.logs with holds: launches");
        }
        Optional<LaunchMetrics> said = input.launches().metrics();
        LearnedLink link = link(
                name,
                said.map(LaunchMetrics::x).or(input::modelMetric).orElse(""),
                said.map(LaunchMetrics::y).or(input::businessMetric).orElse(""),
                launches(name, context.load(LoggedRows.class, log).rows()));
        return new Output(context.write(LearnedLink.class, link), summary(link));
    }

    static LearnedLink link(String log, String x, String y, List<Launch> all) {
        Launches launches = new Launches(all);
        Link link = launches.link();
        Launches.Correlation correlation = launches.correlation(SEED);
        double[] effects = launches.used().stream().mapToDouble(Launch::y).toArray();
        double[] errors = launches.used().stream()
                .mapToDouble(one -> Math.sqrt(one.noise().yy()))
                .toArray();
        var prior = new PauleMandel(effects, errors);
        return new LearnedLink(
                log,
                x,
                y,
                all.size(),
                launches.used().size(),
                link.status(),
                link.sign(),
                link.broken(),
                link.slope(),
                launches.slopeSeen(),
                launches.naiveSlope(),
                correlation.value(),
                correlation.clipped(),
                launches.signAgreement(correlation),
                prior.mean(),
                prior.tauSquared(),
                launches.influential().stream().map(Launches.Influence::launch).toList());
    }

    private static List<Launch> launches(String log, Table rows) {
        Column name = column(log, rows, LaunchLog.LAUNCH);
        Column x = column(log, rows, LaunchLog.X);
        Column y = column(log, rows, LaunchLog.Y);
        Column xx = column(log, rows, LaunchLog.VAR_X);
        Column yy = column(log, rows, LaunchLog.VAR_Y);
        Column xy = column(log, rows, LaunchLog.COV_XY);
        List<Launch> launches = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            try {
                int at = row;
                OptionalDouble split = rows.find(LaunchLog.SRM_P)
                        .filter(column -> !column.isMissing(at))
                        .map(column -> OptionalDouble.of(column.doubleAt(at)))
                        .orElse(OptionalDouble.empty());
                Noise noise = new Noise(xx.doubleAt(row), xy.doubleAt(row), yy.doubleAt(row));
                launches.add(new Launch(name.textAt(row), x.doubleAt(row), y.doubleAt(row), noise, split));
            } catch (IllegalArgumentException e) {
                throw new VoluteException(
                        CoreError.SOURCE_UNREADABLE,
                        "log " + log + ", launch " + name.textAt(row) + ": " + e.getMessage(),
                        e);
            }
        }
        return launches;
    }

    private static Column column(String log, Table rows, String name) {
        return rows.find(name)
                .orElseThrow(() -> new VoluteException(
                        BusinessAnalysisError.NO_LOG,
                        "business-analysis.launches: log " + log + " has no column " + name
                                + " (expected: a log with holds: launches)"));
    }

    private static String summary(LearnedLink link) {
        String n = Numbers.count(link.used()) + " launches";
        if (link.broken()) {
            return n + ": the model's metric does not move the business metric";
        }
        return link.slope() instanceof Estimate ? n + ": slope " + Numbers.fine(link.slope()) : n + ": no slope yet";
    }
}
