package io.volute.dataengineering.source;

import com.google.inject.Guice;
import io.volute.dataengineering.DataEngineeringModule;
import io.volute.dataengineering.DataStage;
import io.volute.duckdb.DuckDbModule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads a Parquet file in a JVM of its own with a small heap; prints rows and the milliseconds that they took. */
final class Scan {
    private static final String COLLECT = "collect";

    private Scan() {}

    /** What the child left: its exit code and what it printed. */
    record Ended(int exit, String out) {}

    /** Reads the file in a child: keeping one row at a time, or collecting them all, the obvious way. */
    static Ended inHeapOf(int megabytes, Path file, boolean collect) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Scan.class.getName(),
                        file.toString(),
                        collect ? COLLECT : "stream")
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
        String out = new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Ended(child.waitFor(), out);
    }

    /** The child. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        Path folder = Objects.requireNonNull(file.getParent());
        Delivery delivery = Guice.createInjector(
                        new DataEngineeringModule(),
                        new DuckDbModule(),
                        binder -> binder.bind(Clock.class).toInstance(DataStage.CLOCK))
                .getInstance(ParquetSource.class)
                .open("flights", new ParquetOptions(folder.relativize(file), List.of(), Optional.empty()), folder);
        long begin = System.nanoTime();
        long rows = arguments[1].equals(COLLECT) ? Collected.of(delivery).rows().size() : count(delivery);
        System.out.println(rows + " rows in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    private static long count(Delivery delivery) {
        long[] rows = {0};
        delivery.read(new Delivery.Rows() {
            @Override
            public void header(List<String> names) {}

            @Override
            public void row(RawRow row) {
                rows[0] += row.isMissing(0) ? 0 : 1;
            }
        });
        return rows[0];
    }
}
