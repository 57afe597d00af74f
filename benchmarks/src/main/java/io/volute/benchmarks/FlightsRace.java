package io.volute.benchmarks;

import io.volute.core.table.Table;
import io.volute.dataengineering.snapshot.LogicalDigest;
import io.volute.dataengineering.snapshot.RowHash;
import io.volute.duckdb.DuckDbTableEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;

/** What DuckDB needs to read, clean, sort and write three million flights, and what their ids and digest cost by themselves. */
final class FlightsRace {
    private final Connection duck;
    private final Race race;
    private final Path flights;
    private final Path folder;

    FlightsRace(Connection duck, Race race, Path flights, Path folder) {
        this.duck = duck;
        this.race = race;
        this.flights = flights;
        this.folder = folder;
    }

    void run() throws Exception {
        Path cleaned = folder.resolve("flights-cleaned.parquet");
        DataBenchmark.execute(duck, "SET memory_limit = '300MB'");
        race.alone(
                "flights: DuckDB reads, cleans, sorts, writes",
                () -> DataBenchmark.execute(
                        duck,
                        "COPY (SELECT date::TIMESTAMPTZ AS date, delay::BIGINT AS delay, distance::BIGINT AS distance,"
                                + " origin, destination FROM read_parquet('" + flights + "') WHERE date IS NOT NULL"
                                + " ORDER BY date) TO '" + cleaned + "' (FORMAT parquet)"));
        try (DuckDbTableEngine engine = new DuckDbTableEngine()) {
            Table table = engine.read(cleaned);
            race.alone("flights: their ids and digest alone", () -> hash(table));
        }
        Files.delete(cleaned);
    }

    private static void hash(Table table) {
        RowHash hash = new RowHash(table.columns());
        LogicalDigest logical = new LogicalDigest(table.columns());
        long sum = 0;
        for (int row = 0; row < table.rows(); row++) {
            logical.add(hash.of(row));
            sum += hash.of(row, 0)[0];
        }
        if (sum == Long.MIN_VALUE) {
            throw new IllegalStateException(logical.digest().hex());
        }
    }
}
