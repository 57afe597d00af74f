package io.volute.cli.experiment;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with an experiment's data or design is named; no effect is shown of what cannot be believed. */
class BadExperimentTest {
    private static final String DESIGN = """
            experiment: rank
            arms: {control: 0.5, new: 0.5}
            primary:
              - {metric: hours@1, mde: 0.05}
            metrics:
              hours@1: {type: sum, events: {event: play, value: seconds}, divide-by: 3600, window: {to: P7D}}
            """;
    private static final int USERS = 300;
    private static final Instant EXPOSED = Instant.parse("2026-06-03T08:00:00Z");
    private static final String ASSIGNED_AT = ",2026-06-01T00:00:00Z,";

    @TempDir
    private Path folder;

    private final List<String> assignments = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    private record Outcome(int exit, String text) {
        Outcome says(int code, String... parts) {
            assertThat(exit).as(text).isEqualTo(code);
            assertThat(text).contains(parts).doesNotContain("\tat ");
            return this;
        }
    }

    @BeforeEach
    void writeWhatIsGood() throws IOException {
        Files.writeString(folder.resolve("design.yaml"), DESIGN);
        assignments.add("unit,arm,assigned_at,exposed_at");
        events.add("event_id,unit,event,at,received_at,seconds");
        for (int user = 0; user < USERS; user++) {
            assignments.add("u" + user + "," + (user % 2 == 0 ? "control" : "new") + ASSIGNED_AT + EXPOSED);
            for (int day = 0; day < 4; day++) {
                play(user, day * 24, 600 + 37 * (user * 7 + day) % 3000);
            }
        }
    }

    private void play(int user, int hour, double seconds) {
        Instant at = EXPOSED.plusSeconds(3600L * hour + user);
        events.add("e" + events.size() + ",u" + user + ",play," + at + "," + at + "," + seconds);
    }

    @Test
    void goodDataAreAnalysed() throws IOException {
        analyse().says(0, "log              PASS", "exposure         PASS", "NO_EVIDENCE", "hours@1");
    }

    @Test
    void eventsBeforeTheExposureAreToldAndNotCounted() throws IOException {
        String good = data(analyse("--json"));
        play(4, -30, 90_000);
        analyse().says(0, "1 events before the exposure of their unit");
        assertThat(data(analyse("--json"))).isEqualTo(good);
    }

    @Test
    void usersInTwoArmsAreLeftOutAndTooManyAreInvalid() throws IOException {
        twice(4);
        analyse().says(0, "exposure         WARN", "4 were seen in two arms and left out");
        twice(40);
        analyse().says(1, "exposure         FAIL", "INVALID", "seen in two arms");
    }

    private void twice(int users) {
        for (int user = 0; user < users; user++) {
            assignments.add("u" + user + "," + (user % 2 == 0 ? "new" : "control") + ASSIGNED_AT + EXPOSED);
        }
    }

    @Test
    void anArmThatTheDesignDoesNotHaveIsNamed() throws IOException {
        assignments.add("u900,newer" + ASSIGNED_AT + EXPOSED);
        analyse().says(0, "exposure         WARN", "1 are in an arm that the design does not have: newer");
    }

    @Test
    void anArmWithoutUsersIsInvalid() throws IOException {
        assignments.removeIf(row -> row.contains(",new,"));
        analyse().says(1, "INVALID", "new has 0 units, expected 75").says(1, "sample-ratio     FAIL");
    }

    @Test
    void durationsBelowZeroAreFlagged() throws IOException {
        play(4, 10, -5);
        analyse().says(0, "log              WARN", "1 values below 0");
    }

    @Test
    void anIdThatComesAgainWithAnotherContentIsFlagged() throws IOException {
        events.add(events.get(5).replaceFirst(",[0-9.]+$", ",17"));
        analyse().says(0, "log              WARN", "1 ids that come again with another content");
    }

    @Test
    void aDayWithoutEventsIsNamed() throws IOException {
        events.removeIf(row -> row.contains(",2026-06-05T"));
        analyse().says(0, "log              WARN", "1 days without any event, the first 2026-06-05");
    }

    @Test
    void momentsOfOtherZonesAreTheSameMoments() throws IOException {
        String good = data(analyse("--json"));
        events.replaceAll(row -> row.replaceAll("T08:([0-9:]+)Z", "T18:$1+10:00"));
        assertThat(events.stream().filter(row -> row.contains("+10:00"))).isNotEmpty();
        assertThat(data(analyse("--json"))).isEqualTo(good);
    }

    @Test
    void eventsReceivedBeforeTheyHappenedAreFlagged() throws IOException {
        events.add("e-early,u4,play," + EXPOSED.plusSeconds(7200) + "," + EXPOSED.plusSeconds(60) + ",30");
        analyse().says(0, "log              WARN", "clocks disagree");
    }

    @Test
    void aMomentThatIsNoneEndsWithItsLineAndColumn() throws IOException {
        events.add("e-bad,u4,play,yesterday,,30");
        analyse().says(3, "events.csv:" + events.size(), "at: yesterday (expected: ");
    }

