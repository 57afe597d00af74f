package io.volute.cli.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.volute.core.run.Checkpoint.Moment;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.core.table.TableEngine;
import io.volute.duckdb.DuckDbModule;
import io.volute.testing.postgres.TestDatabase;
import io.volute.testing.postgres.TestPostgres;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A canary sits in the environment and in passwords, and nothing that Volute writes or says may sing: neither output nor
 * log, neither row nor artifact, neither report nor report of a defect; whether a command goes well or not.
 */
final class CanaryIT {
    private static final String CANARY = "kanarienvogel";
    /** With all that an URL, a shell and SQL give a meaning to. */
    private static final String PASSWORD = CANARY + " :/@?#&=%41+'\"\\";

    private static final int OUTSIDE = 4;
    private static final int USAGE = 2;

    @TempDir
    private static Path temporary;

    private static TestDatabase database;
    private static Checkout checkout;

    private final List<Outcome> outcomes = new ArrayList<>();

    @BeforeAll
    static void hideTheCanary() {
        database = TestPostgres.shared().createDatabase();
        StoredRows rows = StoredRows.of(database);
        rows.execute("create role keeper login password '" + PASSWORD.replace("'", "''") + "'");
        rows.execute("grant all on database \"" + database.name() + "\" to keeper");
        checkout = Checkout.small(temporary)
                .with("SOME_TOKEN", CANARY + "-token")
                .with("AWS_SECRET_ACCESS_KEY", CANARY + "-key")
                .with(CANARY.toUpperCase(Locale.ROOT), "1")
                .with("KEEPERS_PASSWORD", PASSWORD);
    }

    private static Checkout apart() {
        return checkout.with("VOLUTE_DATABASE_URL", url("keeper@")).with("VOLUTE_DATABASE_PASSWORD", PASSWORD);
    }

    private static Checkout inUrl() {
        return checkout.with("VOLUTE_DATABASE_URL", url("keeper:" + encoded() + "@"));
    }

    private static Checkout referred() {
        return checkout.with("VOLUTE_DATABASE_URL", url("keeper:${env:KEEPERS_PASSWORD}@"));
    }

    private static String url(String user) {
        return database.jdbcUrl().replace("jdbc:postgresql://", "postgresql://" + user);
    }

    private static String encoded() {
        StringBuilder encoded = new StringBuilder();
        for (byte each : PASSWORD.getBytes(UTF_8)) {
            boolean plain = each >= 'a' && each <= 'z';
            encoded.append(plain ? String.valueOf((char) each) : String.format(Locale.ROOT, "%%%02X", each));
        }
        return encoded.toString();
    }

    @Test
    void singsNowhereWhenAllGoesWellAndNowhereWhenNot() throws Exception {
        goWell();
        goWrong();

        for (Outcome outcome : outcomes) {
            assertThat((outcome.out() + outcome.err()).toLowerCase(Locale.ROOT))
                    .as(outcome.toString())
                    .doesNotContain(CANARY);
        }
        assertThat(StoredRows.of(database).with(CANARY)).isEmpty();
        assertThat(filesWith(CANARY)).isEmpty();
        assertThat(tablesWith(CANARY)).isEmpty();
        assertThat(checkout.file(".volute/report.html")).isNotEmptyFile();
    }

    private void goWell() {
        say(0, apart(), "run", "--as-of", "2000-01-01", "--verbose");
        say(0, inUrl(), "backfill", "--from", "2000-01", "--to", "2000-01", "--verbose", "--json");
        say(0, referred(), "worker", "--once", "--until", "2000-03-01", "--verbose");
        say(0, referred(), "status", "--verbose");
        say(0, inUrl(), "history", "--runs", "--json");
        say(0, apart(), "show", "1");
        say(0, apart(), "why", "modeling.train", "--key", "logistic");
        say(0, inUrl(), "lineage", "effect.paired", "--up");
        say(0, referred(), "report");
        say(0, referred(), "store", "verify", "--json");
        say(0, inUrl(), "plugins");
    }

