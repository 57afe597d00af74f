package io.volute.cli.scope;

import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.cli.verb.Talk;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code volute scope show}. */
@Command(
        name = "show",
        header = "Show the current scope: what is wanted, how it was judged, what is promised, what is proposed.",
        footer = {"", "Examples:", "  volute scope show", "  volute scope show --json"})
public final class ShowScopeVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    /** In these surroundings. */
    public ShowScopeVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            CurrentScope scope = CurrentScope.of(workplace.project());
            if (talk.json()) {
                Json.print(
                        ScopeDocument.of(scope, workplace.project()),
                        surroundings.terminal().results());
            } else {
                ScopeText.print(
                        scope, workplace.project(), surroundings.terminal().results());
            }
            return ExitCode.DONE;
        }
    }
}
