package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's ten-minute tour: every line of it, in order, and what the README says beside it. */
class TourIT {
    private static final Path README = Path.of("..", "README.md");
    private static final String CHANGE = "modeling.candidates.logistic.l2=2";

    @TempDir
    private static Path temporary;

    private static Checkout checkout;
    private static final List<Outcome> TOUR = new ArrayList<>();

    /** What {@code status --json} said under the change just before it was run. */
    private static JsonNode foretold;

    @BeforeAll
    static void typeEveryLine() throws IOException {
        checkout = Checkout.of(temporary).here();
        for (String line : lines()) {
            if (line.equals("volute run --set " + CHANGE)) {
                foretold = checkout.volute("status", "--json", "--set", CHANGE)
                        .exits(0)
                        .json();
            }
            TOUR.add(checkout.volute(line.substring("volute ".length()).split(" +")));
        }
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    /** The lines of the blocks that are marked as the tour. */
    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(README)) {
            if (line.startsWith("```")) {
                inside = line.equals("```sh tour");
            } else if (inside) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static Outcome typed(String command, int time) {
        List<Outcome> found = TOUR.stream()
                .filter(outcome -> outcome.command().equals(command))
                .toList();
        assertThat(found).as("volute %s in the tour", command).hasSizeGreaterThan(time);
        return found.get(time);
    }

    private static Outcome typed(String command) {
        return typed(command, 0);
    }

    @Test
    void everyLineIsACommandThatEndsWell() throws IOException {
        assertThat(lines()).hasSizeGreaterThan(12).allMatch(line -> line.startsWith("volute "));
        assertThat(TOUR).hasSameSizeAs(lines());
        TOUR.forEach(outcome -> outcome.exits(0));
    }

    @Test
    void validateFindsNothing() {
        assertThat(typed("validate").out()).contains("volute.yaml  valid");
    }

    @Test
    void firstPassGoesThroughAllSixStages() {
        Outcome first = typed("run --as-of 2000-01-01");
        assertThat(first.out())
                .contains("pass 1 · as of 2000-01-01", "scoping", "data-engineering", "modeling", "deployment")
                .contains("monitoring", "business-analysis", "20 computed, 0 reused", "GO-IF", "PASS");
    }

    @Test
    void secondRunComputesNothingAndAllIsFresh() {
        assertThat(typed("run", 0).out()).contains("0 computed, 19 reused");
        assertThat(typed("status").out())
                .containsPattern("scoping +fresh")
                .containsPattern("business-analysis +fresh")
                .doesNotContain("stale", "waiting", "never");
    }

    @Test
    void statusAndWhyNameTheChangedKeyWithOldAndNewValue() {
        assertThat(typed("status --set " + CHANGE).out())
                .containsPattern("modeling +stale +train logistic: modeling.candidates.logistic.l2 changed 1 → 2")
                .containsPattern("data-engineering +fresh");
        assertThat(typed("why modeling.train --key logistic --set " + CHANGE).out())
                .contains("modeling.candidates.logistic.l2 changed 1 → 2");
    }

    @Test
    void changedRunComputesWhatWasCalledStaleAndNothingThatWasFresh() {
        TreeSet<String> stale = new TreeSet<>();
        TreeSet<String> fresh = new TreeSet<>();
        for (JsonNode step : foretold.path("steps")) {
            String row = row(step);
            switch (step.path("state").asText()) {
                case "STALE" -> stale.add(row);
                case "FRESH" -> fresh.add(row);
                default -> assertThat(step.path("state").asText()).isEqualTo("WAITING");
            }
        }
        String out = typed("run --set " + CHANGE).out();
        assertThat(stale).containsExactly("train +logistic ");
        stale.forEach(row -> assertThat(out).containsPattern(row + " +[0-9.]+ m?s "));
        // The contract's version was frozen by the first run; a later one has nothing to do there.
        fresh.stream()
                .filter(row -> !row.startsWith("contract"))
                .forEach(row -> assertThat(out).containsPattern(row + " +reused "));
    }

    /** How a step begins on its line of a run. */
    private static String row(JsonNode step) {
        String name = step.path("step").asText();
        String key = step.path("key").asText();
        return name.substring(name.indexOf('.') + 1) + (key.isEmpty() ? "" : " +" + key) + " ";
    }

    @Test
    void changingBackReusesTheOldResults() {
        assertThat(typed("run", 1).out()).contains("0 computed, 19 reused");
    }

    @Test
    void backfillRunsEachMonthOnceAndHistoryTellsThePass() {
        assertThat(typed("backfill --from 2000-01 --to 2000-04").out())
                .containsPattern("2000-01 +monthly .* computed")
                .containsPattern("2000-04 +monthly .* computed");
        assertThat(typed("history").out()).containsPattern("1 +2000-01-01 +first +8 +.*decision IMPROVE");
    }

    @Test
    void oneStageRunsAlone() {
        assertThat(typed("run business-analysis --fresh").out())
                .containsPattern("readout +[0-9.]+ m?s ")
                .contains("9 computed, 0 reused")
                .doesNotContain("modeling", "data-engineering", "monitoring");
        assertThat(typed("report").out()).endsWith(".volute/report.html\n");
        assertThat(checkout.file(".volute/report.html")).isNotEmptyFile();
    }

    @Test
    void figureLeadsToTheSourceFileAndTheDataToTheReport() throws IOException {
        String digest = "sha256:" + sha256(checkout.file("data/birdstrikes.csv"));
        assertThat(typed("why effect.paired").out())
                .containsPattern("effect.paired +figure .*Saved, paired: ")
                .containsPattern("source strikes .*" + digest);
        assertThat(typed("lineage effect.paired --up").out())
                .contains("business-analysis.readout", "modeling.train logistic", "data-engineering.ingest")
                .containsPattern("source strikes .*" + digest);
        assertThat(typed("lineage data-engineering.ingest --down").out())
                .contains("deployment.score", "monitoring.performance", "business-analysis.report");
    }

    @Test
    void everyFigureOfTheReportCanBeExplained() throws IOException {
        String page = Files.readString(checkout.file(".volute/report.html"));
        TreeSet<String> ids = new TreeSet<>();
        var matcher = java.util.regex.Pattern.compile("<code>volute why ([^<]+)</code>")
                .matcher(page);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        assertThat(ids).contains("effect.paired", "effect.ab", "roi.net", "decision");
        for (String id : List.of("roi.net", "decision")) {
            assertThat(checkout.volute("why", id).exits(0).out()).containsPattern(id + " +figure ");
            JsonNode lines =
                    checkout.volute("lineage", id, "--json").exits(0).json().path("lines");
            assertThat(lines.findValuesAsText("digest"))
                    .contains("sha256:" + sha256(checkout.file("data/birdstrikes.csv")));
        }
        Outcome unknown = checkout.volute("why", "no-such").exits(2);
        assertThat(unknown.err()).contains(ids);
    }

    @Test
    void storeIsClean() {
        assertThat(typed("store verify").out()).containsPattern("\\d+ artifacts checked  clean");
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
