package io.volute.dataengineering.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.error.CoreError;
import io.volute.core.error.ErrorCode;
import io.volute.core.error.ErrorType;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Secret;
import io.volute.core.stage.SourceProbe.Probe;
import io.volute.dataengineering.DataError;
import io.volute.testing.Kits;
import io.volute.testing.postgres.TestDatabase;
import io.volute.testing.postgres.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcSourceIT {
    @TempDir
    Path folder;

    private TestDatabase database;
    private JdbcSource source;

    @BeforeAll
    void database() {
        database = TestPostgres.shared().createDatabase();
        source = new JdbcSource(Map.of("URL", database.urlWithPassword(), "NONE", "postgresql://")::get);
    }

    @AfterAll
    void drop() {
        TestPostgres.shared().drop(database);
    }

    @BeforeEach
    void reference() throws IOException {
        Files.writeString(folder.resolve("url"), database.urlWithPassword() + "\n");
        table();
    }

    private void table() {
        run("drop table if exists visit");
        run("create table visit(id text, size int, at timestamptz)");
        run("insert into visit values ('b', 2, '2000-01-02'), ('a', 1, '2000-01-01'), ('c', null, '2000-01-03')");
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return Stream.of(Optional.<String>empty(), Optional.of("at"))
                .flatMap(watermark -> Kits.tests(new SourceContract(source, () -> new Table(watermark))));
    }

    /** The table of visits; a change raises the watermark. */
    private final class Table implements SourceContract.Place {
        private final Optional<String> watermark;

        private Table(Optional<String> watermark) {
            this.watermark = watermark;
            table();
        }

        @Override
        public Record options() {
            return JdbcSourceIT.this.options("select * from visit", List.of("id"), watermark);
        }

        @Override
        public Path specFolder() {
            return folder;
        }

        @Override
        public void change() {
            run("update visit set size = 3, at = '2000-01-04' where id = 'b'");
        }

        @Override
        public void remove() {
            run("drop table visit");
        }
    }

    @Test
    void readsInTheDeclaredOrderAndBreaksTiesByTheOtherColumns() {
        run("insert into visit values ('d', 2, '2000-01-02')");

        Collected rows = read("select size, id from visit", List.of("size"));

        assertThat(rows.header()).containsExactly("size", "id");
        assertThat(rows.rows())
                .containsExactly(List.of("1", "a"), List.of("2", "b"), List.of("2", "d"), Arrays.asList(null, "c"));
        assertThat(rows.places().get(1)).matches("postgresql://[^/]+:[0-9]+/" + database.name() + ":2");
    }

    @Test
    void writesValuesAsAContractReadsThem() {
        Collected rows = read("""
                select true as b, 1::int2 as s, -5 as i, 9223372036854775807 as l, 12.50::numeric(9,2) as n, 0.1::float4 as r,
                  1e300::float8 as d, ' x' as t, 'ab'::varchar(3) as v, date '2000-02-29' as day,
                  timestamptz '2000-01-31 13:00:00.25+01' as at, 'c0a80101-0000-4000-8000-000000000001'::uuid as u, '' as e
                """, List.of());

        assertThat(rows.rows())
                .containsExactly(List.of(
                        "true",
                        "1",
                        "-5",
                        "9223372036854775807",
                        "12.50",
                        "0.1",
                        "1.0E300",
                        " x",
                        "ab",
                        "2000-02-29",
                        "2000-01-31T12:00:00.250Z",
                        "c0a80101-0000-4000-8000-000000000001",
                        ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "timestamp '2000-01-01'  | QUERY_REFUSED | column x is of type timestamp | at time zone 'UTC'",
                "array[1]                | QUERY_REFUSED | column x is of type _int4     | ::text",
                "'{}'::jsonb             | QUERY_REFUSED | column x is of type jsonb     | ::text",
                "1::money                | QUERY_REFUSED | column x is of type money     | ::text",
                "'NaN'::float8           | BAD_VALUE     | :1: x: NaN                    | nullif",
                "'-Infinity'::float4     | BAD_VALUE     | :1: x: -Infinity              | nullif",
                "'NaN'::numeric          | BAD_VALUE     | :1: x: NaN                    | nullif",
                "'infinity'::date        | BAD_VALUE     | :1: x: Infinity               | nullif",
                "'infinity'::timestamptz | BAD_VALUE     | :1: x: Infinity               | nullif",
                "1/0                     | QUERY_REFUSED | division by zero              | sources.s.query",
                "nosuch                  | QUERY_REFUSED | column \"nosuch\" does not    | sources.s.query",
                "1 as X, 2               | QUERY_REFUSED | column name x stands twice    | as other_name",
            })
    void refusesWhatNoContractCanRead(String value, DataError code, String message, String fix) {
        assertThatThrownBy(() -> read("select " + value + " as x", List.of()))
                .satisfies(e -> has(e, code))
                .hasMessageStartingWith("source s: ")
                .hasMessageContaining(message)
                .hasMessageContaining("expected: ")
                .hasMessageContaining(fix);
    }

    @Test
    void refusesAQueryWithoutRows() {
        assertThatThrownBy(() -> read("select * from visit where size > 9", List.of()))
                .satisfies(e -> has(e, DataError.SOURCE_EMPTY))
                .hasMessageContaining("the query gives no rows");
    }

    @Test
    void changesNothingWhateverTheQueryCalls() {
        run("create or replace function grab() returns int language sql as 'delete from visit returning 1'");

        assertThatThrownBy(() -> read("select grab() as x", List.of()))
                .satisfies(e -> has(e, DataError.QUERY_REFUSED))
                .hasMessageContaining("read-only transaction");
        assertThat(read("select * from visit", List.of()).rows()).hasSize(3);
    }

    @Test
    void answersFromTheWatermarkWhileItStandsStill() {
        JdbcOptions options = options("select * from visit", List.of("id"), Optional.of("at"));
        Probe first = source.probe("s", options, folder, Optional.empty());
        run("update visit set size = 7 where id = 'a'");

        assertThat(first.look()).startsWith("3 rows up to 2000-01-03");
        assertThat(source.probe("s", options, folder, Optional.of(first))).isEqualTo(first);
        run("insert into visit values ('0', 1, '1999-01-01')");
        assertThat(source.probe("s", options, folder, Optional.of(first)).digest())
                .isEqualTo(source.open("s", options, folder).digest());
    }

    @Test
    void findsTheSameRowsWhereverTheyLieInTheTable() {
        JdbcOptions options = options("select * from visit", List.of(), Optional.empty());
        Probe before = source.probe("s", options, folder, Optional.empty());
        run("delete from visit where id = 'b'");
        assertThat(source.probe("s", options, folder, Optional.of(before))).isNotEqualTo(before);
        run("insert into visit values ('b', 2, '2000-01-02')");

        assertThat(source.probe("s", options, folder, Optional.empty())).isEqualTo(before);
    }

    @Test
    void takesTypedFieldsWithThePasswordFromAFile() throws IOException {
        Files.writeString(folder.resolve("password"), database.password());
        var url = io.volute.core.database.DatabaseAddress.parse(database.urlWithPassword());
        JdbcOptions options = new JdbcOptions(
                Optional.empty(),
                Optional.of(url.host()),
                url.port(),
                Optional.of(url.database()),
                Optional.of(url.user()),
                Secret.find("${file:password}"),
                "select id from visit",
                List.of(),
                Optional.empty(),
                1,
                List.of("a"),
                Optional.empty());

        assertThat(Collected.of(source.open("s", options, folder)).rows())
                .containsExactly(Arrays.asList((String) null), List.of("b"), List.of("c"));
    }

    @Test
    void saysThatNobodyAnswersAndIsNoFaultOfTheData() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String url = "postgresql://me:secret@127.0.0.1:" + port + "/x";
        JdbcSource elsewhere = new JdbcSource(Map.of("URL", url)::get);

        assertThatThrownBy(() -> elsewhere.open("s", byUrl("select 1 as x", "${env:URL}"), folder))
                .satisfies(e -> has(e, DataError.SOURCE_UNREACHABLE))
                .satisfies(e -> assertThat(DataError.SOURCE_UNREACHABLE.type()).isEqualTo(ErrorType.EXTERNAL))
                .hasMessageContaining("source s: postgresql://127.0.0.1:" + port + "/x does not answer")
                .hasMessageNotContaining("secret");
    }

    @Test
    void saysThatTheUserIsNotLetIn() {
        String wrong =
                database.jdbcUrl() + (database.jdbcUrl().contains("?") ? "&" : "?") + "user=nobody&password=secret";
        JdbcSource stranger = new JdbcSource(Map.of("URL", wrong)::get);

        assertThatThrownBy(() -> stranger.open("s", byUrl("select 1 as x", "${env:URL}"), folder))
                .satisfies(e -> has(e, DataError.SOURCE_UNREACHABLE))
                .hasMessageContaining("nobody")
                .hasMessageNotContaining("secret");
    }

    @Test
    void namesASecretThatIsNotThereOrIsNoUrl() {
        assertThatThrownBy(() -> source.open("s", byUrl("select 1 as x", "${env:MISSING}"), folder))
                .satisfies(e -> has(e, CoreError.USAGE))
                .hasMessageContaining("${env:MISSING}: the environment variable is not set");
        assertThatThrownBy(() -> source.open("s", byUrl("select 1 as x", "${env:NONE}"), folder))
                .satisfies(e -> has(e, CoreError.USAGE))
                .hasMessageContaining("source s: ${env:NONE} holds no URL of PostgreSQL");
    }

    private Collected read(String query, List<String> order) {
        return Collected.of(source.open("s", options(query, order, Optional.empty()), folder));
    }

    private JdbcOptions options(String query, List<String> order, Optional<String> watermark) {
        JdbcOptions url = byUrl(query, "${file:url}");
        return new JdbcOptions(
                url.url(),
                url.host(),
                url.port(),
                url.database(),
                url.user(),
                url.password(),
                query,
                order,
                watermark,
                url.fetchSize(),
                url.missing(),
                url.licence());
    }

    private static JdbcOptions byUrl(String query, String url) {
        return new JdbcOptions(
                Secret.find(url),
                Optional.empty(),
                5432,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                query,
                List.of(),
                Optional.empty(),
                2,
                List.of(),
                Optional.empty());
    }

    private static void has(Throwable thrown, ErrorCode code) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private void run(String sql) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
