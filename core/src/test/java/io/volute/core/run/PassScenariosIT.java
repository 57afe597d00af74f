package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.run.story.ModelingStage;
import io.volute.core.run.story.Rows;
import io.volute.core.run.story.ScopingStage;
import io.volute.core.run.story.Story;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Passes by hand, look backs, candidates that come and go, and aliases moved by hand. */
final class PassScenariosIT {
    private static final String BOOSTING = "    boosting: {trainer: boosting, trees: 100}\n";

    @Test
    void scenario16LookBackSeesEditsAndMovesNothingOfTheMainLine() {
        try (Story story = Story.told()) {
            SortedSet<String> heads = story.rows().heads();
            List<String> aliases = mainAliases(story);
            story.edit("trees: 100", "trees: 300");

            RunReport look = story.runAsOf("2000-06-01");

            assertThat(Played.computed(look))
                    .contains("modeling.train boosting @2000-06-01", "modeling.judge @2000-06-01");
            assertThat(look.steps()).noneMatch(step -> step.step().equals("deployment.score"));
            assertThat(story.rows().heads()).isEqualTo(heads);
            assertThat(mainAliases(story)).isEqualTo(aliases);
            Map<String, Long> before = story.rows().counts();
            assertThat(Played.computed(story.runAsOf("2000-06-01"))).isEmpty();
            assertThat(story.rows().counts()).isEqualTo(before);
        }
    }

    private static List<String> mainAliases(Story story) {
        return story.rows().texts("select digest from core.alias_row where main order by seq");
    }

    @Test
    void scenario17LaterPassByHandLeavesTheHistoryThatIsFilledInAfterwardsAlone() {
        try (Story plain = Story.begin();
                Story ahead = Story.begin()) {
            plain.replay("2000-01", "2001-01");
            ahead.runAsOf("2000-01-01");
            ahead.runAsOf("2002-08-01");
            List<String> before = rowsAsOf(ahead, "2002-08-01");

            ahead.backfill("2000-01", "2001-01");

            List<String> history = ahead.rows().stepRuns().stream()
                    .filter(row -> !row.asOf().equals("2002-08-01"))
                    .map(Rows.StepRun::told)
                    .sorted()
                    .toList();
            assertThat(history).isEqualTo(plain.rows().told());
            assertThat(rowsAsOf(ahead, "2002-08-01")).isEqualTo(before);
        }
    }

    private static List<String> rowsAsOf(Story story, String day) {
        return story.rows().stepRuns().stream()
                .filter(row -> row.asOf().equals(day))
                .map(Rows.StepRun::told)
                .toList();
    }

    @Test
    void scenario18NewerInsightIsSuggestedAndScopeStaysFresh() {
        try (Story story = Story.begin()) {
            story.replay("2000-01", "2000-11");
            story.runAsOf("2001-01-01");
            assertThat(suggested(story)).isEmpty();

            story.slot("2000-12");

            assertThat(suggested(story)).containsExactly("insight");
            assertThat(Played.states("scoping.scope", story.status())).containsExactly(State.FRESH);
            assertThat(Played.computed(story.run())).doesNotContain("scoping.scope @2001-01-01");
        }
    }

    private static List<String> suggested(Story story) {
        return story.<List<Suggestion>>with(Project::suggestions).stream()
                .map(Suggestion::entry)
                .toList();
    }

    @Test
    void scenario20RemovedCandidateHasNoHeadUntilItComesBackAndNothingIsComputed() {
        try (Story story = Story.told()) {
            SortedSet<String> heads = story.rows().heads();
            SortedSet<String> then = story.rows().heads("2000-01-01");
            story.edit(BOOSTING, "");

            RunReport without = story.run();

            assertThat(Played.computed(without)).contains("modeling.judge @2002-01-01");
            assertThat(story.rows().heads()).noneMatch(head -> head.startsWith("modeling.train | boosting"));
            assertThat(evaluated(story)).containsOnlyKeys("logistic");
            assertThat(story.rows().heads("2000-01-01")).isEqualTo(then);
            assertThat(story.status()).allMatch(line -> line.state() == State.FRESH);

            story.edit("deployment:", BOOSTING + "deployment:");
            assertThat(Played.computed(story.run())).isEmpty();
            assertThat(story.rows().heads()).isEqualTo(heads);
        }
    }

