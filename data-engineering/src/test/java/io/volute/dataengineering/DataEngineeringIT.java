package io.volute.dataengineering;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.Volute;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.error.ErrorType;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Engine;
import io.volute.core.run.Project;
import io.volute.core.run.RunReport;
import io.volute.core.run.RunRequest;
import io.volute.core.run.Slot;
import io.volute.duckdb.DuckDbModule;
import io.volute.testing.postgres.TestDatabase;
import io.volute.testing.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage alone, run by the engine on the shipped example: a first pass and 31 monthly slots. */
class DataEngineeringIT {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final String SCHEDULES = """
            project: strikes
            seed: 1
            schedules:
              monthly: {every: P1M, stages: [data-engineering]}
            """;

    @TempDir
    Path folder;

    private TestDatabase database;

    @BeforeEach
    void database() {
        database = TestPostgres.shared().createDatabase();
    }

    @AfterEach
    void drop() {
        TestPostgres.shared().drop(database);
    }

    @Test
    void replaysTheMonthsAndComesToRest() throws IOException {
        Path spec = project(folder.resolve("project"), DataStage.section());
        try (Volute volute = volute("project")) {
            Project project = volute.project(spec);

            RunReport first = project.run(RunRequest.asOf(FIRST), Engine.Watch.NOBODY);
            List<RunReport> months = replay(project, "2002-07");

            assertThat(first.error()).isEmpty();
            assertThat(first.steps())
                    .extracting(RunReport.StepReport::summary)
                    .containsExactly(
                            "7,213 rows · 7,162 with a label by now",
                            "version 1 has 14 columns",
                            "9 labels quarantined, 17 duplicates kept together",
                            "no leak among 10 columns known at the decision · 3 that are known later would leak",
                            "5 folds 1995 … 1999");
            assertThat(Project.error(months)).isEmpty();
            assertThat(months).hasSize(31);
            assertThat(months.get(30).steps())
                    .extracting(RunReport.StepReport::summary)
                    .containsExactly(
                            "10,000 rows · 9,892 with a label by now",
                            "15 labels quarantined, 24 duplicates kept together",
                            "no leak among 10 columns known at the decision · 3 that are known later would leak",
                            "5 folds 1997 … 2001");
            RunReport again = project.run(RunRequest.ofAll(), Engine.Watch.NOBODY);
            assertThat(again.count("COMPUTED")).isZero();
            assertThat(volute.store().verify(Set.of()).damaged()).isEmpty();
        }
    }

    @Test
    void givesAnotherProcessTheSameBytes() throws IOException {
        Path spec = project(folder.resolve("one"), DataStage.section());
        List<String> replayed;
        try (Volute volute = volute("one")) {
            Project project = volute.project(spec);
            project.run(RunRequest.asOf(FIRST), Engine.Watch.NOBODY);
            replayed = outputs(replay(project, "2000-06").get(5));
        }
        TestPostgres.shared().drop(database);
        database = TestPostgres.shared().createDatabase();
        Path other = project(folder.resolve("two"), DataStage.section());
        try (Volute volute = volute("two")) {
            RunReport direct = volute.project(other)
                    .run(RunRequest.asOf(Slot.parse("2000-06").end()), Engine.Watch.NOBODY);

            assertThat(outputs(direct)).isEqualTo(replayed);
        }
    }

    @Test
    void leavesNothingBehindWhenTheSourceIsBroken() throws IOException {
        Path spec = project(folder.resolve("project"), DataStage.section());
        Path csv = spec.resolveSibling("data").resolve("birdstrikes.csv");
        Files.writeString(csv, Files.readString(csv).replace("Red-tailed hawk,Day,0,0,0,140", "Red-tailed hawk"));
        try (Volute volute = volute("project")) {
            RunReport report = volute.project(spec).run(RunRequest.asOf(FIRST), Engine.Watch.NOBODY);

            assertThat(report.error().orElseThrow().code()).isEqualTo(DataError.BAD_STRUCTURE);
            assertThat(report.error().orElseThrow()).hasMessageContaining("data/birdstrikes.csv:");
            assertThat(volute.store().verify(Set.of()).checked()).isZero();
        }
    }

