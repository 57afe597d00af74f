package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.Volute;
import io.volute.core.artifact.Digest;
import io.volute.core.catalog.Catalog;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.event.RunEvent;
import io.volute.core.run.story.Rows;
import io.volute.core.run.story.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step leaves behind when it ends, and when it does not. */
final class CommitIT {
    private static final String SCORE = "deployment.score";
    private static final String SCORES = "select count(*) from deployment.score";

    private final Story story = Story.begin();

    @TempDir
    private Path folder;

    @BeforeEach
    void openFirstPass() {
        story.runAsOf("2000-01-01");
    }

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void recorderThatFailsLeavesNothingVisibleAndTheNextSlotCatchesUp() {
        story.faults().arm("record");

        RunReport january = story.slot("2000-01").get(0);

        assertThat(Played.steps(january, "FAILED")).containsExactly("deployment.score 2000-01 @2000-02-01");
        assertThat(Played.outputs(story, SCORE, "2000-01")).isEmpty();
        assertThat(story.rows().number(SCORES)).isZero();
        assertThat(story.rows().number("select count(*) from core.version where entry = 'exposures'"))
                .isZero();
        assertThat(january.steps())
                .filteredOn(step -> step.step().equals("monitoring.truth"))
                .allMatch(step -> step.why().equals("blocked: deployment.score 2000-01 failed"));

        story.faults().mend("record");
        RunReport february = story.slot("2000-02").get(0);

        assertThat(Played.computed(february))
                .contains("deployment.score 2000-01 @2000-03-01", "deployment.score 2000-02 @2000-03-01");
        assertThat(story.rows().number(SCORES))
                .isEqualTo(story.rows().number("select count(*) from deployment.score where strike like '2000-0%'"))
                .isPositive();
    }

    @Test
    void processThatLostItsClaimWritesNothing() {
        AtomicBoolean once = new AtomicBoolean(true);
        story.at(moment -> {
            boolean scoring = story.rows()
                            .number("select count(*) from core.result where state = 'RUNNING' and id not in"
                                    + " (select result from core.step_run where result is not null)")
                    > 0;
            if (moment == Checkpoint.Moment.COMMIT && scoring && once.getAndSet(false)) {
                story.rows().execute("update core.result set epoch = epoch + 1 where state = 'RUNNING'", Map.of());
            }
        });
        List<String> before = story.rows().told();

        assertThatThrownBy(() -> story.slot("2000-01"))
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(CoreError.FENCED))
                .hasMessageContaining("nothing was written");
        assertThat(story.rows().told()).isEqualTo(before);

