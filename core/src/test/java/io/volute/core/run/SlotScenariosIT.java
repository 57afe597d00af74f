package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.run.story.Rows;
import io.volute.core.run.story.Story;
import io.volute.core.run.story.Strikes;
import io.volute.core.stage.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a slot's run computes, and what it leaves alone. */
final class SlotScenariosIT {
    private static final String TRUTH = "monitoring.truth";
    private static final String SCORE = "deployment.score";
    private static final String DRIFT = "monitoring.drift";

    @Test
    void scenario06LateLabelsReachTheMonthBeforeButOldScoresAndDriftStay() {
        try (Story story = Story.begin()) {
            story.replay("2000-01", "2000-03");

            List<RunReport> april = story.slot("2000-04");

            assertThat(april).hasSize(1);
            assertThat(perSlot(april.get(0), TRUTH)).containsExactly("2000-03", "2000-04");
            assertThat(perSlot(april.get(0), SCORE)).containsExactly("2000-04");
            assertThat(perSlot(april.get(0), DRIFT)).containsExactly("2000-04");
        }
    }

    @Test
    void scenario07EachSlotRecomputesTruthExactlyWhereLabelsChanged() {
        int delay = 75;
        try (Story story = Story.begin()) {
            story.write(Strikes.lines(delay));
            story.replay("2000-01", "2000-05").stream().skip(1).forEach(report -> {
                Slot slot = Slot.containing(Slot.Cadence.MONTH, report.asOf().minusSeconds(1));
                assertThat(perSlot(report, TRUTH)).containsExactlyElementsOf(changed(slot, delay));
            });
        }
    }

    /** The new month, and each earlier one of the story with a label that became known during it. */
    private static SortedSet<String> changed(Slot slot, int delay) {
        SortedSet<String> months = new TreeSet<>(List.of(slot.toString()));
        LocalDate end = slot.next().first();
        for (String line : Strikes.lines(delay)) {
            List<String> parts = List.of(line.split(","));
            LocalDate known = LocalDate.parse(parts.get(2));
            if (!parts.get(0).startsWith("1999") && known.isAfter(slot.first()) && !known.isAfter(end)) {
                months.add(parts.get(0).substring(0, 7));
            }
        }
        return months;
    }

    private static List<String> perSlot(RunReport report, String step) {
        return report.steps().stream()
                .filter(done -> done.step().equals(step) && done.status().equals("COMPUTED"))
                .map(RunReport.StepReport::slot)
                .toList();
    }

    @Test
    void scenario08MonthWithoutStrikesHasEmptyExposures() {
        try (Story story = Story.told()) {
            assertThat(Played.outputs(story, SCORE, "2001-06"))
                    .hasSize(1)
                    .allMatch(output -> output.endsWith("\"score\":{}}"));
            assertThat(Played.outputs(story, TRUTH, "2001-06")).hasSize(1);
        }
    }

    @Test
    void scenario09DeletedRowsLeaveNoEventsOfTheirMonth() {
        try (Story story = Story.told()) {
            assertThat(months(story)).contains("1999-10");
            story.write(story.lines().stream()
                    .filter(line -> !line.startsWith("1999-10"))
                    .toList());

            RunReport report = story.run();

            assertThat(Played.computed(report)).contains("data-engineering.ingest @2002-08-01");
            assertThat(months(story)).doesNotContain("1999-10").contains("1999-11");
            assertThat(story.status()).allMatch(line -> line.state() == State.FRESH);
        }
    }

    private static List<String> months(Story story) {
        var events = story.with(project -> project.answers()
                .output("data-engineering.ingest")
                .orElseThrow()
                .path("events"));
        List<String> months = new ArrayList<>();
        events.fieldNames().forEachRemaining(months::add);
        return months;
    }

