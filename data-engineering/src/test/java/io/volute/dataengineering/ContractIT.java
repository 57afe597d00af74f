package io.volute.dataengineering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.volute.core.Volute;
import io.volute.core.artifact.Digest;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.error.ErrorType;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Engine;
import io.volute.core.run.RunReport;
import io.volute.core.run.RunRequest;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.core.table.TableEngine;
import io.volute.duckdb.DuckDbModule;
import io.volute.testing.postgres.TestDatabase;
import io.volute.testing.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract that changes between runs: what its version promised, pardons, corrected values, freshness. */
class ContractIT {
    private static final Instant JUNE = Instant.parse("2000-06-01T00:00:00Z");
    private static final String HEAD = """
            project: visits
            seed: 1
            schedules:
              monthly: {every: P1M, stages: [data-engineering]}
            """;
    private static final String FAST = "fast: {check: range, column: speed, max: 55}";
    private static final String SECTION = Visits.section(FAST, "max-quarantined: 0.9")
            .replace("decision-time: day", "version: 1\n    key: [visit]\n    decision-time: day")
            .replace("      day: {type: date}", "      day: {type: date}\n      visit: {type: int}");

    @TempDir
    Path folder;

    private TestDatabase database;

    @BeforeEach
    void database() throws IOException {
        database = TestPostgres.shared().createDatabase();
        visits("60");
    }

    @AfterEach
    void drop() {
        TestPostgres.shared().drop(database);
    }

    @Test
    void refusesAColumnThatGoesOrTakesLessUnderTheSameVersion() throws IOException {
        RunReport first = run(SECTION);
        assertThat(first.error()).isEmpty();
        assertThat(summary(first, "contract")).isEqualTo("version 1 has 6 columns");

        refused(SECTION.replace("      bill: {type: int, available: never}\n", ""), "bill removed");
        refused(SECTION.replace("bill: {type: int", "bill: {type: text"), "bill int -> text");
        String wide = SECTION.replace("speed: {type: int}", "speed: {type: number}");
        RunReport wider = run(wide);
        assertThat(wider.error()).isEmpty();
        assertThat(summary(wider, "check"))
                .startsWith("WARN  contract: speed int -> number, wider (expected: the columns of version 1)");
        RunReport back = run(SECTION);
        assertThat(back.error()).isEmpty();
        assertThat(back.count("COMPUTED")).isZero();
    }

    @Test
    void tellsWhatChangedWhenTheVersionIsRaised() throws IOException {
        run(SECTION);
        String second = SECTION.replace("version: 1", "version: 2")
                .replace("      bill: {type: int, available: never}\n", "")
                .replace("speed: {type: int}", "speed: {type: number}");

        RunReport raised = run(second);

        assertThat(raised.error()).isEmpty();
        assertThat(part(raised, "check", "verdict").path("value").asText()).isEqualTo("PASS");
        assertThat(told(raised)).contains("bill removed, speed int -> number, wider", "the columns of version 1");
        refused(second.replace("speed: {type: number}", "speed: {type: int}"), "speed number -> int, narrower");
        assertThat(run(second).count("COMPUTED")).isZero();
    }

    /** A contract that does not fit its source binds nobody. */
    @Test
    void freezesNothingUntilSomethingWasRead() throws IOException {
        RunReport wrong = run(SECTION.replace("size: {type: category}", "size: {type: int}"));
        assertThat(wrong.error().orElseThrow().code()).isEqualTo(DataError.BAD_VALUE);

        assertThat(run(SECTION).error()).isEmpty();
    }

    @Test
    void aPardonAsksTheRulesAgainAndReadsNothingAgain() throws IOException {
        String row = rowAside(run(SECTION));

        RunReport pardoned = run(SECTION
                + ("accept: [{row: \"" + row + "\", rule: fast, reason: seen on film, by: A. Meyer}]").indent(2));

        assertThat(computed(pardoned)).contains("check").doesNotContain("ingest", "contract");
        assertThat(summary(pardoned, "check")).isEqualTo("1 pardoned");
        assertThat(told(pardoned)).contains("1 pardoned by A. Meyer");
    }

    @Test
    void aCorrectedValueBringsTheRowBackAndComesToRest() throws IOException {
        RunReport before = run(SECTION);
        String row = rowAside(before);
        visits("44");

        RunReport after = run(SECTION);

        assertThat(summary(after, "check")).isEqualTo("nothing set aside");
        for (String month : List.of("2000-01", "2000-02", "2000-03", "2000-05")) {
            assertThat(part(after, "check", "examples").path(month))
                    .isEqualTo(part(before, "check", "examples").path(month));
        }
        assertThat(ids(after, "2000-04")).contains(row).hasSize(3);
        assertThat(run(SECTION).count("COMPUTED")).isZero();
    }

