package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.run.story.Story;
import io.volute.core.run.story.Strikes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories full of edits, single stages, late rows and deaths end where an undisturbed project ends. */
final class HistoryIT {
    private static final List<Checkpoint.Moment> MOMENTS = List.of(Checkpoint.Moment.values());
    private static final List<String> STAGES =
            List.of("scoping", "data-engineering", "modeling", "deployment", "monitoring", "business-analysis");

    /** An edit, and how it is taken back. */
    private record Edit(String text, String by) {}

    private static final List<Edit> EDITS = List.of(
            new Edit("trees: 100", "trees: 300"),
            new Edit("ridge: 1.0", "ridge: 3.0"),
            new Edit("inspection: 1000", "inspection: 2000"),
            new Edit("parse: 1", "parse: 2"),
            new Edit("window: 1", "window: 2"),
            new Edit("build: 5000", "build: 7000"));

    @Test
    void scenario30SixEditsWithSingleStagesRerunEndAsAFreshProjectWithTheFinalSpec() {
        try (Story fresh = Story.begin();
                Story edited = Story.begin()) {
            EDITS.forEach(edit -> fresh.edit(edit.text(), edit.by()));
            fresh.replay("2000-01", "2000-03");
            edited.runAsOf("2000-01-01");
            for (int i = 0; i < EDITS.size(); i++) {
                edited.edit(EDITS.get(i).text(), EDITS.get(i).by()).run(RunRequest.of(STAGES.get(i)));
            }
            edited.run();

            edited.replay("2000-01", "2000-03");

            assertThat(edited.rows().heads()).isEqualTo(fresh.rows().heads());
            assertThat(edited.status()).allMatch(line -> line.state() == State.FRESH);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 8})
    void randomHistoryEndsWithTheDigestsOfAnUndisturbedProject(long seed) {
        List<String> late = List.of(
                Strikes.line(LocalDate.of(2000, 12, 27), 1, 30), Strikes.line(LocalDate.of(2001, 1, 27), 1, 30));
        SortedSet<String> undisturbed;
        try (Story story = Story.november()) {
            late.forEach(story::append);
            story.run();
            story.replay("2000-12", "2001-02");
            story.run();
            undisturbed = story.rows().heads();
        }
        try (Story story = Story.november()) {
            var disturbance = new Disturbance(story, new Random(seed));
            disturbance.strike();
            disturbance.slot("2000-12");
            disturbance.late(late.get(0), "2000-12");
            disturbance.strike();
            disturbance.slot("2001-01");
            disturbance.late(late.get(1), "2001-01");
            disturbance.strike();
            disturbance.slot("2001-02");
            disturbance.strike();

            assertThat(story.rows().heads())
                    .as("seed %d: %s", seed, disturbance.log)
                    .containsExactlyElementsOf(undisturbed);
            assertThat(story.status()).allMatch(line -> line.state() == State.FRESH);
        }
    }

    /** What may happen to a project between two slots, and during them. */
    private static final class Disturbance {
        private final Story story;
        private final Random random;
        private final List<String> log = new ArrayList<>();

        Disturbance(Story story, Random random) {
            this.story = story;
            this.random = random;
        }

        /** Edits, some stages, perhaps a look back; then everything back. */
        void strike() {
            List<Edit> edits =
                    EDITS.stream().filter(edit -> random.nextBoolean()).toList();
            for (Edit edit : edits) {
                log.add(edit.by());
                story.edit(edit.text(), edit.by());
                String stage = STAGES.get(random.nextInt(STAGES.size()));
                survive("run " + stage, () -> story.run(RunRequest.of(stage)));
            }
            if (random.nextInt(3) == 0) {
                survive("look back", () -> story.runAsOf("2000-06-01"));
            }
            edits.forEach(edit -> story.edit(edit.by(), edit.text()));
            survive("run", story::run);
        }

        /** A slot by whoever comes first: worker, cron or backfill. */
        void slot(String slot) {
            Instant end = Slot.parse(slot).end();
            switch (random.nextInt(3)) {
                case 0 -> survive("worker " + slot, () -> story.catchUp(end));
                case 1 -> survive("cron " + slot, () -> story.slot(slot));
                default -> survive("backfill " + slot, () -> story.backfill("2000-01", slot));
            }
        }

        /** A strike that is reported when its month has been decided; the month is decided again. */
        void late(String line, String slot) {
            story.append(line);
            survive("run with " + line, story::run);
            survive("rewrite " + slot, () -> story.rewrite(slot));
            survive("run", story::run);
        }

        /** Does it, though it may die on the way, is taken up, and is then asked for once more. */
        private void survive(String what, Runnable work) {
            log.add(what);
            if (random.nextInt(3) == 0) {
                Checkpoint.Moment moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
                story.at(Kill.at(moment, 1 + random.nextInt(6)));
                try {
                    work.run();
                } catch (Kill.Killed e) {
                    log.add(e.getMessage());
                    story.bury().at(now -> {}).resume();
                }
                story.at(now -> {});
            }
            work.run();
        }
    }
}
