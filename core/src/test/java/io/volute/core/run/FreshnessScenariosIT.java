package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import io.volute.core.run.story.ModelingStage;
import io.volute.core.run.story.Rows;
import io.volute.core.run.story.Story;
import io.volute.core.stage.StageBinder;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is fresh, stale and waiting after an edit, and what the next run then computes. */
final class FreshnessScenariosIT {
    private static final String MORE_TREES = "trees: 300";
    private static final String TREES = "trees: 100";

    private final Story story = Story.told();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void scenario01RunsTwiceComputeNothingAndTheSecondWritesNoRow() {
        assertThat(Played.computed(story.run())).isEmpty();
        Map<String, Long> before = story.rows().counts();

        RunReport second = story.run();

        assertThat(Played.computed(second)).isEmpty();
        assertThat(second.status()).isEqualTo("DONE");
        assertThat(story.rows().counts()).isEqualTo(before);
        assertThat(story.status())
                .allMatch(line -> line.state() == State.FRESH && line.why().isEmpty());
    }

    @Test
    void scenario02ChangedOptionMakesOneCandidateStaleAndItsFollowersWait() {
        story.edit(TREES, MORE_TREES);

        List<Status> status = story.status();

        assertThat(Played.in(State.STALE, status)).containsExactly("modeling.train boosting @2002-01-01");
        assertThat(Played.in(State.WAITING, status))
                .containsExactly("modeling.judge @2002-01-01", "deployment.release @2002-08-01");
        assertThat(status)
                .filteredOn(line -> line.state() == State.STALE)
                .extracting(Status::why)
                .containsExactly("modeling.candidates.boosting.trees changed 100 → 300");
        List<Why.Line> why = story.with(project -> project.answers().why("modeling.train", Optional.of("boosting")));
        assertThat(why.get(0).text()).contains("trees").contains("100").contains("300");
    }

    @Test
    void scenario03ChangingBackComputesNothingAndRestoresEveryHead() {
        SortedSet<String> before = story.rows().heads();
        story.edit(TREES, MORE_TREES);
        assertThat(Played.computed(story.run()))
                .contains("modeling.train boosting @2002-01-01", "modeling.judge @2002-01-01")
                .doesNotContain("modeling.train logistic @2002-01-01");
        assertThat(story.rows().heads()).isNotEqualTo(before);

        story.edit(MORE_TREES, TREES);
        RunReport back = story.run();

        assertThat(Played.computed(back)).isEmpty();
        assertThat(story.rows().heads()).isEqualTo(before);
    }

    @Test
    void scenario04ChangedInspectionCostRecomputesEffectRoiReportAndTrainsNothing() {
        story.edit("inspection: 1000", "inspection: 2000");

        RunReport report = story.run();

        assertThat(Played.computed(report))
                .containsExactlyInAnyOrder(
                        "scoping.scope @2002-01-01",
                        "business-analysis.effect @2002-08-01",
                        "business-analysis.roi @2002-08-01",
                        "business-analysis.report @2002-08-01");
        String text = story.with(
                        project -> project.load(io.volute.core.run.story.BusinessStage.Report.class, "report", ""))
                .text();
        assertThat(text).endsWith("over 31 months");
    }

    @Test
    void scenario05RerunningOneStageAndGoingBackReusesModeling() {
        story.edit("parse: 1", "parse: 2");
        RunReport data = story.run(RunRequest.of("data-engineering"));
        assertThat(Played.computed(data)).isNotEmpty().allMatch(step -> step.startsWith("data-engineering."));
        story.edit("parse: 2", "parse: 1");

        assertThat(Played.states("modeling.features", story.status())).containsOnly(State.WAITING);
        RunReport report = story.run();

        assertThat(Played.computed(report)).isEmpty();
        assertThat(story.status()).allMatch(line -> line.state() == State.FRESH);
    }

    @Test
    void scenario23SwappedTrainerIsStaleAndNeverReusesTheOthersModels() {
        String before = model();
        story.override(new AbstractModule() {
            @Override
            protected void configure() {
                StageBinder.replacement(binder(), ModelingStage.Trainer.class, "boosting", Forest.class);
            }
        });

        List<Status> status = story.status();

        assertThat(Played.in(State.STALE, status)).containsExactly("modeling.train boosting @2002-01-01");
        assertThat(Played.states("modeling.judge", status)).containsOnly(State.WAITING);
        assertThat(Played.states("modeling.features", status)).containsOnly(State.FRESH);
        assertThat(status)
                .filteredOn(line -> line.state() == State.STALE)
                .extracting(Status::why)
                .containsExactly("modeling.candidates.boosting: another implementation");
        assertThat(Played.computed(story.run())).contains("modeling.train boosting @2002-01-01");
        assertThat(model()).isNotEqualTo(before);
    }

    private String model() {
        List<String> outputs = story.rows().stepRuns().stream()
                .filter(row -> row.step().equals("modeling.train") && row.key().equals("boosting"))
                .map(Rows.StepRun::output)
                .toList();
        return outputs.get(outputs.size() - 1);
    }

    /** Stands behind the name of another trainer. */
    static final class Forest implements ModelingStage.Trainer {
        @Inject
        Forest() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Class<? extends Record> options() {
            return ModelingStage.Trees.class;
        }

        @Override
        public double quality(Record options, long rows) {
            return rows + 1;
        }
    }

    @Test
    void scenario29FailureBlocksItsReadersOnlyAndIsForgottenOnceMended() {
        SortedSet<String> before = story.rows().heads();
        story.edit("ridge: 1.0", "ridge: 2.0").edit("inspection: 1000", "inspection: 2000");
        story.faults().arm("train logistic");

        RunReport failed = story.run();

        assertThat(failed.status()).isEqualTo("FAILED");
        assertThat(failed.error())
                .hasValueSatisfying(
                        error -> assertThat(error).hasMessageContaining("train logistic: does not work today"));
        assertThat(Played.steps(failed, "FAILED")).containsExactly("modeling.train logistic @2002-01-01");
        assertThat(failed.steps())
                .filteredOn(step ->
                        step.step().equals("modeling.judge") || step.step().equals("deployment.release"))
                .allMatch(step -> step.status().equals("SKIPPED") && step.why().startsWith("blocked: "));
        assertThat(Played.computed(failed)).contains("business-analysis.report @2002-08-01");
        assertThat(story.rows().heads().stream()
                        .filter(head -> head.startsWith("modeling."))
                        .toList())
                .isEqualTo(before.stream()
                        .filter(head -> head.startsWith("modeling."))
                        .toList());
        assertThat(Played.in(State.FAILED, story.status())).containsExactly("modeling.train logistic @2002-01-01");

        story.faults().mend("train logistic");
        RunReport mended = story.run();

        assertThat(mended.status()).isEqualTo("DONE");
        assertThat(Played.computed(mended))
                .contains("modeling.train logistic @2002-01-01", "modeling.judge @2002-01-01");
        assertThat(story.status()).allMatch(line -> line.state() == State.FRESH);
    }
}