        story.bury();
        assertThat(Played.computed(story.backfill("2000-01", "2000-01")))
                .contains("data-engineering.ingest @2000-02-01", "deployment.score 2000-01 @2000-02-01");
    }

    @Test
    void runThatLostItsTurnWritesNothingBesideTheNextOne() {
        AtomicInteger resolved = new AtomicInteger();
        story.edit("ridge: 1.0", "ridge: 3.0").at(moment -> {
            if (moment == Checkpoint.Moment.RESOLVE && resolved.incrementAndGet() == 2) {
                story.at(later -> {});
                cutTheConnectionThatHoldsTheTurn();
                try (Volute other = story.open()) {
                    Project project =
                            other.project(story.edit("ridge: 3.0", "ridge: 5.0").spec());
                    assertThat(project.run(RunRequest.ofAll(), Engine.Watch.NOBODY)
                                    .status())
                            .isEqualTo("DONE");
                }
            }
        });

        assertThatThrownBy(story::run)
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(CoreError.FENCED))
                .hasMessageContaining("another run of this project has begun");

        assertThat(story.status()).allMatch(line -> line.state() == State.FRESH);
    }

    private void cutTheConnectionThatHoldsTheTurn() {
        List<String> cut = story.rows()
                .texts(
                        "select pg_terminate_backend(pid, 10000)::text from pg_locks where locktype = 'advisory' and granted"
                                + " and database = (select oid from pg_database where datname = current_database())");
        assertThat(cut).containsExactly("true");
    }

    @Test
    void whatAKilledStepPublishedIsHeldUntilAnotherTakesOverAndIsNeverMissed() {
        story.at(Kill.at(Checkpoint.Moment.COMMIT, 1));
        assertThatThrownBy(() -> story.slot("2000-01")).isInstanceOf(Kill.Killed.class);
        Digest held = Digest.parse(story.rows()
                .texts(
                        "select digest from core.artifact_hold h join core.result r on r.id = h.result and r.epoch = h.epoch"
                                + " where r.state = 'RUNNING'")
                .get(0));
        Jdbi jdbi = story.rows().jdbi();

        assertThat(Catalog.isReferenced(jdbi, held)).isTrue();
        assertThat(Catalog.referenced(jdbi)).doesNotContain(held);
        story.rows().execute("update core.result set epoch = epoch + 1 where state = 'RUNNING'", Map.of());
        assertThat(Catalog.isReferenced(jdbi, held)).isFalse();

        story.bury().at(moment -> {}).resume();
        assertThat(Catalog.referenced(jdbi)).contains(held);
    }

    @Test
    void processThatLostItsClaimPublishesNothing() {
        story.at(moment -> {
            if (moment == Checkpoint.Moment.PUBLISH) {
                story.at(later -> {});
                story.rows().execute("update core.result set epoch = epoch + 1 where state = 'RUNNING'", Map.of());
            }
        });
        long before = story.rows().number("select count(*) from core.artifact_hold");

        assertThatThrownBy(() -> story.slot("2000-01"))
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(CoreError.FENCED));
        assertThat(story.rows().number("select count(*) from core.artifact_hold"))
                .isEqualTo(before);
    }

    @Test
    void databaseOfAnotherStoreIsRefusedNamingBoth() {
        String known = story.rows().texts("select id from core.store").get(0);
        try (Volute other = Volute.open(story.database(), folder.resolve("other"))
                .install(story.stages())
                .build()) {
            assertThatThrownBy(() -> other.project(story.spec()))
                    .isInstanceOfSatisfying(
                            VoluteException.class,
                            error -> assertThat(error.code()).isEqualTo(CoreError.STORE_FOREIGN))
                    .hasMessageContaining(known)
                    .hasMessageContaining(folder.resolve("other").toString());
        }
    }

    @Test
    void listenerThatThrowsChangesNothing() {
        var watch = new Engine.Watch(
                event -> {
                    throw new IllegalStateException("the screen is gone");
                },
                () -> false);

        List<RunReport> reports =
                story.with(project -> project.jobs().slot(project.spec(), Slot.parse("2000-01"), watch));

        assertThat(reports).extracting(RunReport::status).containsExactly("DONE");
        assertThat(Played.outputs(story, SCORE, "2000-01")).hasSize(1);
    }

    @Test
    void interruptedRunKeepsWhatItFinishedAndFailsNothing() {
        AtomicInteger ended = new AtomicInteger();
        var watch = new Engine.Watch(
                event -> {
                    if (event instanceof RunEvent.StepEnded) {
                        ended.incrementAndGet();
                    }
                },
                () -> ended.get() >= 3);
        assertThatThrownBy(
                        () -> story.with(project -> project.jobs().slot(project.spec(), Slot.parse("2000-01"), watch)))
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(CoreError.INTERRUPTED));
        assertThat(story.status()).noneMatch(line -> line.state() == State.FAILED);
        int kept = story.rows().stepRuns().size();

        List<RunReport> resumed = story.resume();

        assertThat(resumed).extracting(RunReport::status).containsExactly("DONE");
        assertThat(Played.computed(resumed)).hasSize(story.rows().stepRuns().size() - kept);
        assertThat(Played.outputs(story, SCORE, "2000-01")).hasSize(1);
    }

    @Test
    void scenario27KilledSlotEndsUnderItsPinsAndTheNextStartsUnderTheNewSpec() {
        story.slot("2000-01");
        Kill kill = Kill.at(Checkpoint.Moment.COMMIT, 3);
        story.at(kill);
        assertThatThrownBy(() -> story.slot("2000-02")).isInstanceOf(Kill.Killed.class);
        story.bury().at(moment -> {}).edit("rounding: 1", "rounding: 10");

        story.backfill("2000-01", "2000-03");

        assertThat(Played.outputs(story, SCORE, "2000-02").get(0)).contains("\"2000-02-13#1\":79");
        assertThat(Played.outputs(story, SCORE, "2000-03").get(0)).contains("\"2000-03-04#1\":2");
    }

    @Test
    void resultWhoseBytesAreGoneIsMadeAgainUnderTheNextAttempt() throws Exception {
        story.slot("2000-01");
        story.edit("rounding: 1", "rounding: 10").rewrite("2000-01");
        story.edit("rounding: 10", "rounding: 1").rewrite("2000-01");
        List<String> outputs = Played.outputs(story, SCORE, "2000-01");
        assertThat(outputs).hasSize(3);
        Digest lost = Digest.parse(outputs.get(1).replaceAll(".*\"exposures\":\"([^\"]+)\".*", "$1"));
        story.abandon();
        Files.delete(story.store()
                .resolve("sha256")
                .resolve(lost.hex().substring(0, 2))
                .resolve(lost.hex().substring(2)));

        RunReport report = story.edit("rounding: 1", "rounding: 10").rewrite("2000-01");

        assertThat(Played.computed(report)).containsExactly("deployment.score 2000-01 @2000-02-01");
        assertThat(Played.outputs(story, SCORE, "2000-01").get(3)).isEqualTo(outputs.get(1));
        assertThat(story.rows().number("select max(attempt) from core.result")).isOne();
        assertThat(story.rows().number("select count(distinct result) from deployment.score"))
                .isEqualTo(3);
    }

    @Test
    void freshRunComputesAgainAndChangesNoDigest() {
        story.slot("2000-01");
        var before = story.rows().heads();
        var fresh = new Selection(
                Optional.of("modeling.train"), Optional.of("logistic"), Optional.empty(), Optional.empty(), true);

        RunReport report = story.run(new RunRequest(Optional.empty(), fresh, "by hand"));

        assertThat(Played.computed(report)).containsExactly("modeling.train logistic @2000-01-01");
        assertThat(story.rows().heads()).isEqualTo(before);
        assertThat(Played.computed(story.run())).isEmpty();
    }

    @Test
    void killedRewriteIsTakenUpByResume() {
        story.slot("2000-01");
        story.edit("rounding: 1", "rounding: 10").at(Kill.at(Checkpoint.Moment.PUBLISH, 1));
        assertThatThrownBy(() -> story.rewrite("2000-01")).isInstanceOf(Kill.Killed.class);

        List<RunReport> resumed = story.bury().at(moment -> {}).resume();

        assertThat(Played.computed(resumed)).containsExactly("deployment.score 2000-01 @2000-02-01");
        assertThat(Played.outputs(story, SCORE, "2000-01")).hasSize(2);
    }

    @Test
    void sourceThatChangesBetweenProbeAndReadIsADataErrorAndResumeProbesAgain() {
        story.at(moment -> {
            if (moment == Checkpoint.Moment.RESOLVE) {
                story.at(later -> {}).append("2000-01-30,0,2000-02-29");
            }
        });

        List<RunReport> reports = story.slot("2000-01");

        assertThat(reports).extracting(RunReport::status).containsExactly("FAILED");
        assertThat(Project.error(reports))
                .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo(CoreError.SOURCE_CHANGED));
        List<RunReport> resumed = story.resume();
        assertThat(resumed).extracting(RunReport::status).containsExactly("DONE");
        assertThat(Played.outputs(story, SCORE, "2000-01"))
                .hasSize(1)
                .allMatch(output -> output.contains("2000-01-30"));
    }

    @Test
    void metricsBelongToTheResult() {
        assertThat(story.rows().number("select count(*) from core.metric where name = 'quality'"))
                .isEqualTo(2);
        assertThat(story.rows().stepRuns()).extracting(Rows.StepRun::kind).containsOnly("COMPUTED");
    }
}
