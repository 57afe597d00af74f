package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.stage.Metrics;
import io.volute.testing.postgres.TestDatabase;
import io.volute.testing.postgres.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerRecorderIT {
    private static final String MIGRATION = "/io/volute/businessanalysis/migration/V1__ledger.sql";

    private TestDatabase database;
    private Connection connection;
    private Jdbi jdbi;

    @BeforeEach
    void migrate() throws SQLException, IOException {
        database = TestPostgres.shared().createDatabase();
        connection = database.connect();
        jdbi = Jdbi.create(connection);
        try (InputStream sql = Objects.requireNonNull(LedgerRecorderIT.class.getResourceAsStream(MIGRATION))) {
            String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            jdbi.useHandle(handle -> handle.createScript(text).execute());
        }
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        TestPostgres.shared().drop(database);
    }

    @Test
    void writesTheBookSoThatItBalances() {
        UUID result = UUID.fromString("00000000-0000-7000-8000-000000000001");
        record(result, "500.00", "1234.56");
        jdbi.useHandle(handle -> {
            assertThat(handle.createQuery("SELECT sum(amount) FROM business_analysis.posting")
                            .mapTo(BigDecimal.class)
                            .one())
                    .isEqualByComparingTo("0");
            Map<String, Object> month = handle.createQuery(
                            "SELECT month, amount FROM business_analysis.account_month WHERE account = 'benefit.A'")
                    .mapToMap()
                    .one();
            assertThat(month).containsEntry("month", "2000-03").containsEntry("amount", new BigDecimal("-1234.56"));
        });
    }

    @Test
    void keepsEveryResultApart() {
        UUID first = UUID.fromString("00000000-0000-7000-8000-000000000001");
        UUID second = UUID.fromString("00000000-0000-7000-8000-000000000002");
        record(first, "500.00", "1000.00");
        record(second, "500.00", "2000.00");
        jdbi.useHandle(handle -> assertThat(handle.createQuery("""
                                SELECT amount FROM business_analysis.account_month
                                WHERE result_id = :result AND account = 'clearing.value'
                                """)
                        .bind("result", second)
                        .mapTo(BigDecimal.class)
                        .one())
                .isEqualByComparingTo("2000"));
    }

    @Test
    void writesNothingForAnEmptyBook() {
        jdbi.useHandle(handle -> new LedgerRecorder()
                .record(handle, UUID.fromString("00000000-0000-7000-8000-000000000003"), output(List.of())));
        jdbi.useHandle(handle -> assertThat(handle.createQuery("SELECT count(*) FROM business_analysis.transaction")
                        .mapTo(Long.class)
                        .one())
                .isZero());
    }

    private void record(UUID result, String cost, String benefit) {
        var spent = Transaction.of(
                "2000-03 run", "2000-03", "serve", "", "run", "cost.serve", "clearing.serve", new BigDecimal(cost));
        var saved = Transaction.of(
                "2000-03 benefit one",
                "2000-03",
                "benefit",
                "A",
                "23 decisions by the model",
                "clearing.value",
                "benefit.A",
                new BigDecimal(benefit));
        jdbi.useHandle(handle -> new LedgerRecorder().record(handle, result, output(List.of(spent, saved))));
    }

    private static KeepBooks.Output output(List<Transaction> transactions) {
        return new KeepBooks.Output(
                Optional.of(new Artifact<>(Digest.of("book"))),
                Optional.empty(),
                Optional.empty(),
                transactions,
                Optional.empty(),
                List.of(),
                List.of(),
                Metrics.of(Map.of()),
                "nothing to say");
    }
}
