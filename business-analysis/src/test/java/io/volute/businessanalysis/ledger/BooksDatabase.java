package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.ExperimentUnits;
import io.volute.businessanalysis.experiment.Looks;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.core.database.Database;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.database.Migration;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Metrics;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Estimate;
import io.volute.testing.postgres.TestDatabase;
import io.volute.testing.postgres.TestPostgres;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A database with a project whose books can be written and whose derived lines a test may set. */
final class BooksDatabase implements AutoCloseable {
    final UUID project = UUID.fromString("00000000-0000-7000-8000-00000000000a");
    final HandStore store = new HandStore();
    private final TestDatabase made;
    private final Database database;
    private final HandLedger ledger;
    private long passes;

    BooksDatabase() throws SQLException {
        made = TestPostgres.shared().createDatabase();
        database = open();
        ledger = new HandLedger(() -> database, store);
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("insert into core.project (id, name) values (:id, 'p')")
                        .bind("id", project)
                        .execute());
    }

    /** A connection of its own to the same database. */
    Database open() {
        return Database.open(
                DatabaseAddress.parse(made.urlWithPassword()),
                List.of(
                        new Migration("core", "io/volute/core/migration"),
                        new Migration("business_analysis", "io/volute/businessanalysis/migration")));
    }

    Database database() {
        return database;
    }

    HandLedger ledger() {
        return ledger;
    }

    HandLedger.Desk desk() {
        return new HandLedger.Desk(project, "ann", Optional.of("EUR"), BooksDatabase::experiment);
    }

    HandBook book() {
        return ledger.book(project, Optional.empty());
    }

    /** Posts all of it at the desk. */
    void post(Posting... postings) {
        ledger.post(desk(), List.of(postings));
    }

    /** Asserts that it is refused with this code and message, and that nothing of it stands in the ledger. */
    void refuses(BusinessAnalysisError code, String message, Posting... postings) {
        long before = rows();
        assertThatThrownBy(() -> post(postings))
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(code))
                .hasMessageContaining(message);
        assertThat(rows()).isEqualTo(before);
    }

    long rows() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM business_analysis.hand_transaction")
                        .mapTo(Long.class)
                        .one());
    }

    /** Opens a pass of the main line, so that what is posted from now on bears this date. */
    void pass(String day) {
        passes++;
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        insert into core.pass (id, project, opened, as_of, main, cause)
                        values (:id, :project, :opened, :asOf::timestamptz, true, 'test')
                        """)
                        .bind("id", UUID.randomUUID())
                        .bind("project", project)
                        .bind("opened", passes)
                        .bind("asOf", day + "T00:00:00Z")
                        .execute());
    }

    /** Makes these lines the derived book of the newest date. */
    UUID derive(Instant asOf, List<Transaction> lines) {
        passes++;
        UUID result = new UUID(7, passes);
        UUID run = new UUID(8, passes);
        UUID pass = database.jdbi()
                .withHandle(handle -> handle.createQuery("select id from core.pass order by opened desc limit 1")
                        .mapTo(UUID.class)
                        .one());
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("""
                            insert into core.run (id, project, number, pass, as_of, cause, spec, folder, state, host, process)
                            values (:run, :project, :number, :pass, :asOf::timestamptz, 'test', '{}', '', 'DONE', 'h', 1)
                            """)
                    .bind("run", run)
                    .bind("project", project)
                    .bind("number", passes)
                    .bind("pass", pass)
                    .bind("asOf", asOf.toString())
                    .execute();
            handle.createUpdate("""
                            insert into core.result (project, fingerprint, id, state, host, process)
                            values (:project, :print, :result, 'DONE', 'h', 1)
                            """)
                    .bind("project", project)
                    .bind("print", "print " + passes)
                    .bind("result", result)
                    .execute();
            handle.createUpdate("""
                            insert into core.step_run (project, seq, id, run, pass, main, step, as_of, kind, fingerprint,
                                                       result, components)
                            values (:project, :seq, :id, :run, :pass, true, 'business-analysis.ledger',
                                    :asOf::timestamptz, 'COMPUTED', 'f', :result, '{}'::jsonb)
                            """)
                    .bind("project", project)
                    .bind("seq", passes)
                    .bind("id", new UUID(9, passes))
                    .bind("run", run)
                    .bind("pass", pass)
                    .bind("asOf", asOf.toString())
                    .bind("result", result)
                    .execute();
            new LedgerRecorder()
                    .record(
                            handle,
                            result,
                            new KeepBooks.Output(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    lines,
                                    Optional.empty(),
                                    List.of(),
                                    List.of(),
                                    Metrics.of(Map.of()),
                                    "test"));
        });
        return result;
    }

    static Posting.Cost cost(String id, String period, String amount) {
        return new Posting.Cost(
                id,
                "home-rank",
                BookMonth.parse(period),
                CostSpec.Kind.PEOPLE,
                Optional.of(Amount.parse(amount)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Posting.Cost sides(String id, String... accountsAndAmounts) {
        List<Posting.Side> sides = new java.util.ArrayList<>();
        for (int i = 0; i < accountsAndAmounts.length; i += 2) {
            sides.add(new Posting.Side(accountsAndAmounts[i], Amount.parse(accountsAndAmounts[i + 1])));
        }
        return new Posting.Cost(
                id,
                "home-rank",
                BookMonth.parse("2026-06"),
                CostSpec.Kind.PEOPLE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(sides));
    }

    static Posting.Estimated estimate(String id, String experiment, String until, Optional<String> group) {
        return new Posting.Estimated(
                id,
                "home-rank",
                Optional.of("ranker:7"),
                experiment.isEmpty() ? Optional.empty() : Optional.of(experiment),
                Optional.empty(),
                "take-rate@3",
                Optional.of(.011),
                Optional.of(.004),
                Grade.A,
                EstimateState.HYPOTHESISED,
                1_200_000,
                .95,
                new Posting.UnitValue(
                        Amount.parse("2.50 EUR"),
                        Optional.of(2.0),
                        Optional.of(3.0),
                        "finance",
                        LocalDate.parse(until)),
                Optional.of(new Posting.Decay(180, 90, 400)),
                group,
                Optional.empty());
    }

    static Posting.Moved moved(String estimate, EstimateState to, String on) {
        return new Posting.Moved(estimate, to, LocalDate.parse(on), Optional.empty());
    }

    /** An estimate that goes through all states up to launched. */
    void launch(Posting.Estimated estimate, String on) {
        ledger.post(
                desk(),
                List.of(
                        estimate,
                        moved(estimate.id(), EstimateState.PROJECTED, on),
                        moved(estimate.id(), EstimateState.MEASURED, on),
                        moved(estimate.id(), EstimateState.LAUNCHED, on)));
    }

    static Posting.Benefit benefit(String id, String estimate, String period, String amount) {
        return new Posting.Benefit(
                id,
                estimate,
                BookMonth.parse(period),
                Optional.of(Amount.parse(amount)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Transaction line(String id, String month, String amount) {
        return Transaction.of(id, month, "serve", "", id, "cost.serve", "clearing.serve", new BigDecimal(amount));
    }

    /**
     * The experiment {@code v7} shipped, {@code v6} did not; {@code held} and {@code torn} withhold all launches, the
     * second with arms that may not be compared; {@code far} showed the opposite; others were never run.
     */
    static Optional<ExperimentReadout> experiment(String name) {
        return switch (name) {
            case "v7" -> Optional.of(readout(name, "SHIP"));
            case "v6" -> Optional.of(readout(name, "DO_NOT_SHIP"));
            case "held" -> Optional.of(readout(name, "SHIP", new Estimate(.016, .012, .020, 100_000, "welch")));
            case "torn" -> Optional.of(readout(name, "INVALID"));
            case "far" ->
                Optional.of(readout(name, "NO_EVIDENCE", new Estimate(-.020, -.024, -.016, 100_000, "welch")));
            default -> Optional.empty();
        };
    }

    private static ExperimentReadout readout(String name, String verdict) {
        return readout(name, verdict, new Estimate(.011, .003, .019, 100_000, "welch"));
    }

    private static ExperimentReadout readout(String name, String verdict, Estimate effect) {
        return new ExperimentReadout(
                name,
                "sha256:design",
                "sha256:data",
                Optional.empty(),
                new ExperimentUnits.Counts(100_000, 100_000, 0, 0, 0, 0, 0),
                List.of(),
                List.of(new ExperimentReadout.Effect(
                        "take-rate@3", MetricRole.PRIMARY, "v7", effect, effect, effect, effect, Optional.empty())),
                Looks.NONE,
                Optional.empty(),
                new Verdict("experiment " + name, verdict, "by its rule"));
    }

    @Override
    public void close() throws SQLException {
        database.close();
        TestPostgres.shared().drop(made);
    }
}
