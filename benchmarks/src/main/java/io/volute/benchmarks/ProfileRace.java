package io.volute.benchmarks;

import io.volute.core.table.Table;
import io.volute.dataengineering.check.Check;
import io.volute.dataengineering.check.Checks;
import io.volute.dataengineering.check.ContractBuilder;
import io.volute.dataengineering.check.ContractFile;
import io.volute.dataengineering.check.RowCheck;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.profile.Profiler;
import io.volute.duckdb.DuckDbTableEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** A profile of and 50 checks over a stored table of five million rows and ten columns. */
final class ProfileRace {
    private static final int ROWS = 5_000_000;
    private static final int NUMBERS = 6;
    private static final int TEXTS = 4;

    private final Connection duck;
    private final Race race;
    private final Path file;
    private final Map<String, Check> checks = DataBenchmark.checks();
    private final ContractFile contract;

    ProfileRace(Connection duck, Race race, Path folder) {
        this.duck = duck;
        this.race = race;
        this.file = folder.resolve("profile-5m.parquet");
        ContractBuilder builder = ContractFile.builder();
        for (int i = 0; i < NUMBERS; i++) {
            builder.column("n" + i, i < NUMBERS / 2 ? ValueType.NUMBER : ValueType.INT);
            for (int j = 0; j < 7; j++) {
                builder.check(
                        "n" + i + "-" + j,
                        Checks.range("n" + i, OptionalDouble.of(-1 - j), OptionalDouble.of(2_000_000 + j)));
            }
        }
        for (int i = 0; i < TEXTS; i++) {
            builder.column("t" + i, ValueType.CATEGORY);
            for (int j = 0; j < 2; j++) {
                builder.check("t" + i + "-" + j, Checks.length("t" + i, 1, 20 + j));
            }
        }
        this.contract = builder.build();
    }

    void run() throws Exception {
        if (!Files.exists(file)) {
            StringJoiner columns = new StringJoiner(", ");
            for (int i = 0; i < NUMBERS; i++) {
                columns.add((i < NUMBERS / 2 ? "random() * 1000" : "(random() * 1000000)::BIGINT") + " AS n" + i);
            }
            for (int i = 0; i < TEXTS; i++) {
                columns.add("'value ' || (random() * " + (10 << (2 * i)) + ")::INT AS t" + i);
            }
            DataBenchmark.execute(
                    duck,
                    "SELECT setseed(.5); COPY (SELECT " + columns + " FROM range(" + ROWS + ")) TO '" + file
                            + "' (FORMAT parquet)");
        }
        SortedMap<String, ValueType> types = new TreeMap<>();
        contract.columns().forEach((name, column) -> types.put(name, column.type()));
        String query = query();
        try (DuckDbTableEngine engine = new DuckDbTableEngine()) {
            race.against(
                    "profile and 50 checks, 5M x 10",
                    () -> {
                        Table table = engine.read(file);
                        check(table);
                        new Profiler().profile(table, types);
                    },
                    "profile and 50 checks, 5M x 10: one DuckDB query",
                    () -> DataBenchmark.execute(duck, query),
                    1.2);
            Table table = engine.read(file);
            race.alone("  of it: reading the stored table", () -> engine.read(file));
            race.alone("  of it: 50 checks", () -> check(table));
            race.alone("  of it: profile, its digest and pairs included", () -> new Profiler().profile(table, types));
        }
    }

    private void check(Table table) {
        contract.checks().values().forEach(check -> {
            if (!((RowCheck) check.from(checks)).broken(check.options(), table).isEmpty()) {
                throw new IllegalStateException(check.name() + " is broken");
            }
        });
    }

    /** What a profile says that a query can say in one pass, and the checks. */
    private String query() {
        StringJoiner figures = new StringJoiner(", ");
        for (int i = 0; i < NUMBERS; i++) {
            String n = "n" + i;
            figures.add("count(" + n + "), approx_count_distinct(" + n + "), min(" + n + "), max(" + n + "), avg(" + n
                    + "), stddev_samp(" + n + "), skewness(" + n + "), approx_quantile(" + n
                    + ", [.01, .05, .25, .5, .75, .95, .99])");
            for (int j = 0; j < 7; j++) {
                figures.add("count(*) FILTER (" + n + " < " + (-1 - j) + " OR " + n + " > " + (2_000_000 + j) + ")");
            }
        }
        for (int i = 0; i < TEXTS; i++) {
            String t = "t" + i;
            figures.add("count(" + t + "), approx_count_distinct(" + t + "), min(length(" + t + ")), max(length(" + t
                    + ")), avg(length(" + t + ")), approx_top_k(" + t + ", 20)");
            for (int j = 0; j < 2; j++) {
                figures.add("count(*) FILTER (length(" + t + ") NOT BETWEEN 1 AND " + (20 + j) + ")");
            }
        }
        return "SELECT " + figures + " FROM read_parquet('" + file + "')";
    }
}