    @Test
    void leavesNothingBehindWhateverIsWrongWithTheSource() throws IOException {
        Path spec = project(folder.resolve("project"), DataStage.section());
        Path csv = spec.resolveSibling("data").resolve("birdstrikes.csv");
        byte[] good = Files.readAllBytes(csv);
        List<byte[]> broken = List.of(
                new byte[0],
                new String(good, UTF_8).getBytes(UTF_16),
                Arrays.copyOf(good, good.length / 2),
                new String(good, UTF_8).replace(",2000-02-29,", ",2001-02-29,").getBytes(UTF_8),
                new String(good, UTF_8)
                        .replaceFirst("Wildlife Size", "Wildlife")
                        .getBytes(UTF_8));
        try (Volute volute = volute("project")) {
            for (byte[] bytes : broken) {
                Files.write(csv, bytes);
                RunReport report = volute.project(spec).run(RunRequest.asOf(FIRST), Engine.Watch.NOBODY);

                VoluteException error = report.error().orElseThrow();
                assertThat(error.code().type()).isEqualTo(ErrorType.DATA);
                assertThat(error).hasMessageContaining("data/birdstrikes.csv").hasMessageContaining("fix: ");
            }
            assertThat(volute.store().verify(Set.of()).checked()).isZero();
        }
    }

    /** DE02: what was read is immutable; an edited source concerns the passes that read it again. */
    @Test
    void rerunsAnOldPassUnchangedAfterItsSourceWasEdited() throws IOException {
        Path spec = project(folder.resolve("project"), DataStage.section());
        Path csv = spec.resolveSibling("data").resolve("birdstrikes.csv");
        String good = Files.readString(csv);
        try (Volute volute = volute("project")) {
            Project project = volute.project(spec);
            List<String> before = outputs(project.run(RunRequest.asOf(FIRST), Engine.Watch.NOBODY));
            Files.writeString(csv, good.replace(",Small,", ",Large,"));

            for (String step : List.of("data-engineering.check", "data-engineering.split")) {
                assertUnchanged(before, project.run(RunRequest.of(step), Engine.Watch.NOBODY));
            }
            // A rerun that reads the source anew is rejected by the same assertion.
            RunReport read = project.run(RunRequest.ofAll(), Engine.Watch.NOBODY);
            assertThatThrownBy(() -> assertUnchanged(before, read)).isInstanceOf(AssertionError.class);
            Files.writeString(csv, good);
            RunReport back = project.run(RunRequest.ofAll(), Engine.Watch.NOBODY);
            assertThat(outputs(back)).isEqualTo(before);
            assertThat(back.count("COMPUTED")).isZero();
        }
    }

    private static void assertUnchanged(List<String> before, RunReport again) {
        assertThat(again.error()).isEmpty();
        assertThat(before).containsAll(outputs(again));
    }

    @Test
    void runsChecksAgainOnlyWhereARuleChanged() throws IOException {
        Path spec = project(folder.resolve("project"), DataStage.section());
        try (Volute volute = volute("project")) {
            volute.project(spec).run(RunRequest.asOf(FIRST), Engine.Watch.NOBODY);
        }
        project(folder.resolve("project"), DataStage.section().replace("max: 500", "max: 400"));
        try (Volute volute = volute("project")) {
            RunReport report = volute.project(spec).run(RunRequest.ofAll(), Engine.Watch.NOBODY);

            assertThat(report.steps().stream()
                            .filter(step -> step.status().equals("COMPUTED"))
                            .map(RunReport.StepReport::step))
                    .contains("data-engineering.check")
                    .doesNotContain("data-engineering.ingest");
        }
    }

    private static List<RunReport> replay(Project project, String last) {
        return project.replay(Optional.of(FIRST), Slot.parse("2000-01"), Slot.parse(last), Engine.Watch.NOBODY);
    }

    /** What steps gave, but for the fact that only the first run makes. */
    private static List<String> outputs(RunReport report) {
        return report.steps().stream()
                .filter(step -> !step.step().equals("data-engineering.contract"))
                .map(step -> step.step() + " " + step.output())
                .sorted()
                .toList();
    }

    private Volute volute(String name) {
        return Volute.open(
                        DatabaseAddress.parse(database.urlWithPassword()),
                        folder.resolve(name).resolve(".volute/store"))
                .install(new DataEngineeringModule(), new DuckDbModule())
                .build();
    }

    private static Path project(Path folder, String section) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path csv = data.resolve("birdstrikes.csv");
        if (!Files.exists(csv)) {
            Files.copy(DataStage.EXAMPLE.resolve("data/birdstrikes.csv"), csv);
        }
        return Files.writeString(folder.resolve("volute.yaml"), SCHEDULES + section);
    }
}
