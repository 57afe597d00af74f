package io.volute.core.run.story;

import io.volute.core.database.DatabaseAddress;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** The rows of a story, read beside the engine. */
public final class Rows {
    private final Jdbi jdbi;

    Rows(DatabaseAddress address) {
        var source = new PGSimpleDataSource();
        source.setURL(address.jdbcUrl());
        source.setUser(address.user());
        source.setPassword(address.password().value());
        this.jdbi = Jdbi.create(source);
    }

    /** One step run of the journal. */
    public record StepRun(
            long seq,
            String step,
            String key,
            String slot,
            String asOf,
            String kind,
            boolean main,
            String fingerprint,
            String output) {
        /** What must be equal in two stories that tell the same, however they were told. */
        public String told() {
            return String.join(" | ", step, key, slot, asOf, fingerprint, output);
        }

        /** The address as people write it. */
        public String address() {
            return String.join(" ", step, key, slot).strip().replaceAll(" +", " ");
        }
    }

    /** Every step run in order of commit. */
    public List<StepRun> stepRuns() {
        return jdbi.withHandle(Rows::all);
    }

    private static List<StepRun> all(Handle handle) {
        return handle.createQuery("""
                        select s.seq, s.step, s.key, s.slot, (s.as_of at time zone 'UTC')::date::text as day, s.kind,
                               s.main, s.fingerprint, coalesce(r.output, '') as output
                        from core.step_run s left join core.result r on r.id = s.result order by s.seq
                        """)
                .map((row, context) -> new StepRun(
                        row.getLong("seq"),
                        row.getString("step"),
                        row.getString("key"),
                        row.getString("slot"),
                        row.getString("day"),
                        row.getString("kind"),
                        row.getBoolean("main"),
                        row.getString("fingerprint"),
                        row.getString("output")))
                .list();
    }

    /** What was told: (address, date, fingerprint, output) of each step run, sorted. */
    public List<String> told() {
        return stepRuns().stream().map(StepRun::told).sorted().toList();
    }

    /** The newest step run of each address on the main line, without its date, sorted. */
    public SortedSet<String> heads() {
        return heads("9999-12-31");
    }

    /** The same as of a day. */
    public SortedSet<String> heads(String day) {
        Map<String, StepRun> newest = new java.util.TreeMap<>();
        for (StepRun row : stepRuns()) {
            if (row.main() && row.asOf().compareTo(day) <= 0) {
                newest.merge(row.address(), row, (old, next) -> old.asOf().compareTo(next.asOf()) <= 0 ? next : old);
            }
        }
        SortedSet<String> heads = new TreeSet<>();
        newest.values().stream()
                .filter(row -> !row.kind().equals("RETIRED"))
                .forEach(row -> heads.add(
                        String.join(" | ", row.step(), row.key(), row.slot(), row.fingerprint(), row.output())));
        return heads;
    }

    /** Number of rows in each table that a run which changes nothing leaves alone. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new java.util.TreeMap<>();
        jdbi.useHandle(handle -> {
            for (String table : List.of("step_run", "result", "edge", "alias_row", "version", "pass", "pass_pin")) {
                counts.put(
                        table,
                        handle.select("select count(*) from core." + table)
                                .mapTo(Long.class)
                                .one());
            }
        });
        return counts;
    }

    /** Entry to SQL, for who reads the rows as others do. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** A list of texts. */
    public List<String> texts(String sql) {
        return jdbi.withHandle(handle -> handle.select(sql).mapTo(String.class).list());
    }

    /** A number. */
    public long number(String sql) {
        return jdbi.withHandle(handle -> handle.select(sql).mapTo(Long.class).one());
    }

    /** A statement with named values. */
    public void execute(String sql, Map<String, ?> values) {
        jdbi.useHandle(handle -> handle.createUpdate(sql).bindMap(values).execute());
    }
}
