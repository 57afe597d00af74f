package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgres.State.ABSENT;
import static io.volute.postgres.embedded.EmbeddedPostgres.State.RUNNING;
import static io.volute.postgres.embedded.EmbeddedPostgres.State.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
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
    void startsFromNothingAndStopsWithItsLastUser() throws Exception {
        home = folder.toRealPath().resolve("fresh");
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(ABSENT);
        assertThat(home).doesNotExist();
        EmbeddedPostgres first = open();
        assertThat(first.dataDirectory()).isEqualTo(home.resolve("data"));
        assertThat(first.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:" + first.port() + "/volute");
        EmbeddedPostgres second = open();
        assertThat(second.port()).isEqualTo(first.port());
        first.close();
        first.close();
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(RUNNING);
        second.close();
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(STOPPED);
        assertThat(permissions("password")).isEqualTo("rw-------");
        assertThat(permissions("server.log")).isEqualTo("rw-------");
        assertThat(permissions("data")).isEqualTo("rwx------");
    }

    @Test
    void isDurableAndListensOnLoopbackOnly() throws Exception {
        try (EmbeddedPostgres server = open()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(ask(server, "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "show unix_socket_directories")).isEmpty();
            assertThat(ask(server, "show max_connections")).isEqualTo("40");
            assertThat(ask(server, "show idle_in_transaction_session_timeout")).isEqualTo("1min");
            assertThat(ask(server, "show scram_iterations")).isEqualTo("1");
            assertThat(ask(
                            server,
                            "select datlocprovider::text || datlocale from pg_database where datname = 'volute'"))
                    .isEqualTo("bC.UTF-8");
            assertThat(ask(server, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
        }
    }

    @Test
    void refusesAStrangersPassword() throws Exception {
        try (EmbeddedPostgres server = open()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> new Login(server.port(), "guessed").connect("volute"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void anotherProcessAttachesAndTheLastOneStopsTheServer() throws Exception {
        EmbeddedPostgres here = open();
        try (Child child = Child.holding(home)) {
            assertThat(child.line()).isEqualTo(Integer.toString(here.port()));
            here.close();
            assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(RUNNING);
            assertThat(EmbeddedPostgres.status(home).inUse()).isTrue();
            child.release();
        }
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(STOPPED);
        assertThat(EmbeddedPostgres.status(home).inUse()).isFalse();
    }

    @Test
    void fourProcessesThatStartAtOnceShareOneServer() throws Exception {
        home = folder.toRealPath().resolve("fresh");
        List<Child> children = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                children.add(Child.holding(home));
            }
            Set<String> ports = new HashSet<>();
            for (Child child : children) {
                ports.add(child.line());
            }
            assertThat(ports).hasSize(1).allMatch(port -> port.matches("[0-9]+"));
            for (Child child : children) {
                assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(RUNNING);
                child.release();
            }
        } finally {
            for (Child child : children) {
                child.close();
            }
        }
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(STOPPED);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anInterruptedThreadStopsTheServerAllTheSame() {
        EmbeddedPostgres server = open();
        Thread.currentThread().interrupt();
        server.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(STOPPED);
    }

    @Test
    void keepsRunningWhenAskedUntilStopped() {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.open(Child.options(home).keepRunning().build())) {
            assertThat(EmbeddedPostgres.status(home).jdbcUrl()).contains(server.jdbcUrl());
        }
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(RUNNING);
        assertThat(EmbeddedPostgres.status(home).keptRunning()).isTrue();
        open().close();
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(RUNNING);
        EmbeddedPostgres user = open();
        assertThat(EmbeddedPostgres.stop(home)).isEqualTo(EmbeddedPostgres.Stop.IN_USE);
        assertThat(EmbeddedPostgres.status(home).keptRunning()).isFalse();
        user.close();
        assertThat(EmbeddedPostgres.stop(home)).isEqualTo(EmbeddedPostgres.Stop.NOT_RUNNING);
    }

    @Test
    void takesTheSamePortAgainUnlessItIsTaken() throws Exception {
        EmbeddedPostgres first = open();
        int port = first.port();
        first.close();
        try (EmbeddedPostgres again = open()) {
            assertThat(again.port()).isEqualTo(port);
        }
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                EmbeddedPostgres elsewhere = open()) {
            assertThat(elsewhere.port()).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void makesCopiesAndDropsDatabases() throws Exception {
        try (EmbeddedPostgres server = open()) {
            assertThat(server.createDatabase("template_a")).endsWith("/template_a");
            server.createDatabase("template_a");
            try (Connection connection = connect(server, "template_a")) {
                Login.run(connection, "create table t as select 42 as x");
            }
            server.createDatabase("copy_a", "template_a");
            try (Connection connection = connect(server, "copy_a")) {
                assertThat(ask(connection, "select x from t")).isEqualTo("42");
                server.dropDatabase("copy_a");
            }
            assertThat(ask(server, "select count(*) from pg_database where datname = 'copy_a'"))
                    .isEqualTo("0");
        }
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith("data.new-"))
                    .toList();
        }
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name)));
    }

    private static Connection connect(EmbeddedPostgres server, String database) throws SQLException {
        return new Login(server.port(), server.password()).connect(database);
    }

    private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server, "volute")) {
            return ask(connection, sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
