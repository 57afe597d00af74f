package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.testing.postgres.TestDatabase;
import io.volute.testing.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PostgreSQL of somebody else's, of another major version and known by its URL alone. */
final class ExternalPostgresIT {
    private static final String URL = "VOLUTE_DATABASE_URL";
    private static final String PASSWORD = "VOLUTE_DATABASE_PASSWORD";
    private static final int OUTSIDE = 4;
    private static final int USAGE = 2;

    @TempDir
    private static Path temporary;

    private static TestPostgres server;
    private static TestDatabase database;
    private static Checkout plain;
    private static Checkout external;

    @BeforeAll
    static void start() {
        server = TestPostgres.external();
        database = server.createDatabase();
        plain = Checkout.small(temporary.resolve("external")).here();
        external = plain.with(URL, url("")).with(PASSWORD, database.password());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The URL with something behind the user's name. */
    private static String url(String behindUser) {
        return database.jdbcUrl().replace("jdbc:postgresql://", "postgresql://" + database.user() + behindUser + "@");
    }

    @Test
    void tellsTheSameStoryAsTheEmbeddedServer() {
        List<String> embedded;
        try (Checkout own = Checkout.small(temporary.resolve("embedded")).here()) {
            tell(own);
            try (StoredRows rows = StoredRows.embedded(own)) {
                embedded = rows.told();
                assertThat(rows.texts("show server_version")).containsExactly("18.4");
            }
        }

        tell(external);

        StoredRows rows = StoredRows.of(database);
        assertThat(rows.told()).isEqualTo(embedded).hasSizeGreaterThan(40);
        assertThat(rows.texts("show server_version").get(0)).startsWith("14.");
        assertThat(external.file(".volute/postgres")).doesNotExist();
    }

    /** A first pass, two months, and all of it again; the same on any server. */
    private static void tell(Checkout checkout) {
        checkout.volute("run", "--as-of", "2000-01-01").exits(0);
        checkout.volute("worker", "--once", "--until", "2000-02-01").exits(0);
        checkout.volute("run", "--slot", "2000-02").exits(0);
        JsonNode again = checkout.volute("run", "--json").exits(0).json();
        assertThat(again.path("steps").findValuesAsText("status")).isNotEmpty().containsOnly("REUSED");
        JsonNode status = checkout.volute("status", "--json").exits(0).json();
        assertThat(status.path("steps").findValuesAsText("state")).isNotEmpty().containsOnly("FRESH");
        assertThat(checkout.volute("history").exits(0).out()).contains("2000-01-01", "first");
        JsonNode verified =
                checkout.volute("store", "verify", "--json").exits(0).json();
        assertThat(verified.path("clean").asBoolean()).isTrue();
        assertThat(verified.path("unreferenced").asInt()).isZero();
    }

    @Test
    void takesThePasswordFromWhereTheUrlPoints() {
        Checkout referring = plain.with("BIRDS_PASSWORD", database.password());

        referring.volute("history", "--database", url(":${env:BIRDS_PASSWORD}")).exits(0);
        plain.volute("history", "--database", database.urlWithPassword()).exits(0);
        assertThat(plain.volute("history", "--database", url(":${env:BIRDS_PASSWORD}"))
                        .exits(USAGE)
                        .err())
                .contains("${env:BIRDS_PASSWORD}: the environment variable is not set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{user}@{host}/{db} | '' | does not let {user} in (expected: the password of {user} in VOLUTE_DATABASE_PASSWORD",
                "{user}@{host}/{db} | wrong password | the database postgresql://{user}@{host}/{db} does not let {user} in",
                "stranger@{host}/{db} | {password} | does not let stranger in",
                "{user}@{host}/elsewhere | {password} | has no database elsewhere",
                "{user}@127.0.0.1:1/{db} | {password} | the database postgresql://{user}@127.0.0.1:1/{db} does not answer",
                "{user}@no-such-host.invalid/{db} | {password} | there is no host no-such-host.invalid",
                "{user}@{host}/{db}?sslmode=require | {password} | refuses the connection: … SSL"
            })
    void saysWhyADatabaseCannotBeOpened(String url, String password, String told) {
        Checkout checkout = plain.with(URL, "postgresql://" + filled(url)).with(PASSWORD, filled(password));

        Outcome refused = checkout.volute("status").exits(OUTSIDE);

        // The driver's own words come in the machine's language.
        assertThat(refused.err()).contains(filled(told).split(" … ")).contains("core.database-unavailable");
        assertThat(refused.out()).isEmpty();
    }

    private static String filled(String text) {
        return text.replace("{user}", database.user())
                .replace("{host}", url("").replaceFirst("^.*@([^/]*)/.*$", "$1"))
                .replace("{db}", database.name())
                .replace("{password}", database.password());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://u@h/d | is no PostgreSQL URL",
                "postgresql://u@h:99999/d | has the port 99999",
                "postgresql://u@h/d?loggerLevel=TRACE | has the parameter loggerLevel"
            })
    void refusesWhatIsNoAddressOfADatabase(String url, String told) {
        assertThat(plain.volute("status", "--database", url).exits(USAGE).err()).contains(told);
    }

    @Test
    void saysWhatAUserMustBeAllowedTo() {
        TestDatabase strict = server.createDatabase();
        StoredRows.of(strict).execute("create role reader login password 'reads only'");
        StoredRows.of(strict).execute("revoke create on database \"" + strict.name() + "\" from public");

        Outcome refused = plain.with(URL, strict.jdbcUrl().replace("jdbc:postgresql://", "postgresql://reader@"))
                .with(PASSWORD, "reads only")
                .volute("status")
                .exits(OUTSIDE);

        assertThat(refused.err()).contains("grant create on database " + strict.name() + " to reader");
    }

    @Test
    void leavesItsServerAlone() {
        assertThat(external.volute("db", "stop").exits(USAGE).err())
                .contains("db stop is about the embedded server, but a database was named");
    }
}
