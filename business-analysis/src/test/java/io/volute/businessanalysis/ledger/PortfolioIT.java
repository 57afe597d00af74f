package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** BA13: all projects of a database, ranked by what they brought. */
class PortfolioIT {
    private BooksDatabase books;

    @BeforeEach
    void open() throws SQLException {
        books = new BooksDatabase();
        insert(200);
    }

    @AfterEach
    void close() throws SQLException {
        books.close();
    }

    /** Projects whose net value is their number minus 100; each with an older result that must not count. */
    private void insert(int projects) {
        books.database().jdbi().useTransaction(handle -> {
            handle.execute("""
                    insert into core.project (id, name)
                    select ('00000000-0000-7000-8000-1' || lpad(n::text, 11, '0'))::uuid, 'p-' || lpad(n::text, 3, '0')
                    from generate_series(1, ?) n
                    """, projects);
            handle.execute("""
                    insert into core.pass (id, project, opened, as_of, main, cause)
                    select id, id, 1, '2026-01-01T00:00:00Z', true, 'test' from core.project where name <> 'p'
                    """);
            handle.execute("""
                    insert into core.run (id, project, number, pass, as_of, cause, spec, folder, state, host, process)
                    select id, id, 1, id, '2026-01-01T00:00:00Z', 'test', '{}', '', 'DONE', 'h', 1
                    from core.project where name <> 'p'
                    """);
            for (String step : List.of("ledger", "report")) {
                for (int version = 1; version <= 2; version++) {
                    handle.execute("""
                            insert into core.result (project, fingerprint, id, state, host, process, verdicts)
                            select id, ?, md5(name || ?)::uuid, 'DONE', 'h', 1,
                                   case when ? like 'report%' then
                                     '[{"subject":"decision","value":"' || case when ? like '%2' then 'KEEP' else 'STOP' end
                                     || '","why":"w"}]' end
                            from core.project where name <> 'p'
                            """, step + version, step + version, step + version, step + version);
                    handle.execute(
                            """
                            insert into core.step_run (project, seq, id, run, pass, main, step, as_of, kind, fingerprint,
                                                       result, components)
                            select id, ?, md5(name || ? || 'run')::uuid, id, id, true, 'business-analysis.' || ?,
                                   ?::timestamptz, 'COMPUTED', ?, md5(name || ?)::uuid, '{}'::jsonb
                            from core.project where name <> 'p'
                            """,
                            (step.equals("ledger") ? 0 : 2) + version,
                            step + version,
                            step,
                            "2026-0" + version + "-01T00:00:00Z",
                            step + version,
                            step + version);
                }
            }
            handle.execute("""
                    insert into business_analysis.standing (result_id, currency, since, cost, value, net_low, net_high, loss)
                    select md5(name || 'ledger' || v)::uuid, 'EUR', '2025-01', 100,
                           substr(name, 3)::int + case when v = 1 then 1000 else 0 end, -50, 50, .5
                    from core.project, (values (1), (2)) t(v) where name <> 'p'
                    """);
        });
    }

    @Test
    void ranksAllProjectsByWhatTheirNewestBooksComeTo() {
        List<Portfolio.Row> rows = new Portfolio(books::database).rows();
        assertThat(rows).hasSize(201);
        assertThat(rows.get(0).project()).isEqualTo("p-200");
        assertThat(rows.get(0).net().orElseThrow()).isEqualByComparingTo("100");
        assertThat(rows.get(0).months()).isEqualTo(13);
        assertThat(rows.get(0).verdict()).isEqualTo("KEEP");
        assertThat(rows.get(199).project()).isEqualTo("p-001");
        assertThat(rows.get(200).project()).isEqualTo("p");
        assertThat(rows.get(200).money()).isEmpty();
        assertThat(rows).extracting(Portfolio.Row::rank).isSorted();
    }
}
