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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute why}. */
@Command(
        name = "why",
        header = "Explain: why a step is stale or last ran, or where a figure of the report comes from.",
        description = "A changed key of the spec is named with its old and new value.",
        footer = {
            "",
            "Examples:",
            "  volute why modeling.train --key boosting",
            "  volute why effect.paired",
            "  volute why decision"
        })
public final class Why implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(paramLabel = "SUBJECT", description = "A stage, a step, an entry of the catalog, or a figure.")
    private String subject;

    @Option(names = "--key", paramLabel = "KEY", description = "Only this key of the step, such as a candidate.")
    private Optional<String> key;

    /** In these surroundings. */
    public Why(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            List<io.volute.core.run.Why.Line> lines =
                    workplace.project().answers().why(subject, key);
            Terminal.Channel channel = surroundings.terminal().results();
            if (talk.json()) {
                ObjectNode document = Json.object().put("subject", subject);
                ArrayNode list = document.putArray("lines");
                lines.forEach(line -> list.addObject()
                        .put("subject", line.subject())
                        .put("state", line.state())
                        .put("asOf", line.asOf().toString())
                        .put("run", line.run())
                        .put("why", line.text()));
                Json.print(document, channel);
            } else {
                TextTable table = new TextTable("subject", "state", "as of", ">run", "why");
                lines.forEach(line -> table.row(
                        line.subject(),
                        line.state().toLowerCase(Locale.ROOT),
                        line.asOf().toString().substring(0, 10),
                        line.run() == 0 ? "" : String.valueOf(line.run()),
                        line.text()));
                table.print(channel);
            }
            return ExitCode.DONE;
        }
    }
}
