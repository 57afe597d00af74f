package io.volute.cli.verb;

import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute promote}. */
@Command(
        name = "promote",
        header = "Point an alias to another key by hand, with a reason that is kept.",
        description = "Holds until the next pass opens; what follows from it runs with the next volute run.",
        footer = {"", "Example:", "  volute promote model@champion logistic --why 'simpler to defend'"})
public final class Promote implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(index = "0", paramLabel = "ENTRY@ALIAS", description = "Such as model@champion.")
    private String alias;

    @Parameters(index = "1", paramLabel = "KEY", description = "The key that it shall point to, such as a candidate.")
    private String key;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for the record.")
    private String why;

    /** In these surroundings. */
    public Promote(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Aliased target = Aliased.parse(alias);
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            workplace.project().promote(target.entry(), target.alias(), key, why);
            String now = key;
            if (talk.json()) {
                Json.print(
                        Json.object()
                                .put("alias", target.toString())
                                .put("key", now)
                                .put("why", why),
                        surroundings.terminal().results());
            } else {
                talk.progress(surroundings.terminal()).line(target + " points to " + now + "; next: volute status");
            }
            return ExitCode.DONE;
        }
    }
}
