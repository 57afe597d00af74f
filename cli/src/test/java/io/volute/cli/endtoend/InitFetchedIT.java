package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.testing.Fetched;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code volute init --data … && volute run}, unchanged, on tables that may not be vendored; {@link InitIT} does it with
 * those that may and with planted ones.
 */
@Tag(Fetched.TAG)
class InitFetchedIT {
    @TempDir
    private Path temporary;

    @Test
    void visitsToADoctorAreANumberWithoutATime() {
        assertThat(run("randhie.csv", "mdvis", "REGRESSION")).contains("20,190 rows, without decision times");
    }

    @Test
    void deniedMortgagesAreTwoClassesWithoutATime() {
        assertThat(run("hmda.csv", "deny", "BINARY")).contains("2,380 rows, without decision times");
    }

    @Test
    void earningsAfterTheTrainingAreANumberWithoutATime() {
        assertThat(run("lalonde.csv", "re78", "REGRESSION")).contains("445 rows, without decision times");
    }

    @Test
    void aHundredThousandFlightsHaveATime() throws SQLException {
        Path flights = temporary.resolve("flights.parquet");
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("COPY (SELECT * FROM '" + Fetched.file("flights-3m.parquet") + "' LIMIT 100000) TO '"
                    + flights + "' (FORMAT parquet)");
        }

        assertThat(run(flights, "delay", "REGRESSION", "--time", "date")).contains("folds 2001-");
    }

    private String run(String file, String label, String framing) {
        return run(Fetched.file(file), label, framing);
    }

    /** What the screen of the run says. */
    private String run(Path table, String label, String framing, String... more) {
        String name = String.valueOf(table.getFileName());
        List<String> arguments = new ArrayList<>(List.of("init", "--data", name, "--label", label, "--json"));
        arguments.addAll(List.of(more));
        try (Checkout project = Checkout.ofTable(temporary, "project", table)) {
            JsonNode made =
                    project.volute(arguments.toArray(String[]::new)).exits(0).json();
            assertThat(made.path("label").path("framing").asText()).isEqualTo(framing);
            String screen = project.volute("run").exits(0).out();
            assertThat(screen)
                    .contains(framing.equals("BINARY") ? "two classes" : "a number")
                    .contains("scoping.objective", "scoping.costs", "against a constant");
            return screen;
        }
    }
}