    private static Map<String, Double> evaluated(Story story) {
        return story.with(project -> project.load(ModelingStage.Evaluation.class, "evaluation", ""))
                .quality();
    }

    @Test
    void scenario21RemovedCandidateThatIsChampionScoresOn() {
        try (Story story = Story.begin()) {
            story.edit("margin: 0", "margin: 99");
            story.replay("2000-01", "2000-12");
            String champion = champion(story).trainer();
            assertThat(champion).isEqualTo("Boosting");
            story.edit(BOOSTING, "");

            List<RunReport> reports = story.backfill("2001-01", "2001-01");

            assertThat(Played.computed(reports)).contains("deployment.score 2001-01 @2001-02-01");
            assertThat(story.run().status()).isEqualTo("DONE");
            assertThat(champion(story).trainer()).isEqualTo(champion);
        }
    }

    private static ModelingStage.Model champion(Story story) {
        Optional<ModelingStage.Model> champion =
                story.with(project -> project.find(ModelingStage.Model.class, "model", "champion"));
        return champion.orElseThrow();
    }

    @Test
    void scenario22PromotionByHandHoldsForThisPassAndTheNextJudgesAgainstIt() {
        try (Story story = Story.told()) {
            story.with(project -> {
                project.promote("model", "champion", "logistic", "easier to explain");
                return "";
            });

            List<Status> status = story.status();
            assertThat(Played.in(State.STALE, status)).containsExactly("deployment.release @2002-08-01");
            assertThat(status)
                    .filteredOn(line -> line.state() != State.FRESH)
                    .allMatch(line -> line.step().equals("deployment.release"));
            assertThat(Played.computed(story.run())).containsExactly("deployment.release @2002-08-01");
            assertThat(champion(story).trainer()).isEqualTo("Logistic");

            story.edit("trees: 100", "trees: 300");
            assertThat(Played.computed(story.run())).contains("modeling.judge @2002-01-01");
            assertThat(champion(story).trainer()).isEqualTo("Logistic");

            story.edit("margin: 0", "margin: 99").runAsOf("2002-09-01");
            assertThat(champion(story).trainer()).isEqualTo("Logistic");
        }
    }

    @Test
    void rollbackPointsTheAliasWhereItPointedBefore() {
        try (Story story = Story.told()) {
            long rows = champion(story).rows();

            String key = story.with(project -> project.rollback("model", "champion", "worse in production"));

            assertThat(key).isEqualTo("boosting");
            assertThat(champion(story).rows()).isLessThan(rows);
        }
    }

    @Test
    void scenario28TwoRunsOfTheSameEditWriteEachAddressOnce() throws Exception {
        try (Story story = Story.told()) {
            int before = story.rows().stepRuns().size();
            story.edit("trees: 100", "trees: 300").edit("inspection: 1000", "inspection: 2000");
            Callable<RunReport> run = () -> {
                try (var volute = story.open()) {
                    return volute.project(story.spec()).run(RunRequest.ofAll(), Engine.Watch.NOBODY);
                }
            };
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<RunReport>> both = threads.invokeAll(List.of(run, run));
                assertThat(List.of(both.get(0).get(), both.get(1).get()))
                        .filteredOn(report -> !Played.computed(report).isEmpty())
                        .hasSize(1);
            } finally {
                threads.shutdown();
            }

            assertThat(Played.since(story, before))
                    .extracting(row -> row.address() + " " + row.asOf())
                    .doesNotHaveDuplicates()
                    .contains("modeling.train boosting 2002-01-01", "business-analysis.report 2002-08-01");
            Map<String, Long> counts = story.rows().counts();
            story.run();
            assertThat(story.rows().counts()).isEqualTo(counts);
        }
    }

    @Test
    void passReadsTheTurnBeforeAsItWasWhenThePassOpened() {
        try (Story story = Story.told()) {
            String objective = story.with(project -> project.load(ScopingStage.Objective.class, "objective", ""))
                    .after();

            // Of December 2001, which ran just before the pass of 2002 opened; seven months came later.
            assertThat(objective).endsWith("over 24 months");
        }
    }
}
