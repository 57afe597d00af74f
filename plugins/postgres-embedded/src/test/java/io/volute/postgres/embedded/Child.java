package io.volute.postgres.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Another JVM that uses a home folder. Its parent steers it through its input and output, and may kill it. */
final class Child implements AutoCloseable {
    /** Where the integration tests of this module keep unpacked programs. */
    static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

    /** The exit status of an inserting child whose server was killed. */
    static final int SERVER_LOST = 3;

    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    static EmbeddedPostgres.Options.Builder options(Path home) {
        return EmbeddedPostgres.Options.builder(home).binaries(BINARIES);
    }

    /** Starts a JVM that opens the home, prints the port, waits for its input to end, and closes. */
    static Child holding(Path home) throws IOException {
        return start("hold", home.toString());
    }

    /** As {@link #holding}, with the programs of an installation. */
    static Child holding(Path home, Path installation) throws IOException {
        return start("hold", home.toString(), installation.toString());
    }

    /** Starts a JVM that opens the home and inserts 1, 2, 3 and so on, printing each one once it is acknowledged. */
    static Child inserting(Path home) throws IOException {
        return start("insert", home.toString());
    }

    /** Starts a JVM that counts as a user of the home without looking at its server. */
    static Child entering(Path home) throws IOException {
        return start("enter", home.toString());
    }

    private static Child start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        command.addAll(List.of(arguments));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits for the next line; empty at the end. */
    String line() throws IOException {
        String line = output.readLine();
        return line == null ? "" : line;
    }

    /** Waits until the process has ended. */
    int exit() throws InterruptedException {
        return process.waitFor();
    }

    /** Lets a holding child close, and waits for its end. */
    void release() throws Exception {
        process.getOutputStream().close();
        process.waitFor();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** The other side. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        if (arguments[0].equals("enter")) {
            try (HomeLocks.Start start = HomeLocks.of(Path.of(arguments[1])).lockStart(Duration.ofSeconds(10))) {
                start.enter();
            }
            out.println("entered");
            awaitEnd();
            return;
        }
        EmbeddedPostgres.Options.Builder options = options(Path.of(arguments[1]));
        if (arguments.length > 2) {
            options.archive(Path.of(arguments[2]));
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.open(options.build())) {
            out.println(server.port());
            if (arguments[0].equals("insert")) {
                insert(server, out);
            }
            awaitEnd();
        }
    }

    private static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            // What comes means nothing, only that it ends.
        }
    }

    private static void insert(EmbeddedPostgres server, PrintStream out) throws Exception {
        try (Connection connection = new Login(server.port(), server.password()).connect("volute")) {
            Login.run(connection, "drop table if exists acknowledged");
            Login.run(connection, "create table acknowledged (n int primary key)");
            try (PreparedStatement insert = connection.prepareStatement("insert into acknowledged values (?)")) {
                for (int n = 1; ; n++) {
                    insert.setInt(1, n);
                    insert.executeUpdate();
                    out.println(n);
                }
            }
        } catch (SQLException e) {
            System.exit(SERVER_LOST);
        }
    }
}
