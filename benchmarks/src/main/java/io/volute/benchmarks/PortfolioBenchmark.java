package io.volute.benchmarks;

import io.volute.businessanalysis.ledger.Portfolio;
import io.volute.cli.project.Composition;
import io.volute.core.Volute;
import io.volute.core.database.Database;
import io.volute.core.database.DatabaseAddress;
import io.volute.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How long it takes to rank 200 projects, each with 60 results of its ledger and its report; at most a second. */
public final class PortfolioBenchmark {
    private static final int ROUNDS = 20;
    private static final List<String> ROWS = List.of("""
            insert into core.project (id, name) select md5('p' || n)::uuid, 'p-' || n from generate_series(1, 200) n
            """, """
            insert into core.pass (id, project, opened, as_of, main, cause)
            select id, id, 1, '2021-01-01T00:00:00Z', true, 'benchmark' from core.project
            """, """
            insert into core.run (id, project, number, pass, as_of, cause, spec, folder, state, host, process)
            select id, id, 1, id, '2021-01-01T00:00:00Z', 'benchmark', '{}', '', 'DONE', 'h', 1 from core.project
            """, """
            insert into core.result (project, fingerprint, id, state, host, process, verdicts)
            select id, s || n, md5(name || s || n)::uuid, 'DONE', 'h', 1,
                   '[{"subject":"decision","value":"KEEP","why":"w"}]'
            from core.project, (values ('ledger'), ('report')) t(s), generate_series(1, 60) n
            """, """
            insert into core.step_run (project, seq, id, run, pass, main, step, as_of, kind, fingerprint, result, components)
            select id, n + case s when 'report' then 100 else 0 end, md5(name || s || n || 'run')::uuid, id, id, true,
                   'business-analysis.' || s, '2021-01-01T00:00:00Z'::timestamptz + n * interval '1 month', 'COMPUTED',
                   s || n, md5(name || s || n)::uuid, '{}'::jsonb
            from core.project, (values ('ledger'), ('report')) t(s), generate_series(1, 60) n
            """, """
            insert into business_analysis.standing (result_id, currency, since, cost, value, net_low, net_high, loss)
            select md5(name || 'ledger' || n)::uuid, 'EUR', '2021-01', 100, n + substr(name, 3)::int, -50, 50, .5
            from core.project, generate_series(1, 60) n
            """);

    private PortfolioBenchmark() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("portfolio-benchmark");
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
            measure(address, folder.resolve("store"));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void measure(DatabaseAddress address, Path store) {
        double[] millis = new double[ROUNDS];
        try (Volute volute = new Composition().volute(() -> address, store);
                Database database = volute.instance(Database.class)) {
            database.jdbi().useTransaction(handle -> ROWS.forEach(handle::execute));
            Portfolio portfolio = volute.instance(Portfolio.class);
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                int rows = portfolio.rows().size();
                millis[i] = (System.nanoTime() - start) / 1e6;
                if (rows != 200) {
                    throw new IllegalStateException(rows + " rows");
                }
            }
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "200 projects ranked: first %.1f ms, then %.1f ms (%.1f … %.1f)   limit 1000: %s%n",
                first,
                millis[ROUNDS / 2],
                millis[0],
                millis[ROUNDS - 1],
                first <= 1000 ? "holds" : "BROKEN");
    }
}
