package io.volute.cli.launches;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.volute.cli.CommandLineRun;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Redactor;
import io.volute.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table of launches teaches, and what is wrong with one, by line and column. */
class LearnTest {
    private static final String HEADER = "launch,x,y,var_x,var_y,cov_xy";

    @TempDir
    private Path folder;

    private record Outcome(int exit, String text) {
        Outcome says(int code, String... parts) {
            assertThat(exit).as(text).isEqualTo(code);
            assertThat(text).contains(parts).doesNotContain("\tat ");
            return this;
        }
    }

    private static List<String> launches(int n, double slope, double noise) {
        List<String> rows = new ArrayList<>(List.of(HEADER));
        for (int i = 0; i < n; i++) {
            double x = (i * 17 % 40 - 19.5) / 10;
            rows.add(String.format(
                    Locale.ROOT,
                    "l%d,%.3f,%.4f,%s,0.07,%s",
                    i,
                    x,
                    slope * x + (i * 7 % 40 - 19.5) / 20,
                    noise,
                    -noise / 2));
        }
        return rows;
    }

    @Test
    void tellsTheSlopeAndWhatAScatterWouldSay() throws IOException {
        learn(launches(40, .5, .1))
                .says(
                        0,
                        "40 launches\n",
                        "link      for each 1 that x rises, y moves by 0.",
                        "what a plain scatter would say: 0.49",
                        "luck taken off, they brought",
                        "BOUNDED  good for forecasts");
    }

    @Test
    void aDozenLaunchesTellTheSignAndOneTellsNothing() throws IOException {
        learn(launches(20, 1.5, .1)).says(0, "y rises where x rises; by how much is not known yet", "SIGN_ONLY");
        learn(launches(1, .5, .1)).says(1, "1 launch\n", "not enough data (launches: 1 (expected: >= 10)", "REFUSED");
        learn(launches(0, .5, .1)).says(3, "no rows after the header");
    }

    @Test
    void noiseThatDominatesIsRefusedWithExitOne() throws IOException {
        List<String> rows = launches(40, .5, .1);
        rows.replaceAll(row -> row.replace(",0.1,0.07,-0.05", ",2.5,0.07,0"));
        learn(rows).says(1, "noise dominates: no bounded slope from 40 launches", "REFUSED");
        assertThat(learn(rows, "--json").says(1, "REFUSED").text()).contains("\"status\" : \"REFUSED\"");
    }

    @Test
    void aProxyThatMovesNothingIsABrokenLink() throws IOException {
        learn(launches(40, 0, .1)).says(1, "BROKEN LINK  x is not seen to move y");
    }

    @Test
    void launchesWithAFailedSplitAreLeftOutByName() throws IOException {
        List<String> rows = launches(40, .5, .1);
        rows.replaceAll(row -> row + (row.equals(HEADER) ? ",srm_p,date,shipped" : ",.5,2026-01-02,true"));
        rows.replaceAll(row -> row.replace(",.5,2026", ",0.5,2026"));
        rows.set(8, rows.get(8).replace(",0.5,2026-01-02,true", ",0.0001,2025-12-01,false"));
        learn(rows)
                .says(
                        0,
                        "40 launches · 2025-12-01 … 2026-01-02 · 39 shipped"
                                + " · 1 left out, their split of users failed: l7");
    }

    @Test
    void oneOddLaunchIsNamed() throws IOException {
        List<String> rows = launches(40, .5, .1);
        rows.add("big-bang,9,-9,0.1,0.07,-0.05");
        learn(rows).says(1, "decides   without big-bang the slope would be 0.");
    }

    @Test
    void everyFaultHasItsLineAndColumn() throws IOException {
        broken("l1,0.1,2,abc,0.1,0", ":2:10: var_x: abc (expected: a number such as");
        broken("l1,0.1,,0.1,0.1,0", ":2:8: y: no value (expected: a number");
        broken("l1,0.1,1,-1,0.1,0", ":2:10: var_x: -1.0 (expected: a variance");
        broken("l1,0.1,1,1,0,0", ":2:12: var_y: 0.0 (expected: a variance");
        broken("l1,0.1,1,1,1,2", ":2:14: cov_xy: 2.0 beside variances 1.0 and 1.0 (expected: at most");
        broken("l1,0.1,1,1,1,0\nl1,0.1,1,1,1,0", ":3:1: launch: l1 is in line 2 already");
        broken(",0.1,1,1,1,0", ":2:1: launch: no value");
        learn(List.of(HEADER + ",srm_p", "l1,0.1,1,1,1,0,7")).says(3, ":2:16: srm_p: 7.0 (expected: a probability");
        learn(List.of(HEADER + ",date", "l1,0.1,1,1,1,0,May")).says(3, ":2:16: date: May (expected: a date");
        learn(List.of("launch,x,y,varx,var_y,cov_xy"))
                .says(3, "launches.csv:1: no column var_x", "did you mean `varx`?");
    }

    private void broken(String row, String part) throws IOException {
        learn(List.of(HEADER, row)).says(3, part);
    }

    @Test
    void whatIsAskedWronglyIsSaid() throws IOException {
        run("launches").says(2, "expected: learn");
        run("launches", "learn", "nowhere.csv").says(2, "nowhere.csv: is not there");
        learn(launches(40, .5, .1), "--cut", "NaN").says(2, "--cut NaN (expected: a number of standard errors)");
    }

    private Outcome learn(List<String> rows, String... more) throws IOException {
        Files.write(folder.resolve("launches.csv"), rows);
        List<String> arguments = new ArrayList<>(List.of("launches", "learn", "launches.csv"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Outcome run(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var print = new PrintStream(bytes, true, UTF_8);
        Terminal terminal = new Terminal(print, print, false, false, true, 400, new Redactor());
        int exit = new CommandLineRun(new Surroundings(terminal, Map.of(), folder, Clock.systemUTC())).run(arguments);
        return new Outcome(exit, bytes.toString(UTF_8));
    }
}
