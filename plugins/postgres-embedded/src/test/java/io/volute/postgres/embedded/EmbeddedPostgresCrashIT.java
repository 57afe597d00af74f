package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgres.State.RUNNING;
import static io.volute.postgres.embedded.EmbeddedPostgres.State.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed with signal 9, and the next one must find its way. */
class EmbeddedPostgresCrashIT {
    private static final int ROWS = 200;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    /** The same cluster for all tests that leave it whole: making one is the dearest part of them. */
    private Path home;

    @BeforeEach
    void nameTheHome() throws IOException {
        home = shared.toRealPath().resolve("postgres");
    }

    @AfterEach
    void stop() {
        EmbeddedPostgres.stop(home);
    }

    private EmbeddedPostgres open() {
        return EmbeddedPostgres.open(Child.options(home).build());
    }

    @Test
    void theServerOfAKilledStarterIsUsedAndThenStopped() throws Exception {
        try (Child starter = Child.holding(home)) {
            String port = starter.line();
            starter.kill();
            assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(RUNNING);
            assertThat(EmbeddedPostgres.status(home).inUse()).isFalse();
            try (EmbeddedPostgres next = open()) {
                assertThat(next.port()).hasToString(port);
            }
        }
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(STOPPED);
    }

    @Test
    void aKilledServerLosesNoAcknowledgedRowAndComesBackAtItsPort() throws Exception {
        try (Child writer = Child.inserting(home)) {
            String port = writer.line();
            int acknowledged = 0;
            while (acknowledged < ROWS) {
                acknowledged = Integer.parseInt(writer.line());
            }
            killServer();
            for (String line = writer.line(); !line.isEmpty(); line = writer.line()) {
                acknowledged = Integer.parseInt(line);
            }
            assertThat(writer.exit()).isEqualTo(Child.SERVER_LOST);
            try (EmbeddedPostgres again = open()) {
                assertThat(again.port()).hasToString(port);
                assertThat(rows(again)).isGreaterThanOrEqualTo(acknowledged).isLessThanOrEqualTo(acknowledged + 1);
            }
        }
    }

    @Test
    void everythingKilledAtOnceLosesNoAcknowledgedRow() throws Exception {
        try (Child writer = Child.inserting(home)) {
            writer.line();
            int acknowledged = 0;
            while (acknowledged < ROWS) {
                acknowledged = Integer.parseInt(writer.line());
            }
            killServer();
            writer.kill();
            try (EmbeddedPostgres again = open()) {
                assertThat(rows(again)).isGreaterThanOrEqualTo(acknowledged);
            }
        }
    }

    @Test
    void anOpenUserMayBringBackAKilledServer() throws Exception {
        try (EmbeddedPostgres first = open()) {
            killServer();
            try (EmbeddedPostgres second = open()) {
                assertThat(second.port()).isEqualTo(first.port());
            }
            assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(RUNNING);
        }
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(STOPPED);
    }

    @Test
    void aFirstStartKilledInTheMiddleOfInitdbLeavesNoHalfCluster() throws Exception {
        killedFirstStart("mkdir -p \"${1#--pgdata=}\"/base; kill -9 $PPID");
    }

    @Test
    void aFirstStartKilledJustBeforeItsRenameLeavesNoHalfCluster() throws Exception {
        killedFirstStart("\"$REAL\" \"$@\"; kill -9 $PPID");
    }