    @Test
    void aConstantOrEmptyMetricSaysThatNothingCanBeTold() throws IOException {
        events.replaceAll(row -> row.startsWith("event_id") ? row : row.replaceFirst(",[0-9.]+$", ",60"));
        analyse().says(0, "NO_EVIDENCE", "a-a              UNKNOWN");
        events.replaceAll(row -> row.replaceFirst(",60$", ",0"));
        analyse().says(0, "NO_EVIDENCE", "outliers         UNKNOWN  no unit has any hours@1");
    }

    @Test
    void oneUserWhoHoldsFortyPercentOfAllIsNamedAndInvalid() throws IOException {
        double sum = events.stream()
                .skip(1)
                .mapToDouble(row -> Double.parseDouble(row.substring(row.lastIndexOf(',') + 1)))
                .sum();
        play(8, 5, sum * 2 / 3);
        analyse().says(1, "INVALID", "unit u8 holds 40", "outliers         FAIL");
    }

    @Test
    void aDesignThatChangedAfterItWasFrozenIsInvalid() throws IOException {
        run("experiment", "freeze", "design.yaml").says(0, "frozen   rank  sha256:");
        analyse().says(0, "design as frozen");
        String frozen = Files.readString(folder.resolve("design.yaml"));
        Files.writeString(folder.resolve("design.yaml"), frozen.replace("mde: 0.05", "mde: 0.01"));
        analyse().says(1, "INVALID", "the design is not the one that was frozen");
        Files.writeString(folder.resolve("design.yaml"), frozen.replace("to: P7D", "to: P8D"));
        analyse().says(1, "INVALID", "the design is not the one that was frozen");
        run("experiment", "freeze", "design.yaml").says(2, "was frozen as sha256:");
    }

    @Test
    void aLookAtTheSameDataOrAfterTheStopDoesNotCount() throws IOException {
        Files.writeString(
                folder.resolve("design.yaml"),
                DESIGN + "design: {type: group-sequential, looks: [2026-06-04, 2026-06-06]}\n");
        analyse("--looks", "looks.json", "--as-of", "2026-06-04").says(0, "look 1 of 2");
        String looks = Files.readString(folder.resolve("looks.json"));
        analyse("--looks", "looks.json", "--as-of", "2026-06-04").says(0, "this look does not count: ");
        assertThat(Files.readString(folder.resolve("looks.json"))).isEqualTo(looks);

        // Users so alike that the first look finds what is there.
        events.subList(1, events.size()).clear();
        for (int user = 0; user < USERS; user++) {
            play(user, 2, (user % 2 == 0 ? 3600 : 4000) + user % 10);
        }
        analyse("--looks", "found.json", "--as-of", "2026-06-04").says(0, "SHIP", ", crossed");
        looks = Files.readString(folder.resolve("found.json"));
        for (int user = 0; user < USERS; user++) {
            play(user, 60, 100 + user % 7);
        }
        analyse("--looks", "found.json", "--as-of", "2026-06-08")
                .says(0, "crossed its bound at look 1 (expected: none after it)");
        assertThat(Files.readString(folder.resolve("found.json"))).isEqualTo(looks);
    }

    @Test
    void aTableOfUnitsIsRefusedWhereAUnitHasNoValueOrTwoRows() throws IOException {
        Path units = folder.resolve("units.csv");
        Files.writeString(units, "unit,arm,hours\nu1,control,1\nu2,new,\n");
        run("experiment", "analyze", "--design", "design.yaml", "--units", "units.csv")
                .says(3, "unit u2: no hours (expected: a number for each unit");
        Files.writeString(units, "unit,arm,hours\nu1,control,1\nu1,control,2\n");
        run("experiment", "analyze", "--design", "design.yaml", "--units", "units.csv")
                .says(3, "unit u1: has two rows (expected: one row for each unit");
    }

    private static String data(Outcome outcome) {
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        int at = outcome.text().indexOf("sha256:", outcome.text().indexOf("\"data\""));
        return outcome.text().substring(at, at + 71);
    }

    private Outcome analyse(String... more) throws IOException {
        Files.write(folder.resolve("assignments.csv"), assignments);
        Files.write(folder.resolve("events.csv"), events);
        List<String> typed = List.of(
                "experiment",
                "analyze",
                "--design",
                "design.yaml",
                "--assignments",
                "assignments.csv",
                "--events",
                "events.csv");
        return run(Stream.concat(typed.stream(), Stream.of(more)).toArray(String[]::new));
    }

    /** Types a command in the folder; it needs no process of its own. */
    private Outcome run(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var print = new PrintStream(bytes, true, UTF_8);
        Terminal terminal = new Terminal(print, print, false, false, true, 400, new Redactor());
        int exit = new CommandLineRun(new Surroundings(terminal, Map.of(), folder, Clock.systemUTC())).run(arguments);
        return new Outcome(exit, bytes.toString(UTF_8));
    }
}
