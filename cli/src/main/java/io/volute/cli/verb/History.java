package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.core.run.Answers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute history}. */
@Command(
        name = "history",
        header = "List the turns of the loop: date, cause, outcome.",
        footer = {"", "Examples:", "  volute history", "  volute history --runs"})
public final class History implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Option(names = "--runs", description = "List the runs of all passes too.")
    private boolean runs;

    /** In these surroundings. */
    public History(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            Answers answers = workplace.project().answers();
            List<Answers.PassEntry> passes = answers.passes();
            List<Answers.RunEntry> all = runs || talk.json() ? answers.runs() : List.of();
            Terminal.Channel channel = surroundings.terminal().results();
            if (talk.json()) {
                ObjectNode document =
                        Json.object().put("project", workplace.spec().project());
                document.set("passes", Passes.document(passes));
                document.set("runs", document(all));
                Json.print(document, channel);
            } else if (passes.isEmpty()) {
                channel.line("no pass yet (start with: volute run)");
            } else {
                TextTable table = new TextTable(">pass", "as of", "cause", ">runs", "outcome");
                passes.forEach(pass -> table.row(
                        String.valueOf(pass.pass()),
                        pass.asOf().toString().substring(0, 10) + (pass.main() ? "" : " look back"),
                        pass.cause(),
                        String.valueOf(pass.runs()),
                        Passes.outcome(pass)));
                table.print(channel);
                if (runs) {
                    channel.line("");
                    tellRuns(all, channel);
                }
            }
            return ExitCode.DONE;
        }
    }

    private static ArrayNode document(List<Answers.RunEntry> runs) {
        ArrayNode list = Json.array();
        runs.forEach(run -> list.addObject()
                .put("run", run.run())
                .put("pass", run.pass())
                .put("asOf", run.asOf().toString())
                .put("cause", run.cause())
                .put("job", run.job())
                .put("slot", run.slot())
                .put("state", run.state())
                .put("why", run.why()));
        return list;
    }

    private static void tellRuns(List<Answers.RunEntry> runs, Terminal.Channel channel) {
        TextTable table = new TextTable(">run", ">pass", "as of", "slot", "state", "cause");
        runs.forEach(run -> table.row(
                String.valueOf(run.run()),
                run.pass() == 0 ? "" : String.valueOf(run.pass()),
                run.asOf().toString().substring(0, 10),
                run.slot(),
                run.state().toLowerCase(java.util.Locale.ROOT),
                run.why().isEmpty() ? run.cause() : run.cause() + ": " + run.why()));
        table.print(channel);
    }
}
