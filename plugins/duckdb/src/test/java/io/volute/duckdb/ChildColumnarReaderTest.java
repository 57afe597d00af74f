package io.volute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.ColumnType;
import io.volute.core.table.ColumnarReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildColumnarReaderTest {
    private static final String BIRDS = "SELECT i AS id, CASE WHEN i % 7 = 0 THEN NULL ELSE 'bird ' || (i % 50) END AS"
            + " bird, i / 3 AS speed, i % 2 = 0 AS day, DATE '2000-01-01' + CAST(i AS INT) AS seen FROM range(5000) t(i)";

    @TempDir
    Path folder;

    /** What was handed over. */
    private static final class Seen implements ColumnarReader.Rows {
        private final List<ColumnarReader.Header> columns = new ArrayList<>();
        private final List<String> rows = new ArrayList<>();

        @Override
        public void header(List<ColumnarReader.Header> found) {
            columns.addAll(found);
        }

        @Override
        public void row(ColumnarReader.Row row) {
            StringBuilder text = new StringBuilder();
            for (int cell = 0; cell < columns.size(); cell++) {
                text.append(
                                row.isMissing(cell)
                                        ? "-"
                                        : switch (columns.get(cell).type()) {
                                            case TEXT -> row.textAt(cell);
                                            case DOUBLE -> row.doubleAt(cell);
                                            default -> row.longAt(cell);
                                        })
                        .append('|');
            }
            rows.add(text.toString());
        }
    }

    @Test
    void handsOverEveryRowInOrderWithItsTypes() throws Exception {
        Seen seen = read(new ChildColumnarReader(), write(BIRDS, ", ROW_GROUP_SIZE 2048"));

        assertThat(seen.columns)
                .containsExactly(
                        new ColumnarReader.Header("id", ColumnType.LONG),
                        new ColumnarReader.Header("bird", ColumnType.TEXT),
                        new ColumnarReader.Header("speed", ColumnType.DOUBLE),
                        new ColumnarReader.Header("day", ColumnType.BOOL),
                        new ColumnarReader.Header("seen", ColumnType.DATE));
        assertThat(seen.rows).hasSize(5_000);
        for (int i = 0; i < 5_000; i++) {
            String bird = i % 7 == 0 ? "-" : "bird " + i % 50;
            assertThat(seen.rows.get(i))
                    .isEqualTo(i + "|" + bird + "|" + i / 3.0 + "|" + (i % 2 == 0 ? 1 : 0) + "|" + (10_957 + i) + "|");
        }
    }

    @Test
    void handsOverMoreDifferentTextsThanAreKnownByNumberAndLongOnes() throws Exception {
        Seen many = read(
                new ChildColumnarReader(),
                write("SELECT CAST(i % 70000 AS VARCHAR) AS t, 'x' AS u FROM range(140000) t(i)", ""));
        for (int i = 0; i < 140_000; i++) {
            assertThat(many.rows.get(i)).isEqualTo(i % 70_000 + "|x|");
        }
        Seen one = read(new ChildColumnarReader(), write("SELECT repeat('ä', 1000000) AS t FROM range(3)", ""));
        assertThat(one.rows).hasSize(3).allMatch(row -> row.equals("ä".repeat(1_000_000) + "|"));
        refuses(
                new ChildColumnarReader(),
                write("SELECT repeat('x', 1000001) AS t", ""),
                "birds: row 1: t: a text of more than 1000000 characters");
    }

    @Test
    void seesNothingButItsFile() throws Exception {
        Path file = write("SELECT 1 AS one", "");
        try (Connection connection = LockDown.open(folder, "300MB");
                Statement statement = connection.createStatement()) {
            assertThat(catchThrowable(() -> statement.executeQuery("FROM read_text('/etc/passwd')")))
                    .hasMessageContaining("disabled");
        }
        assertThat(read(new ChildColumnarReader(), file).rows).containsExactly("1|");
    }

    @Test
    void leavesNoTemporaryFileWhateverHappened() throws Exception {
        Path file = write(BIRDS, "");
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        read(new ChildColumnarReader(scratch), file);
        byte[] half = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(half, half.length / 2));
        refuses(new ChildColumnarReader(scratch), file, "birds: cannot be read as Parquet");

        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void tellsThatTheProcessDied() throws Exception {
        // A JVM that does not start dies like one that crashes: without a last word.
        ChildColumnarReader dying = new ChildColumnarReader(Duration.ofMinutes(1), List.of("-Xmx1k"));

        refuses(dying, write(BIRDS, ""), "birds: the process that opened it died (exit code 1)");
    }

    @Test
    void tellsThatTheProcessRanOutOfMemory() throws Exception {
        ChildColumnarReader small =
                new ChildColumnarReader(Duration.ofMinutes(1), List.of("-Xmx6m", "-XX:+ExitOnOutOfMemoryError"));

        refuses(
                small,
                write("SELECT repeat(CAST(i AS VARCHAR), 300000) AS t FROM range(40) t(i)", ""),
                "birds: the process that opened it died (exit code 3)");
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        ChildColumnarReader hasty = new ChildColumnarReader(Duration.ofMillis(1), List.of());

        refuses(hasty, write(BIRDS, ""), "birds: nothing could be read out of it for 0 seconds");
    }

    /** Damage is rows or a message; a child that dies of some is what the process is for. */
    @Test
    void readsOrRefusesWhateverBecomesOfAFile() throws Exception {
        Path file = write(
                "SELECT i AS id, 'bird ' || (i % 5) AS bird, i / 3 AS speed, DATE '2000-01-01' AS day FROM range(60)"
                        + " t(i)",
                "");
        int last = 400;
        Map<String, Integer> results = new TreeMap<>();
        List<Integer> deadly = new ArrayList<>();
        int next = 0;
        while (next < last) {
            next = mutants(file, next, last, results, deadly);
        }
        System.out.println("mutants: " + results + ", died of seeds " + deadly);
        byte[] good = Files.readAllBytes(file);
        for (int seed : deadly.stream().limit(3).toList()) {
            Files.write(file, Mutants.of(good, seed));
            refuses(new ChildColumnarReader(), file, "birds: the process that opened it died");
        }
        assertThat(results.keySet()).isSubsetOf(Mutants.READ, Mutants.REFUSED);
        // A test in which nothing or everything is refused would show little.
        assertThat(results.get(Mutants.READ)).isBetween(20, last - 20);
        assertThat(deadly).hasSizeLessThan(20);
    }

    /** Reads mutants up to the last one or the one that kills it, and says which comes next. */
    private int mutants(Path file, int from, int to, Map<String, Integer> results, List<Integer> deadly)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        "-XX:-CreateCoredumpOnCrash",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Mutants.class.getName(),
                        file.toString(),
                        Integer.toString(from),
                        Integer.toString(to))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int begun = from - 1;
        int done = from;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", 2);
                if (words.length == 2 && words[1].equals("begins")) {
                    begun = Integer.parseInt(words[0]);
                } else if (words.length == 2 && words[0].equals(Integer.toString(begun))) {
                    results.merge(words[1], 1, Integer::sum);
                    done = begun + 1;
                }
            }
        }
        process.waitFor();
        if (done < to) {
            assertThat(begun).as("the process did not begin with a file").isGreaterThanOrEqualTo(from);
            deadly.add(begun);
            return begun + 1;
        }
        return done;
    }

    private static Seen read(ChildColumnarReader reader, Path file) throws IOException {
        Seen seen = new Seen();
        reader.read(file, Digest.of(Files.readAllBytes(file)), "birds", seen);
        return seen;
    }

    private static void refuses(ChildColumnarReader reader, Path file, String message) {
        assertThat(catchThrowable(() -> read(reader, file)))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(CoreError.SOURCE_UNREADABLE))
                .hasMessageContainingAll(message, "(expected: ", "\nfix: ");
    }

    private Path write(String query, String options) throws SQLException {
        Path file = folder.resolve("birds.parquet");
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet" + options + ")");
        }
        return file;
    }
}
