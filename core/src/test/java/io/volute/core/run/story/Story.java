package io.volute.core.run.story;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import io.volute.core.Volute;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.run.Checkpoint;
import io.volute.core.run.Engine;
import io.volute.core.run.Project;
import io.volute.core.run.RunReport;
import io.volute.core.run.RunRequest;
import io.volute.core.run.Slot;
import io.volute.core.run.Status;
import io.volute.core.spec.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A project of its own: database, store, spec and source. {@link #told} has a first pass as of 2000-01-01, each month to
 * 2002-07 and each year, which opens a pass. Used by one thread.
 */
public final class Story implements AutoCloseable {
    /** Date of the first pass. */
    public static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    /** Date to which all slots are run. */
    public static final Instant LAST = Instant.parse("2002-08-01T00:00:00Z");

    static final String SPEC = """
            project: story
            seed: 1
            schedules:
              monthly: {every: P1M, stages: [data-engineering, deployment, monitoring, business-analysis]}
              yearly:
                every: P1Y
                stages: [scoping, data-engineering, modeling, deployment, monitoring, business-analysis]
                opens-pass: true
            scoping: {inspection: 1000}
            data-engineering: {source: strikes.csv, parse: 1}
            modeling:
              margin: 0
              candidates:
                logistic: {trainer: logistic, ridge: 1.0}
                boosting: {trainer: boosting, trees: 100}
            deployment: {rounding: 1}
            monitoring: {window: 1}
            business-analysis: {build: 5000}
            """;

    private final DatabaseAddress database;
    private final Path folder;
    private final Faults faults = new Faults();
    private final List<Module> overrides = new ArrayList<>();
    private Checkpoint checkpoint = moment -> {};
    private Optional<Volute> composition = Optional.empty();

    private Story(DatabaseAddress database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** Told once in this JVM, and copied since. */
    private static final class Told {
        private static final Story NOVEMBER = november();
        private static final Story WHOLE = whole();

        private static Story november() {
            Story story = begin();
            story.replay("2000-01", "2000-11");
            return story;
        }

        private static Story whole() {
            Story story = NOVEMBER.copy();
            story.replay("2000-12", "2002-07");
            return story;
        }
    }

    /** A project in which nothing has run. */
    public static Story begin() {
        try {
            Story story = new Story(StoryServer.database(), Files.createTempDirectory("volute-story-"));
            Files.writeString(story.spec(), SPEC);
            story.write(Strikes.lines(30));
            return story;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the whole story. */
    public static Story told() {
        return Told.WHOLE.copy();
    }

    /** A copy of the story to November 2000, before its first turn of the year. */
    public static Story november() {
        return Told.NOVEMBER.copy();
    }

    /** A project that another process began. */
    public static Story existing(DatabaseAddress database, Path folder) {
        return new Story(database, folder);
    }

    /** A copy as it is now. */
    public Story copy() {
        abandon();
        try {
            Path copy = Files.createTempDirectory("volute-story-");
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.toList()) {
                    Path target = copy.resolve(folder.relativize(file));
                    if (Files.isRegularFile(file)) {
                        Files.copy(file, target);
                    } else if (!file.equals(folder)) {
                        Files.createDirectories(target);
                    }
                }
            }
            return new Story(StoryServer.copy(database.database()), copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What can be made to fail. */
    public Faults faults() {
        return faults;
    }

    /** The database. */
    public DatabaseAddress database() {
        return database;
    }

    /** The folder of spec, source and store. */
    public Path folder() {
        return folder;
    }

    /** The store's folder. */
    public Path store() {
        return folder.resolve("store");
    }

    /** The spec's file. */
    public Path spec() {
        return folder.resolve("volute.yaml");
    }

    /** Lets every composition from now on be told of the moments of its steps. */
    public Story at(Checkpoint moment) {
        checkpoint = moment;
        return this;
    }

    /** Replaces bindings from now on. */
    public Story override(Module module) {
        overrides.add(module);
        return abandon();
    }

    /** Leaves the composition that was used until now; the next access makes another, as a new process would. */
    public Story abandon() {
        composition.ifPresent(Volute::close);
        composition = Optional.empty();
        return this;
    }

    /** Edits the spec; refuses an edit that changes nothing. */
    public Story edit(String text, String by) {
        try {
            String before = Files.readString(spec());
            String after = before.replace(text, by);
            if (after.equals(before)) {
                throw new IllegalArgumentException(text + " is not in the spec");
            }
            Files.writeString(spec(), after);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the source. */
    public Story write(List<String> lines) {
        try {
            Files.writeString(folder.resolve("strikes.csv"), String.join("\n", lines) + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source's lines. */
    public List<String> lines() {
        try {
            return Files.readAllLines(folder.resolve("strikes.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a line at the end of the source. */
    public Story append(String line) {
        List<String> lines = new ArrayList<>(lines());
        lines.add(line);
        return write(lines);
    }

    /** The stages of every composition. */
    public Module[] stages() {
        return new Module[] {
            new ScopingStage(),
            new DataStage(),
            new ModelingStage(faults),
            new DeploymentStage(),
            new MonitoringStage(),
            new BusinessStage()
        };
    }

    /** A composition over this project's database and store. */
    public Volute open() {
        return open(moment -> checkpoint.at(moment));
    }

    /** The same, told of the moments of its steps by itself. */
    public Volute open(Checkpoint moments) {
        return Volute.open(database, store())
                .install(stages())
                .override(new AbstractModule() {
                    @Override
                    protected void configure() {
                        OptionalBinder.newOptionalBinder(binder(), Checkpoint.class)
                                .setBinding()
                                .toInstance(moments);
                    }
                })
                .override(overrides.toArray(Module[]::new))
                .build();
    }

    private Volute volute() {
        Volute volute = composition.orElseGet(this::open);
        composition = Optional.of(volute);
        return volute;
    }

    /** Does something with the project as its spec says now. */
    public <T> T with(Function<Project, T> work) {
        return work.apply(volute().project(spec()));
    }

    /** The same with the engine below it. */
    public <T> T engine(BiFunction<Engine, Spec, T> work) {
        Spec spec = volute().specs().load(spec(), List.of());
        return work.apply(volute().instance(Engine.class), spec);
    }

    /** {@code volute run}. */
    public RunReport run() {
        return run(RunRequest.ofAll());
    }

    /** {@code volute run} of something. */
    public RunReport run(RunRequest request) {
        return with(project -> project.run(request, Engine.Watch.NOBODY));
    }

    /** {@code volute run --as-of}. */
    public RunReport runAsOf(String day) {
        return run(RunRequest.asOf(Instant.parse(day + "T00:00:00Z")));
    }

    /** {@code volute run --slot}. */
    public List<RunReport> slot(String slot) {
        return with(project -> project.jobs().slot(project.spec(), Slot.parse(slot), Engine.Watch.NOBODY));
    }

    /** {@code volute backfill}. */
    public List<RunReport> backfill(String from, String to) {
        return with(project ->
                project.jobs().backfill(project.spec(), Slot.parse(from), Slot.parse(to), Engine.Watch.NOBODY));
    }

    /** One look of {@code volute worker}. */
    public List<RunReport> catchUp(Instant until) {
        return with(project -> project.jobs().catchUp(project.spec(), until, Engine.Watch.NOBODY));
    }

    /** A first pass as of 2000-01-01 and all slots between two. */
    public List<RunReport> replay(String from, String to) {
        return with(
                project -> project.replay(Optional.of(FIRST), Slot.parse(from), Slot.parse(to), Engine.Watch.NOBODY));
    }

    /** {@code volute backfill --slot}. */
    public RunReport rewrite(String slot) {
        return with(project -> project.rewrite(Slot.parse(slot), Engine.Watch.NOBODY));
    }

    /** {@code volute resume}. */
    public List<RunReport> resume() {
        return with(project -> project.resume(Engine.Watch.NOBODY));
    }

    /** {@code volute status}. */
    public List<Status> status() {
        return with(Project::status);
    }

    /** The rows that were written, and how they are read. */
    public Rows rows() {
        return new Rows(database);
    }

    /** As if the process that ran this project until now were dead. */
    public Story bury() {
        abandon();
        markDead();
        return this;
    }

    /** As if every process that is computing were dead. Safe for use by several threads. */
    public void markDead() {
        rows().execute("update core.result set process = :process where state = 'RUNNING'", Map.of("process", NOBODY));
    }

    /** No process has this number: the largest that Linux gives is 4,194,304. */
    private static final long NOBODY = 99_999_999L;

    /** Drops the database and deletes the folder. */
    @Override
    public void close() {
        abandon();
        StoryServer.drop(database);
        StoryServer.delete(folder);
    }
}
