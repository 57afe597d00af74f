package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.postgres.embedded.EmbeddedPostgres;
import io.volute.testing.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What commands wrote into the database, read beside them. Keeps an embedded server up until it is closed. */
final class StoredRows implements AutoCloseable {
    /** All that must be equal in two projects to which the same happened, whatever was in the way. */
    private static final String TOLD = """
            select concat_ws(' | ', s.step, s.key, s.slot, to_char(s.as_of at time zone 'UTC', 'YYYY-MM-DD'), s.kind,
                             s.fingerprint, r.artifacts, r.slot_maps, r.output)
            from core.step_run s left join core.result r on r.id = s.result order by 1
            """;

    private final TestDatabase database;
    private final Runnable close;

    private StoredRows(TestDatabase database, Runnable close) {
        this.database = database;
        this.close = close;
    }

    /** Of the embedded server of a checkout, started where it does not run. */
    static StoredRows embedded(Checkout checkout) {
        EmbeddedPostgres server = EmbeddedPostgres.open(EmbeddedPostgres.Options.of(checkout.file(".volute/postgres")));
        return new StoredRows(
                new TestDatabase("volute", server.jdbcUrl(), server.user(), server.password()), server::close);
    }

    /** Of a database that somebody else keeps up. */
    static StoredRows of(TestDatabase database) {
        return new StoredRows(database, () -> {});
    }

    TestDatabase database() {
        return database;
    }

    /** Step, key, slot, date, fingerprint and digests of every step run, sorted. */
    List<String> told() {
        return texts(TOLD);
    }

    /** The first column of a query. */
    List<String> texts(String sql) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The only number of a query. */
    long number(String sql) {
        return Long.parseLong(texts(sql).get(0));
    }

    /** Tables of any schema with a row that says this, in small letters. */
    List<String> with(String text) {
        List<String> tables = texts("select format('%I.%I', table_schema, table_name) from information_schema.tables"
                + " where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'");
        assertThat(tables).contains("core.run", "core.result", "business_analysis.posting");
        return tables.stream()
                .filter(table ->
                        number("select count(*) from " + table + " x where lower(x::text) like '%" + text + "%'") > 0)
                .toList();
    }

    /** A statement. */
    void execute(String sql) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        close.run();
    }
}
