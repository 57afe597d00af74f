package io.volute.benchmarks;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.duckdb.DuckDbTableEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A table of examples to Parquet and back: what a step pays for handing rows to the next one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ParquetBenchmark {
    /** Rows of the table: a month of the example, all of it, and a larger project's. */
    @Param({"100", "10000", "100000"})
    int rows;

    private final DuckDbTableEngine engine = new DuckDbTableEngine();
    private Path folder = Path.of("");
    private Table table = Table.of(List.of());

    /** Made for JMH. */
    public ParquetBenchmark() {}

    /** Fills 14 columns, as many as the example has, from one seed. */
    @Setup
    public void fill() throws IOException {
        folder = Files.createTempDirectory("parquet-benchmark");
        Random random = new Random(7);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            boolean text = i % 2 == 0;
            Column.Builder column = Column.builder("column" + i, text ? ColumnType.TEXT : ColumnType.DOUBLE, rows);
            for (int row = 0; row < rows; row++) {
                if (random.nextInt(10) == 0) {
                    column.addMissing();
                } else if (text) {
                    column.add("value " + random.nextInt(200));
                } else {
                    column.add(random.nextGaussian());
                }
            }
            columns.add(column.build());
        }
        table = Table.of(columns);
        engine.write(table, folder.resolve("read.parquet"));
    }

    /** Removes what was written. */
    @TearDown
    public void remove() throws IOException {
        engine.close();
        Files.deleteIfExists(folder.resolve("read.parquet"));
        Files.deleteIfExists(folder.resolve("write.parquet"));
        Files.deleteIfExists(folder);
    }

    /** A new file each time, as the engine asks for. */
    @TearDown(Level.Invocation)
    public void removeWritten() throws IOException {
        Files.deleteIfExists(folder.resolve("write.parquet"));
    }

    /** One file written. */
    @Benchmark
    public void write() throws IOException {
        engine.write(table, folder.resolve("write.parquet"));
    }

    /** One file read. */
    @Benchmark
    public Table read() throws IOException {
        return engine.read(folder.resolve("read.parquet"));
    }
}