    @Test
    void judgesFreshnessByTheDateOfTheRunAndKeepsTheDateOutOfTheSnapshot() throws IOException {
        String fresh = SECTION.replace("decision-time: day", "decision-time: day\n    freshness: {max-age: P90D}");
        RunReport june = run(fresh);
        assertThat(summary(june, "check")).isEqualTo("1 rows quarantined");

        RunReport july = run(fresh, Instant.parse("2000-07-03T00:00:00Z"));

        assertThat(summary(july, "check"))
                .startsWith("WARN  freshness: newest decision 2000-04-03T00:00:00Z (expected: at most P90D before the"
                        + " date of the run)");
        assertThat(part(july, "ingest", "snapshot")).isEqualTo(part(june, "ingest", "snapshot"));

        RunReport blocked =
                run(fresh.replace("P90D", "P90D, severity: block-batch"), Instant.parse("2000-07-03T00:00:00Z"));
        assertThat(summary(blocked, "check")).startsWith("BLOCKED  freshness: ");
        assertThat(blocked.error().orElseThrow().code()).isEqualTo(DataError.BLOCKED);
    }

    private void refused(String section, String what) throws IOException {
        VoluteException error = run(section).error().orElseThrow();
        assertThat(error.code()).isEqualTo(DataError.CONTRACT_CHANGED);
        assertThat(error.code().type()).isEqualTo(ErrorType.USER);
        String version = section.contains("version: 2") ? "2" : "1";
        assertThat(error)
                .hasMessageContaining(what + ", but the version is still " + version)
                .hasMessageContaining(
                        "fix: set data-engineering.contract.version to " + (Integer.parseInt(version) + 1));
    }

    private void visits(String speed) throws IOException {
        List<String> rows = (Visits.ROWS.replace("large,60", "large," + speed) + "2000-04-03,small,20,bad,8\n")
                .lines()
                .toList();
        StringBuilder file = new StringBuilder("visit," + Visits.HEADER);
        for (int i = 0; i < rows.size(); i++) {
            file.append(i).append(',').append(rows.get(i)).append('\n');
        }
        Files.writeString(folder.resolve("visits.csv"), file.toString());
    }

    /** A first run opens a pass; those after it go on in it. */
    private RunReport run(String section) throws IOException {
        boolean first = !Files.exists(folder.resolve("volute.yaml"));
        return run(section, first ? RunRequest.asOf(JUNE) : RunRequest.ofAll());
    }

    private RunReport run(String section, Instant asOf) throws IOException {
        return run(section, RunRequest.asOf(asOf));
    }

    private RunReport run(String section, RunRequest request) throws IOException {
        Path spec = Files.writeString(folder.resolve("volute.yaml"), HEAD + section);
        try (Volute volute = volute()) {
            return volute.project(spec).run(request, Engine.Watch.NOBODY);
        }
    }

    private Volute volute() {
        return Volute.open(DatabaseAddress.parse(database.urlWithPassword()), folder.resolve(".volute/store"))
                .install(new DataEngineeringModule(), new DuckDbModule())
                .build();
    }

    private static RunReport.StepReport step(RunReport report, String name) {
        return report.steps().stream()
                .filter(step -> step.step().equals("data-engineering." + name))
                .findFirst()
                .orElseThrow();
    }

    private static String summary(RunReport report, String name) {
        return step(report, name).summary();
    }

    private static List<String> computed(RunReport report) {
        return report.steps().stream()
                .filter(step -> step.status().equals("COMPUTED"))
                .map(step -> step.step().replace("data-engineering.", ""))
                .toList();
    }

    private static JsonNode part(RunReport report, String name, String component) throws IOException {
        return new ObjectMapper().readTree(step(report, name).output()).path(component);
    }

    /** The data report of a run, as its text. */
    private String told(RunReport report) throws IOException {
        try (Volute volute = volute()) {
            Digest digest = Digest.parse(part(report, "check", "dataReport").asText());
            return new String(volute.store().open(digest).bytes(), UTF_8);
        }
    }

    private List<String> ids(RunReport report, String month) throws IOException {
        try (Volute volute = volute()) {
            Digest digest =
                    Digest.parse(part(report, "check", "examples").path(month).asText());
            Column ids = volute.instance(TableEngine.class)
                    .read(volute.store().open(digest).file())
                    .column("row_id");
            return IntStream.range(0, ids.rows()).mapToObj(ids::textAt).toList();
        }
    }

    /** The one row in quarantine. */
    private String rowAside(RunReport report) throws IOException {
        try (Volute volute = volute()) {
            Digest digest = Digest.parse(part(report, "check", "quarantine").asText());
            Table quarantine = volute.instance(TableEngine.class)
                    .read(volute.store().open(digest).file());
            assertThat(quarantine.rows()).isEqualTo(1);
            return quarantine.column("row_id").textAt(0);
        }
    }
}