    private void goWrong() throws Exception {
        String wrong = "postgresql://keeper:" + CANARY + "2@" + url("").replaceFirst("^[^:]*://", "");
        say(OUTSIDE, checkout, "status", "--verbose", "--database", wrong);
        say(OUTSIDE, apart().with("VOLUTE_DATABASE_PASSWORD", CANARY + "3"), "run", "--verbose");
        say(OUTSIDE, checkout, "run", "--json", "--database", "postgresql://u:" + encoded() + "@127.0.0.1:1/d");
        say(OUTSIDE, checkout, "resume", "--database", "postgresql://u:" + encoded() + "@no-such-host.invalid/d");
        say(USAGE, checkout, "status", "--database", "postgresql://u:" + PASSWORD + "@h:port/d");
        say(USAGE, checkout, "status", "--database", "mysql://u:" + CANARY + "@h/d");
        say(USAGE, checkout, "status", "--database", "postgresql://u@h/d?password=" + CANARY + "&x=1");
        say(USAGE, checkout, "status", "--databse", "postgresql://u:" + CANARY + "@h/d");
        say(USAGE, inUrl(), "run", "--set", "modeling.candidates.logistic.l3=1", "--json");
        say(USAGE, inUrl(), "db", "stop");
        try (Gate gate = new Gate(temporary)) {
            Running run = Running.start(
                    gate.at(Moment.COMMIT, 1, apart()),
                    "backfill",
                    "--from",
                    "2000-03",
                    "--to",
                    "2000-03",
                    "--verbose");
            try (Socket arrived = gate.arrival()) {
                assertThat(arrived.isConnected()).isTrue();
                StoredRows.of(database)
                        .texts("select pg_terminate_backend(pid)::text from pg_stat_activity where usename = 'keeper'");
            }
            outcomes.add(run.finish().exits(OUTSIDE));
        }
        say(0, apart(), "resume", "--verbose");
    }

    private void say(int exit, Checkout where, String... words) {
        outcomes.add(where.volute(words).exits(exit));
    }

    private static List<Path> filesWith(String text) {
        List<Path> files = checkout.files(".volute");
        assertThat(files).hasSizeGreaterThan(50);
        return files.stream().filter(file -> read(file).contains(text)).toList();
    }

    /** Artifacts with a value that says this; the bytes of a table may be compressed. */
    private static List<Path> tablesWith(String text) {
        List<Path> tables = checkout.files(".volute/store/sha256").stream()
                .filter(file -> read(file).startsWith("PAR1"))
                .toList();
        assertThat(tables).isNotEmpty();
        TableEngine engine = Guice.createInjector(new DuckDbModule()).getInstance(TableEngine.class);
        return tables.stream().filter(file -> says(engine, file, text)).toList();
    }

    private static boolean says(TableEngine engine, Path file, String text) {
        try {
            Table table = engine.read(file);
            for (Column column : table.columns()) {
                for (int row = 0; row < table.rows(); row++) {
                    if (!column.isMissing(row)
                            && String.valueOf(column.valueAt(row)).contains(text)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    /** The password that Volute made for its own server stands in one file, which only its owner can read. */
    @Test
    void embeddedServersPasswordStandsInItsFileOnly() throws Exception {
        try (Checkout own = Checkout.small(temporary.resolve("own"))) {
            outcomes.add(own.volute("run", "--as-of", "2000-01-01", "--verbose").exits(0));
            outcomes.add(own.volute("db", "start", "--verbose").exits(0));
            outcomes.add(own.volute("db", "status", "--json").exits(0));
            outcomes.add(own.volute("db", "url").exits(0));
            Path file = own.file(".volute/postgres/password");
            String password = Files.readString(file).strip();
            assertThat(password).hasSizeGreaterThan(20);
            // Another server may have taken its place: it refuses the password.
            Files.writeString(file, CANARY);
            outcomes.add(own.volute("status", "--verbose").exits(OUTSIDE));
            Files.writeString(file, password);

            for (Outcome outcome : outcomes) {
                assertThat(outcome.out() + outcome.err()).doesNotContain(password, CANARY);
            }
            assertThat(own.files(".volute"))
                    .filteredOn(each -> read(each).contains(password))
                    .containsExactly(file);
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }
}
