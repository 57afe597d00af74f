package io.volute.benchmarks;

import com.google.inject.AbstractModule;
import io.volute.core.Volute;
import io.volute.core.artifact.Artifact;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.run.Engine;
import io.volute.core.run.RunReport;
import io.volute.core.run.RunRequest;
import io.volute.core.spec.Spec;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.StageBinder;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.postgres.embedded.EmbeddedPostgres;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the engine adds to a step: a step that writes one small artifact is run a hundred times in each round. Prints
 * milliseconds and fsyncs for one of them, and how long the fsyncs alone would have taken on this disk.
 */
public final class EngineBenchmark {
    private static final int STEPS = 100;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 20;

    private EngineBenchmark() {}

    /** The section of the spec. */
    public record Section(SortedMap<String, Integer> item, int round) {}

    /** What a step writes. */
    public record Note(int item, int round) {}

    /** A step that does nothing worth its while. */
    public static final class Trivial implements Step<Trivial.Input, Trivial.Output> {
        /** What it reads. */
        public record Input(
                @FromSpec(FromSpec.KEY) int item, @FromSpec int round) {}

        /** What it leaves. */
        public record Output(Artifact<Note> note) {}

        /** Made by Guice. */
        @Inject
        public Trivial() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Output run(Input input, StepContext context) {
            return new Output(context.write(Note.class, new Note(input.item(), input.round())));
        }
    }

    private static final class Trivially extends AbstractModule {
        @Override
        protected void configure() {
            StageBinder.stage(binder(), "bench", Section.class)
                    .step("trivial", Trivial.class, Trivial.Input.class, Trivial.Output.class)
                    .forEach("item", Section.class, Section::item);
        }
    }

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("engine-benchmark");
        EmbeddedPostgres.Options options =
                EmbeddedPostgres.Options.builder(folder.resolve("postgres")).build();
        try (EmbeddedPostgres server = EmbeddedPostgres.open(options)) {
            var address = new DatabaseAddress(
                    "127.0.0.1",
                    server.port(),
                    "volute",
                    server.user(),
                    new DatabaseAddress.Password(server.password()),
                    Map.of());
            server.createDatabase("volute");
            measure(server, address, folder);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void measure(EmbeddedPostgres server, DatabaseAddress address, Path folder)
            throws IOException, SQLException {
        double[] millis = new double[ROUNDS];
        play(address, folder, 0, new double[WARM_UP]);
        long before = walSyncs(server);
        play(address, folder, WARM_UP, millis);
        // A server process tells its counts when its connection ends.
        double wal = (walSyncs(server) - before) / (double) (STEPS * ROUNDS);
        double own = forced(address, folder) / (double) STEPS;
        double one = fsyncMillis(folder);
        Arrays.sort(millis);
        double all = own + wal;
        System.out.printf(
                Locale.ROOT,
                "%d steps x %d rounds: %.2f ms a step (%.2f … %.2f)%n",
                STEPS,
                ROUNDS,
                median(millis),
                millis[0],
                millis[ROUNDS - 1]);
        System.out.printf(
                Locale.ROOT,
                "fsyncs a step: %.1f (store %.1f, database %.1f)   limit 6: %s%n",
                all,
                own,
                wal,
                all <= 6 ? "holds" : "BROKEN");
        System.out.printf(
                Locale.ROOT,
                "an fsync here takes %.2f ms, so beyond them: %.2f ms   limit 5: %s%n",
                one,
                median(millis) - all * one,
                median(millis) - all * one <= 5 ? "holds" : "BROKEN");
    }

    private static void play(DatabaseAddress address, Path folder, int first, double[] millis) throws IOException {
        try (Volute volute = Volute.open(address, folder.resolve("store"))
                .install(new Trivially())
                .build()) {
            for (int round = 0; round < millis.length; round++) {
                long start = System.nanoTime();
                run(volute, folder, first + round);
                millis[round] = (System.nanoTime() - start) / 1e6 / STEPS;
            }
        }
    }

    /** How often the store forces files and folders to disk in a round; the recorder costs time, so it is one apart. */
    private static long forced(DatabaseAddress address, Path folder) throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
            recording.start();
            play(address, folder, WARM_UP + ROUNDS, new double[1]);
            recording.stop();
            Path file = folder.resolve("forced.jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals("jdk.FileForce"))
                    .count();
        }
    }

    private static void run(Volute volute, Path folder, int round) throws IOException {
        StringBuilder items = new StringBuilder();
        for (int item = 0; item < STEPS; item++) {
            items.append("    i").append(item).append(": ").append(item).append('\n');
        }
        Path file = folder.resolve("volute.yaml");
        Files.writeString(file, "project: bench\nseed: 1\nbench:\n  round: " + round + "\n  item:\n" + items);
        Spec spec = volute.specs().load(file, List.of());
        RunReport report =
                volute.project(spec).run(RunRequest.asOf(Instant.parse("2000-01-01T00:00:00Z")), Engine.Watch.NOBODY);
        if (report.error().isPresent()) {
            throw report.error().get();
        }
    }

    private static long walSyncs(EmbeddedPostgres server) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl("volute"), server.user(), server.password());
                PreparedStatement query = connection.prepareStatement(
                        "select coalesce(sum(fsyncs), 0) from pg_stat_io where object = 'wal'");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double fsyncMillis(Path folder) throws IOException {
        double[] taken = new double[200];
        for (int i = 0; i < taken.length; i++) {
            Path file = folder.resolve("sync-" + i);
            try (var channel = java.nio.channels.FileChannel.open(
                    file, java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE)) {
                channel.write(java.nio.ByteBuffer.wrap(new byte[200]));
                long start = System.nanoTime();
                channel.force(true);
                taken[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(taken);
        return median(taken);
    }

    private static double median(double[] ascending) {
        return ascending[ascending.length / 2];
    }
}