    @Test
    void scenario10FileThatGrowsMonthlyGivesTheDigestsOfTheWholeFile() {
        List<String> all = Strikes.lines(30);
        try (Story whole = Story.begin();
                Story grown = Story.begin()) {
            whole.replay("2000-01", "2000-04");
            grown.write(before(all, "2000-01-01"));
            grown.runAsOf("2000-01-01");
            for (String month : List.of("2000-01", "2000-02", "2000-03", "2000-04")) {
                grown.write(before(all, Slot.parse(month).next().first().toString()));
                assertThat(grown.slot(month)).hasSize(1);
            }

            // The source's state differs, what was read of it does not.
            assertThat(outputs(grown)).isEqualTo(outputs(whole));
            assertThat(grown.rows().stepRuns().stream().filter(row -> row.step().equals(SCORE)))
                    .allSatisfy(row -> assertThat(row.asOf())
                            .isEqualTo(Slot.parse(row.slot()).next().first().toString()));
        }
    }

    private static List<String> before(List<String> lines, String day) {
        return lines.stream().filter(line -> line.compareTo(day) < 0).toList();
    }

    private static List<String> outputs(Story story) {
        return story.rows().stepRuns().stream()
                .map(row -> row.address() + " " + row.asOf() + " " + row.output())
                .sorted()
                .toList();
    }

    @Test
    void scenario11EachMonthIsScoredByTheReleaseThatWasInForceAtItsStart() {
        try (Story story = Story.told()) {
            List<String> releases = story.rows().stepRuns().stream()
                    .filter(row -> row.step().equals("deployment.release")
                            && !row.kind().equals("REUSED"))
                    .map(row -> row.asOf())
                    .toList();
            assertThat(releases).containsExactly("2000-01-01", "2001-01-01", "2002-01-01");
            assertThat(release(story, "2000-12")).isEqualTo(releaseOf(story, "2000-01-01"));
            assertThat(release(story, "2001-01")).isEqualTo(releaseOf(story, "2001-01-01"));
        }
    }

    @Test
    void scenario12RefusedChallengersKeepAliasAndRelease() {
        try (Story story = Story.begin()) {
            story.edit("margin: 0", "margin: 99");
            story.replay("2000-01", "2002-01");

            List<Answers.PassEntry> passes =
                    story.with(project -> project.answers().passes());
            assertThat(passes)
                    .flatExtracting(Answers.PassEntry::outcome)
                    .filteredOn(verdict -> verdict.subject().equals("challenge"))
                    .extracting(Verdict::value)
                    .containsExactly("PASS", "REFUSED", "REFUSED");
            assertThat(story.rows().texts("select (as_of at time zone 'UTC')::date::text from core.alias_row"))
                    .containsExactly("2000-01-01", "2001-01-01", "2002-01-01");
            assertThat(story.rows().number("select count(distinct digest) from core.alias_row"))
                    .isOne();
            assertThat(story.rows().number("select count(*) from core.version where entry = 'release'"))
                    .isOne();
        }
    }

    private static String release(Story story, String slot) {
        return story.rows()
                .texts("select e.digest from core.edge e join core.step_run s on s.id = e.step_run where s.step = '"
                        + SCORE + "' and s.slot = '" + slot + "' and e.component = 'release'")
                .get(0);
    }

