package io.volute.benchmarks;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.volute.dataengineering.check.Check;
import io.volute.dataengineering.check.CheckModule;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reading, checking, profiling and joining, each beside one DuckDB query that does the same, in one process and on one
 * thread: {@code DataBenchmark FLIGHTS-3M.PARQUET FOLDER TIMES [csv|profile|join|flights …]}. Files that it makes are kept in the
 * folder.
 */
public final class DataBenchmark {
    private DataBenchmark() {}

    /** Prints the table. */
    public static void main(String[] arguments) throws Exception {
        Path flights = Path.of(arguments[0]).toRealPath();
        Path folder = Files.createDirectories(Path.of(arguments[1])).toRealPath();
        Race race = new Race(Integer.parseInt(arguments[2]));
        List<String> parts = arguments.length > 3
                ? List.of(arguments).subList(3, arguments.length)
                : List.of("csv", "profile", "join", "flights");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            execute(duck, "SET threads = 1");
            System.out.printf(
                    Locale.ROOT,
                    "%s · %d processors, load %.1f · JDK %s, heap %d MB · DuckDB %s on one thread%n",
                    LocalDate.now(Clock.systemUTC()),
                    Runtime.getRuntime().availableProcessors(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    Runtime.version(),
                    Runtime.getRuntime().maxMemory() >> 20,
                    duck.getMetaData().getDatabaseProductVersion());
            Race.header();
            for (String part : parts) {
                switch (part) {
                    case "csv" -> new CsvRace(duck, race, flights, folder).run();
                    case "profile" -> new ProfileRace(duck, race, folder).run();
                    case "join" -> new JoinRace(duck, race).run();
                    case "flights" -> new FlightsRace(duck, race, flights, folder).run();
                    default -> throw new IllegalArgumentException(part + " (expected: csv, profile, join or flights)");
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "load at the end %.1f%n",
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    static void execute(Connection duck, String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The kinds of checks by name. */
    static Map<String, Check> checks() {
        return Guice.createInjector(new CheckModule()).getInstance(Key.get(new TypeLiteral<Map<String, Check>>() {}));
    }
}
