package io.volute.core.run;

import io.volute.core.run.story.Rows;
import io.volute.core.run.story.Story;
import java.util.Collection;
import java.util.List;

/** What a test wants to know of runs and states, in words. */
final class Played {
    private Played() {}

    /** Addresses with their dates that came out with a status, in order. */
    static List<String> steps(RunReport report, String status) {
        return report.steps().stream()
                .filter(step -> step.status().equals(status))
                .map(step ->
                        at(step.step(), step.key(), step.slot(), step.asOf().toString()))
                .toList();
    }

    static List<String> computed(RunReport report) {
        return steps(report, "COMPUTED");
    }

    static List<String> computed(Collection<RunReport> reports) {
        return reports.stream().flatMap(report -> computed(report).stream()).toList();
    }

    /** Addresses in a state, with their dates. */
    static List<String> in(State state, List<Status> status) {
        return status.stream()
                .filter(line -> line.state() == state)
                .map(line ->
                        at(line.step(), line.key(), line.slot(), line.asOf().toString()))
                .toList();
    }

    /** The states of one step. */
    static List<State> states(String step, List<Status> status) {
        return status.stream()
                .filter(line -> line.step().equals(step))
                .map(Status::state)
                .toList();
    }

    private static String at(String step, String key, String slot, String instant) {
        return (String.join(" ", step, key, slot).replaceAll(" +", " ").strip() + " @" + instant.substring(0, 10));
    }

    /** Step runs that were appended after this number of them. */
    static List<Rows.StepRun> since(Story story, int before) {
        List<Rows.StepRun> rows = story.rows().stepRuns();
        return rows.subList(before, rows.size());
    }

    /** Outputs that a step had at a slot, oldest first. */
    static List<String> outputs(Story story, String step, String slot) {
        return story.rows().stepRuns().stream()
                .filter(row -> row.step().equals(step) && row.slot().equals(slot))
                .map(Rows.StepRun::output)
                .toList();
    }
}