    private static String releaseOf(Story story, String asOf) {
        return story.rows().stepRuns().stream()
                .filter(row ->
                        row.step().equals("deployment.release") && row.asOf().equals(asOf))
                .map(row -> row.output().replaceAll(".*\"(sha256:[0-9a-f]+)\".*", "$1"))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    @Test
    void scenario13RewritingFactsThatWouldBeTheSameReusesThem() {
        try (Story story = Story.told()) {
            List<String> before = Played.outputs(story, SCORE, "2000-08");

            RunReport report = story.rewrite("2000-08");

            assertThat(Played.steps(report, "REUSED")).containsExactly("deployment.score 2000-08 @2002-08-01");
            assertThat(Played.outputs(story, SCORE, "2000-08")).isEqualTo(before);
        }
    }

    @Test
    void scenario14LateStrikeWaitsForTheRewriteAndTheOldFactsStayReadable() {
        String late = Strikes.line(LocalDate.of(2000, 8, 21), 1, 30);
        try (Story story = Story.told()) {
            story.append(late).run();
            assertThat(Played.outputs(story, SCORE, "2000-08")).hasSize(1);

            RunReport rewritten = story.rewrite("2000-08");

            assertThat(Played.computed(rewritten)).containsExactly("deployment.score 2000-08 @2002-08-01");
            assertThat(Played.outputs(story, SCORE, "2000-08"))
                    .hasSize(2)
                    .satisfies(outputs -> assertThat(outputs.get(0)).doesNotContain("2000-08-21"))
                    .satisfies(outputs -> assertThat(outputs.get(1)).contains("2000-08-21"));
            assertThat(story.rows().heads("2001-01-01"))
                    .filteredOn(head -> head.contains(SCORE + " |  | 2000-08"))
                    .allMatch(head -> !head.contains("2000-08-21"))
                    .hasSize(1);
            assertThat(Played.computed(story.run())).contains("monitoring.truth 2000-08 @2002-08-01");
            assertThat(story.status()).allMatch(line -> line.state() == State.FRESH);
        }
    }

    @Test
    void scenario15EditedScoreOptionLeavesOldExposuresAndServesTheNextSlot() {
        try (Story story = Story.told()) {
            story.edit("rounding: 1", "rounding: 10");

            assertThat(Played.computed(story.run())).isEmpty();
            assertThat(Played.computed(story.slot("2002-08"))).contains("deployment.score 2002-08 @2002-09-01");
            assertThat(story.rows().stepRuns().stream().filter(row -> row.step().equals(SCORE)))
                    .hasSize(32);
            assertThat(Played.outputs(story, SCORE, "2002-07").get(0)).contains("\"2002-07-13#1\":690");
            assertThat(Played.outputs(story, SCORE, "2002-08").get(0)).contains("\"2002-08-13#1\":69");
        }
    }

    @Test
    void scenario19MonthRunsBeforeYearWhoeverStartsThem() {
        Instant january = Instant.parse("2001-02-01T00:00:00Z");
        try (Story start = Story.begin()) {
            start.replay("2000-01", "2000-11");
            try (Story worker = start.copy();
                    Story cron = start.copy();
                    Story backfill = start.copy()) {
                worker.catchUp(january);
                cron.slot("2001-01");
                backfill.backfill("2000-01", "2001-01");

                assertThat(jobs(worker)).containsExactly("monthly 2000-12", "yearly 2000", "monthly 2001-01");
                assertThat(jobs(cron)).isEqualTo(jobs(worker));
                assertThat(jobs(backfill)).isEqualTo(jobs(worker));
                assertThat(cron.rows().told()).isEqualTo(worker.rows().told());
                assertThat(backfill.rows().told()).isEqualTo(worker.rows().told());
            }
        }
    }

    private static List<String> jobs(Story story) {
        List<String> jobs =
                story.rows().texts("select job || ' ' || slot from core.run where job is not null order by number");
        return jobs.subList(11, jobs.size());
    }

    @Test
    void scenario31SlotThatBeganBeforeTheFirstPassIsRefusedAndTheNextRuns() {
        try (Story story = Story.begin()) {
            story.runAsOf("2000-01-11");

            List<RunReport> reports = story.backfill("2000-01", "2000-02");

            assertThat(reports).hasSize(1);
            assertThat(reports.get(0).asOf()).isEqualTo(Instant.parse("2000-03-01T00:00:00Z"));
            assertThat(story.rows()
                            .texts("select slot || ': ' || state || ', ' || why from core.run where job is not null"
                                    + " order by number"))
                    .first()
                    .isEqualTo("2000-01: REFUSED, it began before the first pass");
            assertThat(Played.since(story, 0)).extracting(Rows.StepRun::slot).doesNotContain("2000-01");
        }
    }
}
