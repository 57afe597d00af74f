package io.volute.dataengineering;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.volute.core.artifact.Digest;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Spec;
import io.volute.core.spec.SpecLoader;
import io.volute.core.stage.ExtensionPoint;
import io.volute.core.stage.SourceState;
import io.volute.core.stage.StageDefinition;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.check.Check;
import io.volute.dataengineering.check.RunChecks;
import io.volute.dataengineering.leakage.FindLeaks;
import io.volute.dataengineering.snapshot.Ingest;
import io.volute.dataengineering.source.DeclaredSources;
import io.volute.dataengineering.source.Source;
import io.volute.dataengineering.split.MakeSplit;
import io.volute.duckdb.DuckDbModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The stage on a folder with a spec: the shipped example's section, or what a test makes of it. */
public final class DataStage {
    /** The shipped example. */
    public static final Path EXAMPLE = Path.of("..", "examples", "birdstrikes");
    /** Its present. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2003-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final Path folder;
    private final Injector injector;
    private final DataEngineeringSpec spec;
    private final Ingest ingest;
    private final RunChecks checks;
    private final FindLeaks leaks = new FindLeaks();
    private final MakeSplit split = new MakeSplit();

    private DataStage(Path folder, Injector injector, DataEngineeringSpec spec, Clock clock) {
        this.folder = folder;
        this.injector = injector;
        this.spec = spec;
        this.ingest = new Ingest(injector.getInstance(Key.get(new TypeLiteral<Map<String, Source>>() {})), clock);
        this.checks = new RunChecks(injector.getInstance(Key.get(new TypeLiteral<Map<String, Check>>() {})));
    }

    /** The example's data and section, copied into a folder and edited. */
    public static DataStage in(Path folder, UnaryOperator<String> section, UnaryOperator<String> data)
            throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Path csv = folder.resolve("data/birdstrikes.csv");
        Files.writeString(csv, data.apply(Files.readString(EXAMPLE.resolve("data/birdstrikes.csv"))));
        return load(folder, section.apply(section()));
    }

    /** A section of its own beside whatever lies in the folder. */
    public static DataStage load(Path folder, String section) throws IOException {
        return load(folder, section, CLOCK);
    }

    /** The same at another present. */
    public static DataStage load(Path folder, String section, Clock clock) throws IOException {
        Path file = Files.writeString(folder.resolve("volute.yaml"), "project: test\nseed: 1\n" + section);
        Injector injector = Guice.createInjector(
                new DataEngineeringModule(),
                new DuckDbModule(),
                binder -> binder.bind(Clock.class).toInstance(clock));
        Spec loaded = new SpecLoader(
                        injector.getInstance(Key.get(new TypeLiteral<Set<StageDefinition>>() {})),
                        injector.getInstance(Key.get(new TypeLiteral<Set<ExtensionPoint<?>>>() {})))
                .load(file, List.of());
        return new DataStage(folder, injector, loaded.section("data-engineering", DataEngineeringSpec.class), clock);
    }

    /** The example's own section, as text. */
    public static String section() throws IOException {
        StringBuilder section = new StringBuilder();
        boolean inside = false;
        for (String line : Files.readString(EXAMPLE.resolve("volute.yaml")).split("\n", -1)) {
            if (!line.isEmpty() && !line.startsWith(" ") && !line.startsWith("#")) {
                inside = line.startsWith("data-engineering:");
            }
            if (inside) {
                section.append(line).append('\n');
            }
        }
        return section.toString();
    }

    /** What the spec's validation says, joined; empty when it is fine. */
    public static String problems(Path folder, String section) throws IOException {
        try {
            load(folder, section);
            return "";
        } catch (VoluteException e) {
            return e.getMessage()
                    + e.problems().stream()
                            .map(problem -> "\n" + problem.path() + ": " + problem.message())
                            .collect(Collectors.joining());
        }
    }

    /** A table as text, one line for each row, so that whole tables compare. */
    public static String text(Table table) {
        StringBuilder text = new StringBuilder();
        for (Column column : table.columns()) {
            text.append(column.name()).append('|');
        }
        for (int row = 0; row < table.rows(); row++) {
            text.append('\n');
            for (Column column : table.columns()) {
                text.append(column.valueAt(row)).append('|');
            }
        }
        return text.toString();
    }

    /** The bound section. */
    public DataEngineeringSpec spec() {
        return spec;
    }

    /** The stage's injector. */
    public Injector injector() {
        return injector;
    }

    /** Reads as of a date; a context of the same folder. */
    public Ingest.Output ingest(String day, StepContext context) {
        TreeMap<String, Digest> digests = new TreeMap<>();
        injector.getInstance(DeclaredSources.class)
                .probe(spec, folder, new TreeMap<>())
                .forEach((name, probe) -> digests.put(name, probe.digest()));
        return ingest(day, new SourceState(digests), context);
    }

    /** Reads under a pinned state of the source. */
    public Ingest.Output ingest(String day, SourceState state, StepContext context) {
        return ingest.run(
                new Ingest.Input(
                        spec.sources(),
                        spec.contract(),
                        spec.label(),
                        spec.slots(),
                        spec.joins(),
                        state,
                        Instant.parse(day + "T00:00:00Z")),
                context);
    }

    /** Checks what was read. */
    public RunChecks.Output check(Ingest.Output read, StepContext context) {
        return checks.run(
                new RunChecks.Input(
                        spec.checks(),
                        spec.contract(),
                        spec.label(),
                        spec.maxQuarantined(),
                        spec.joins(),
                        spec.accept(),
                        read.events(),
                        read.labels(),
                        read.snapshot(),
                        read.positions(),
                        read.freshness(),
                        new TreeMap<>()),
                context);
    }

    /** Looks for leaks in what was checked. */
    public FindLeaks.Output leaks(Ingest.Output read, RunChecks.Output checked, StepContext context) {
        return leaks.run(
                new FindLeaks.Input(
                        spec.contract(),
                        spec.label(),
                        spec.leakage(),
                        spec.joins(),
                        checked.examples(),
                        checked.truth(),
                        read.hindsight(),
                        read.positions()),
                context);
    }

    /** Splits what was checked and judged. */
    public MakeSplit.Output split(RunChecks.Output checked, FindLeaks.Output leaks, StepContext context) {
        return split.run(
                new MakeSplit.Input(
                        spec.split(), checked.examples(), checked.truth(), checked.dataReport(), leaks.leakage()),
                context);
    }
}
