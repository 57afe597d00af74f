package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Style;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.core.run.Answers;
import io.volute.core.run.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code volute status}. */
@Command(
        name = "status",
        header = "Say of each stage whether its results are what the spec and the data would give now.",
        description = {
            "fresh: they are. stale: will run, and why. waiting: depends on what will run, may yet be reused. never: has not"
                    + " run. absent: needs something that is not there. failed: the last try did."
        },
        footer = {
            "",
            "Examples:",
            "  volute status",
            "  volute status --verbose                                   every step",
            "  volute status --set modeling.candidates.boosting.trees=300   what that would touch"
        })
public final class Status implements Callable<Integer> {
    /** What says most about a stage, first. */
    private static final List<State> GRAVEST =
            List.of(State.FAILED, State.STALE, State.ABSENT, State.NEVER, State.WAITING, State.FRESH);

    private static final int REASONS = 3;

    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    /** In these surroundings. */
    public Status(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            List<io.volute.core.run.Status> lines = workplace.project().status();
            long pass = workplace.project().answers().passes().stream()
                    .filter(Answers.PassEntry::main)
                    .mapToLong(Answers.PassEntry::pass)
                    .max()
                    .orElse(0);
            Terminal.Channel channel = surroundings.terminal().results();
            if (talk.json()) {
                Json.print(document(workplace.spec().project(), pass, lines), channel);
            } else {
                channel.line(channel.styled(Style.STRONG, workplace.spec().project())
                        + (pass == 0 ? " · never run (start with: volute run)" : " · pass " + pass));
                channel.line("");
                stages(lines).forEach((stage, ofStage) -> tell(stage, ofStage, channel));
            }
            return ExitCode.DONE;
        }
    }

    private static ObjectNode document(String project, long pass, List<io.volute.core.run.Status> lines) {
        ObjectNode document = Json.object().put("project", project).put("pass", pass);
        ArrayNode steps = document.putArray("steps");
        lines.forEach(line -> steps.addObject()
                .put("step", line.step())
                .put("key", line.key())
                .put("slot", line.slot())
                .put("state", line.state().name())
                .put("why", line.why()));
        return document;
    }

    private static Map<String, List<io.volute.core.run.Status>> stages(List<io.volute.core.run.Status> lines) {
        Map<String, List<io.volute.core.run.Status>> stages = new LinkedHashMap<>();
        for (io.volute.core.run.Status line : lines) {
            int dot = line.step().indexOf('.');
            String stage = dot < 0 ? line.step() : line.step().substring(0, dot);
            stages.computeIfAbsent(stage, name -> new ArrayList<>()).add(line);
        }
        return stages;
    }

    private void tell(String stage, List<io.volute.core.run.Status> lines, Terminal.Channel channel) {
        State gravest = GRAVEST.stream()
                .filter(state -> lines.stream().anyMatch(line -> line.state() == state))
                .findFirst()
                .orElse(State.FRESH);
        List<String> reasons = reasons(lines, gravest);
        String more = reasons.size() > REASONS ? " · and " + (reasons.size() - REASONS) + " more" : "";
        String told = String.join(" · ", reasons.subList(0, Math.min(REASONS, reasons.size()))) + more;
        channel.line("  " + pad(stage, 20) + styled(gravest, channel) + told);
        if (talk.verbose()) {
            lines.forEach(
                    line -> channel.line("    " + pad(name(line), 38) + styled(line.state(), channel) + line.why()));
        }
    }

    /** Reasons of the lines in that state; the slots of one step that have the same reason are told together. */
    private static List<String> reasons(List<io.volute.core.run.Status> lines, State state) {
        if (state == State.FRESH) {
            return lines.stream()
                    .map(io.volute.core.run.Status::slot)
                    .filter(slot -> !slot.isEmpty())
                    .max(String::compareTo)
                    .map(slot -> List.of("up to " + slot))
                    .orElse(List.of());
        }
        Map<String, Set<String>> slots = new LinkedHashMap<>();
        for (io.volute.core.run.Status line : lines) {
            if (line.state() == state) {
                String step = line.step().substring(line.step().indexOf('.') + 1);
                String who = line.key().isEmpty() ? step : step + " " + line.key();
                slots.computeIfAbsent(who + ": " + line.why(), why -> new LinkedHashSet<>())
                        .add(line.slot());
            }
        }
        List<String> reasons = new ArrayList<>();
        slots.forEach((why, at) -> {
            at.remove("");
            reasons.add(at.size() > 1 ? why + " (" + at.size() + " slots)" : why);
        });
        return reasons;
    }

    private static String name(io.volute.core.run.Status line) {
        String step = line.step().substring(line.step().indexOf('.') + 1);
        return String.join(" ", List.of(step, line.key(), line.slot()))
                .replaceAll(" +", " ")
                .strip();
    }

    private static String styled(State state, Terminal.Channel channel) {
        Style style = switch (state) {
            case FRESH -> Style.GOOD;
            case FAILED -> Style.ERROR;
            case WAITING, NEVER -> Style.FAINT;
            case STALE, ABSENT -> Style.NOTE;
        };
        return channel.styled(style, pad(state.name().toLowerCase(Locale.ROOT), 9));
    }

    private static String pad(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }
}