    @Test
    void anInitdbThatOutlivesItsKilledStarterDoesNotStandInTheWay() throws Exception {
        home = folder.toRealPath().resolve("fresh");
        Path enough = folder.toRealPath().resolve("enough");
        String writing = "D=${1#--pgdata=}; kill -9 $PPID; N=0; while [ ! -e " + enough
                + " ]; do N=$((N + 1)); mkdir -p \"$D/a\" && : > \"$D/a/$N\"; done; rm -rf \"$D\"";
        Path killer = Installation.with(folder.toRealPath().resolve("killer"), "initdb", writing);
        try (Child child = Child.holding(home, killer)) {
            assertThat(child.exit()).isEqualTo(137);
            try (EmbeddedPostgres next = open()) {
                assertThat(next.port()).isPositive();
            }
        } finally {
            Files.createFile(enough);
            // It still writes into the folder that is about to be deleted, and looks for the file in it.
            for (ProcessHandle outliving : runningWith(killer)) {
                outliving.onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static List<ProcessHandle> runningWith(Path installation) {
        String program = installation.resolve("bin").toString();
        return ProcessHandle.allProcesses()
                .filter(process -> Stream.of(process.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.startsWith(program)))
                .toList();
    }

    @Test
    void whatAKilledFirstStartLeftIsRemovedByLaterStartsToo() throws Exception {
        open().close();
        Files.createDirectories(home.resolve("data.new-1/base"));
        open().close();
        assertThat(remains()).isEmpty();
    }

    private void killedFirstStart(String initdb) throws Exception {
        home = folder.toRealPath().resolve("fresh");
        Path killer = Installation.with(folder.toRealPath().resolve("killer"), "initdb", initdb);
        try (Child child = Child.holding(home, killer)) {
            assertThat(child.line()).isEmpty();
            assertThat(child.exit()).isEqualTo(137);
        }
        assertThat(home.resolve("data")).doesNotExist();
        assertThat(remains()).isNotEmpty();
        try (EmbeddedPostgres next = open()) {
            assertThat(next.dataDirectory()).exists();
        }
        assertThat(remains()).isEmpty();
    }

    @Test
    void aFailingInitdbIsExplainedAndLeavesNothing() throws Exception {
        home = folder.toRealPath().resolve("fresh");
        Path full = Installation.with(
                folder.toRealPath().resolve("full"),
                "initdb",
                "echo 'initdb: error: could not write file: No space left on device'; exit 1");
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() ->
                        EmbeddedPostgres.open(Child.options(home).archive(full).build()))
                .withMessageContaining("No space left on device")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(EmbeddedPostgresException.Kind.RESOURCE));
        assertThat(remains()).isEmpty();
    }

    @Test
    void aServerThatCannotStartSaysWhyAndWhereItsLogIs() throws Exception {
        home = folder.toRealPath().resolve("fresh");
        open().close();
        Files.writeString(home.resolve("data/postgresql.conf"), "no_such_setting = 1\n");
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(this::open)
                .withMessageContaining("does not start: configuration file")
                .withMessageContaining("contains errors")
                .withMessageContaining(home.resolve("server.log").toString());
        assertThat(EmbeddedPostgres.status(home).inUse()).isFalse();
    }

    @Test
    void aProcessNumberThatNowBelongsToAStrangerDoesNotStandInTheWay() throws Exception {
        assumeThat(Path.of("/proc/self")).exists();
        open().close();
        long stranger = ProcessHandle.current().pid();
        Files.writeString(
                home.resolve("data/postmaster.pid"),
                stranger + "\n" + home.resolve("data") + "\n1767225600\n1\n\n127.0.0.1\n  65798  5\nready   \n");
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(STOPPED);
        try (EmbeddedPostgres server = open()) {
            assertThat(server.port()).isPositive();
        }
        assertThat(ProcessHandle.of(stranger)).isPresent();
    }

    @Test
    void aServerInAnotherContainerIsNotJoinedByASecondOne() throws Exception {
        assumeThat(Path.of("/proc/self")).exists();
        open().close();
        String none = "2147483646";
        String unclean = none + "\n" + home.resolve("data") + "\n1767225600\n1\n\n127.0.0.1\n  65798  5\nready   \n";
        Files.writeString(home.resolve("data/postmaster.pid"), unclean);
        Files.writeString(home.resolve("started-in"), "another boot pid:[1]");
        try (Child user = Child.entering(home)) {
            assertThat(user.line()).isEqualTo("entered");
            assertThatExceptionOfType(EmbeddedPostgresException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("is in use in another container");
            user.release();
        }
        try (EmbeddedPostgres server = open()) {
            assertThat(server.port()).isPositive();
        }
    }

    @Test
    void aFolderMovedUnderItsLiveServerIsExplained() throws Exception {
        home = folder.toRealPath().resolve("fresh");
        assumeThat(Path.of("/proc/self")).exists();
        Path moved = home.resolveSibling("moved");
        EmbeddedPostgres.open(Child.options(home).keepRunning().build()).close();
        Files.move(home, moved);
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.open(Child.options(moved).build()))
                .withMessageContaining("serves " + home.resolve("data") + " (expected " + moved.resolve("data"));
        assertThat(EmbeddedPostgres.stop(moved)).isEqualTo(EmbeddedPostgres.Stop.STOPPED);
        try (EmbeddedPostgres server =
                EmbeddedPostgres.open(Child.options(moved).build())) {
            assertThat(server.dataDirectory()).isEqualTo(moved.resolve("data"));
        }
    }

    private void killServer() {
        long pid = EmbeddedPostgres.status(home).pid().orElseThrow();
        assertThat(Command.run(List.of("sh", "-c", "kill -9 " + pid), home, Duration.ofSeconds(10))
                        .ok())
                .isTrue();
    }

    private List<Path> remains() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith("data.new-"))
                    .toList();
        }
    }

    private static int rows(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = new Login(server.port(), server.password()).connect("volute");
                PreparedStatement statement = connection.prepareStatement("select count(*), max(n) from acknowledged");
                ResultSet row = statement.executeQuery()) {
            row.next();
            assertThat(row.getInt(1)).as("no gaps").isEqualTo(row.getInt(2));
            return row.getInt(1);
        }
    }
}
