package io.volute.cli.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong with what came in is said with its place and a way on, ends with the right code, and leaves nothing
 * half-written: with the mended input the next command works and computes nothing again. One small project, which each
 * test leaves as it found it.
 */
class BadInputIT {
    private static final String DATA = "data/birdstrikes.csv";

    @TempDir
    private static Path temporary;

    private static Checkout checkout;
    private static String good;

    @BeforeAll
    static void runOnGoodInput() throws IOException {
        checkout = Checkout.of(temporary).here();
        checkout.edit("    logistic-strong: {trainer: logistic, l2: 10}\n", "");
        checkout.edit("    boosting: {trainer: boosting, trees: 100, depth: 4, eta: 0.1}\n", "");
        checkout.edit("split: {folds: 5, every: P1Y}", "split: {folds: 2, every: P1Y}");
        good = Files.readString(checkout.file(DATA)).strip() + "\n";
        Files.writeString(checkout.file(DATA), good);
        checkout.volute("db", "start").exits(0);
        checkout.volute("run", "--as-of", "2000-01-01").exits(0);
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    private static void everythingIsAsItWas() {
        JsonNode run = checkout.volute("run", "--json").exits(0).json();
        assertThat(run.path("steps").findValuesAsText("status")).isNotEmpty().containsOnly("REUSED");
    }

    @Test
    void everyProblemOfTheSpecIsToldAtOnceWithPlacePathAndSuggestionAndNothingRuns() throws IOException {
        String spec = Files.readString(checkout.file("volute.yaml"));
        try {
            checkout.edit("{trainer: logistic, l2: 1}", "{trainer: logistic, l3: 1}");
            checkout.edit("    owner: maintenance control\n", "");
            checkout.edit("  columns:\n      Flight Date: {type: date}", "  columns:\n      Flight Date: {type: dat}");
            Outcome run = checkout.volute("run").exits(2);

            assertThat(run.err())
                    .containsPattern("volute.yaml:\\d+:\\d+  modeling\\.candidates\\.logistic\\.l3")
                    .contains("did you mean `l2`?", "modeling.unknown-option")
                    .containsPattern("volute.yaml:\\d+:\\d+  scoping\\.objective")
                    .containsPattern(
                            "volute.yaml:\\d+:\\d+  data-engineering\\.contract\\.columns\\.Flight Date\\.type")
                    .contains("3 problems, nothing was run.");
            assertThat(run.out()).isEmpty();
            JsonNode json = checkout.volute("validate", "--json").exits(2).json();
            assertThat(json.path("problems")).hasSize(3);
            assertThat(json.path("problems").findValuesAsText("line")).allMatch(line -> Integer.parseInt(line) > 1);
        } finally {
            Files.writeString(checkout.file("volute.yaml"), spec);
        }
        everythingIsAsItWas();
    }

    static Stream<Arguments> badData() {
        String line = "X,T-38A,None,1999-01-08,MILITARY,Louisiana,Climb,Large,Turkey vulture,Day,0,0,0,300\n";
        return Stream.of(
                Arguments.of("empty", "", List.of("the file is empty", "fix: deliver it again")),
                Arguments.of(
                        "without rows",
                        good.substring(0, good.indexOf('\n') + 1),
                        List.of("no rows after the header", "fix: deliver it again")),
                Arguments.of(
                        "cut in a quoted field",
                        good + "\"BARKSDALE AIR",
                        List.of(
                                DATA + ":10002:1: ",
                                "never closed",
                                "was the file cut off?",
                                "fix: deliver the whole")),
                Arguments.of(
                        "cut in a line",
                        good.substring(0, good.length() / 2).replaceAll("(,[^,]*){3}$", ""),
                        List.of("cells (expected: 14", "was the file cut off?", "fix: deliver the whole")),
                Arguments.of(
                        "ragged",
                        good.replaceFirst("\n", "\n1,2,3\n"),
                        List.of(DATA + ":2:", "3 cells (expected: 14 as in the header)", "fix: ", "correct this line")),
                Arguments.of(
                        "without a column",
                        good.lines()
                                .map(row -> row.substring(0, row.lastIndexOf(',')))
                                .collect(Collectors.joining("\n")),
                        List.of("column Speed IAS in knots is not in the header", "fix: deliver the column again")),
                Arguments.of(
                        "with one kind of label",
                        good.replaceAll("(?m)^(\"[^\"]*\"|[^,]*),([^,]*),(Minor|Medium|Substantial),", "$1,$2,None,"),
                        List.of("label: false in all ", "fix: check data-engineering.label.value")),
                Arguments.of(
                        "with a date to come",
                        good + line.replace("1999", "2990"),
                        List.of(DATA + ":10002", "which is yet to come", "fix: correct the date")),
                Arguments.of(
                        "with a date that is none",
                        good + line.replace("1999-01-08", "1999-02-30"),
                        List.of(DATA + ":10002:", "Flight Date: 1999-02-30", "a date such as", "fix: correct")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badData")
    void dataThatCannotBeUsedIsNamedWithItsPlaceAndAWayOn(String kind, String text, List<String> told)
            throws IOException {
        Files.writeString(checkout.file(DATA), text);
        Outcome run;
        try {
            run = checkout.volute("run");
        } finally {
            Files.writeString(checkout.file(DATA), good);
        }
        run.exits(3);
        assertThat(run.err()).contains(told);
    }

    @Test
    void missingSourceIsNamedAndResumeGoesOnOnceItIsThere() throws IOException {
        Files.delete(checkout.file(DATA));
        try {
            assertThat(checkout.volute("run").exits(3).err())
                    .contains("source strikes: " + DATA + " is not there", "fix: put the file there");
            assertThat(checkout.volute("status").exits(3).err()).contains("fix: put the file there");
            Files.write(checkout.file(DATA), (good + "M\u00fcnchen").getBytes(ISO_8859_1));
            assertThat(checkout.volute("run").exits(3).err())
                    .contains(DATA + ":10002:2: byte 0xFC (expected: text in UTF-8)", "iconv -f WINDOWS-1252");
        } finally {
            Files.writeString(checkout.file(DATA), good);
        }
        checkout.volute("resume").exits(0);
        everythingIsAsItWas();
    }

    @Test
    void flippedByteInTheStoreIsFoundNamedAndMendedByComputingAgain() throws IOException {
        String digest = checkout.volute("show", "split", "--json")
                .exits(0)
                .json()
                .path("digest")
                .asText();
        Path stored = stored(digest);
        byte[] bytes = Files.readAllBytes(stored);
        byte[] flipped = bytes.clone();
        flipped[flipped.length / 2] ^= 1;
        overwrite(stored, flipped);

        assertThat(checkout.volute("store", "verify").exits(3).out())
                .containsPattern("damaged +" + digest)
                .contains("next ", "volute run --fresh");
        Outcome reading = checkout.volute("run", "modeling.features", "--fresh").exits(3);
        assertThat(reading.err()).contains(digest).contains("volute");

        checkout.volute("run", "--fresh").exits(0);
        assertThat(checkout.volute("store", "verify").exits(0).out()).contains("clean");
        assertThat(Files.readAllBytes(stored)).isEqualTo(bytes);
        everythingIsAsItWas();
    }

    private static Path stored(String digest) {
        String hex = digest.substring("sha256:".length());
        return checkout.files(".volute/store").stream()
                .filter(file -> (file.getParent().getFileName() + "" + file.getFileName()).equals(hex))
                .findFirst()
                .orElseThrow();
    }

    private static void overwrite(Path file, byte[] bytes) throws IOException {
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.write(file, bytes);
    }

    @Test
    void storeOfAnotherDatabaseIsRefusedNamingBoth() throws IOException {
        Path store = checkout.file(".volute/store");
        Path aside = checkout.file(".volute/aside");
        Files.move(store, aside);
        try {
            Outcome run = checkout.volute("run").exits(4);
            assertThat(run.err()).contains("store").contains(".volute/store");
        } finally {
            delete(store);
            Files.move(aside, store);
        }
        everythingIsAsItWas();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void databaseThatStopsInTheMiddleIsToldAndResumeEndsTheRun() throws Exception {
        Process run = checkout.start("run", "--fresh", "--verbose");
        // Once a step's line is there the run is in its middle.
        StringBuilder told = new StringBuilder();
        while (told.indexOf("ingest") < 0) {
            int next = run.getInputStream().read();
            assertThat(next).as("%s", told).isNotNegative();
            told.append((char) next);
        }
        long server = Long.parseLong(Files.readAllLines(checkout.file(".volute/postgres/data/postmaster.pid"))
                .get(0));
        // A fast shutdown: sessions are cut off, as by an administrator or the end of the machine.
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(server))
                        .start()
                        .waitFor())
                .isZero();
        Outcome cut = Checkout.finish(run, "run", "--fresh").exits(4);
        assertThat(cut.err()).contains("the database", "volute resume");

        checkout.volute("resume").exits(0);
        everythingIsAsItWas();
        assertThat(checkout.volute("store", "verify").exits(0).out()).contains("clean");
    }

    @Test
    void secondProcessOnTheSameProjectWaitsAndSaysSo() {
        Process first = checkout.start("run", "--fresh");
        Process second = checkout.start("run", "--fresh");
        Outcome one = Checkout.finish(first, "run", "--fresh").exits(0);
        Outcome two = Checkout.finish(second, "run", "--fresh").exits(0);

        assertThat(one.out() + one.err() + two.out() + two.err()).contains("another run of this project is going on");
        everythingIsAsItWas();
    }

    static Stream<Arguments> badWords() {
        return Stream.of(
                Arguments.of("runn", List.of("unknown verb runn", "Did you mean run?")),
                Arguments.of("run --fersh", List.of("unknown option --fersh", "Did you mean --fresh?")),
                Arguments.of("run modelling", List.of("modelling", "Did you mean modeling?")),
                Arguments.of("run --as-of yesterday", List.of("--as-of: yesterday", "2000-01-31")),
                Arguments.of("run --as-of 2000-02-30", List.of("--as-of: 2000-02-30", "2000-01-31")),
                Arguments.of("run --as-of 2990-01-01", List.of("--as-of: 2990-01-01 is yet to come")),
                Arguments.of("run --slot 2000-3", List.of("2000-3", "expected a period such as 2000")),
                Arguments.of("run --slot 2990-01", List.of("slot 2990-01", "yet to come")),
                Arguments.of("backfill --from 2000-01", List.of("--from SLOT --to SLOT")),
                Arguments.of("backfill --from 2000-01 --to 2990-01", List.of("slot 2990-01", "yet to come")),
                Arguments.of("why no-such-thing", List.of("no-such-thing", "figures: ", "effect.paired")),
                Arguments.of("lineage effect.pared", List.of("Did you mean effect.paired?")),
                Arguments.of("show modle", List.of("Did you mean model?")),
                Arguments.of("run --set modeling.candidates.logistic.l3=2", List.of("did you mean `l2`?")),
                Arguments.of("run -f no/such.yaml", List.of("no/such.yaml", "no such file")));
    }

    @ParameterizedTest(name = "volute {0}")
    @MethodSource("badWords")
    void wrongWordsAreAnsweredWithTheRightOnes(String words, List<String> told) {
        Outcome outcome = checkout.volute(words.split(" ")).exits(2);
        assertThat(outcome.err()).contains(told);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void wrongOrderOfCommandsIsAnsweredWithTheRightOneAndLeavesNoPass(@TempDir Path parent) {
        try (Checkout fresh = Checkout.of(parent).here()) {
            fresh.volute("db", "start").exits(0);
            for (String[] early : List.of(
                    new String[] {"backfill", "--from", "2000-01", "--to", "2000-02"},
                    new String[] {"run", "--slot", "2000-01"},
                    new String[] {"run", "business-analysis.report"},
                    new String[] {"report"},
                    new String[] {"why", "effect.paired"})) {
                Outcome outcome = fresh.volute(early).exits(2);
                assertThat(outcome.err()).as("%s", Arrays.toString(early)).contains("volute run");
            }
            assertThat(fresh.volute("history").exits(0).out()).contains("no pass yet (start with: volute run)");
        }
    }

    @Test
    void fullOrReadOnlyStoreIsNamedAndTheRunGoesOnOnceThereIsSpace(@TempDir Path parent) throws Exception {
        Path volume = Files.createDirectory(parent.resolve("tiny"));
        assumeTrue(
                ends("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", volume.toString()),
                "this user may not mount a small volume");
        String store = volume.resolve("store").toString();
        try (Checkout fresh = Checkout.small(parent)) {
            fresh.volute("db", "start").exits(0);
            Outcome full = fresh.volute("run", "--as-of", "2000-01-01", "--store", store)
                    .exits(5);
            assertThat(full.err()).contains("space").contains("volute resume");

            assertThat(ends("mount", "-o", "remount,size=64m", volume.toString()))
                    .isTrue();
            fresh.volute("resume", "--store", store).exits(0);
            assertThat(fresh.volute("store", "verify", "--store", store)
                            .exits(0)
                            .out())
                    .contains("clean");

            assertThat(ends("mount", "-o", "remount,ro", volume.toString())).isTrue();
            assertThat(fresh.volute("run", "--fresh", "--store", store).exits(5).err())
                    .contains(store);
            assertThat(ends("mount", "-o", "remount,rw", volume.toString())).isTrue();
            assertThat(fresh.volute("run", "--store", store).exits(0).out()).contains(" 0 computed");
        } finally {
            assertThat(ends("umount", volume.toString())).isTrue();
        }
    }

    private static boolean ends(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
