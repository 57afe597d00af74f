package io.volute.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.volute.cli.output.ProblemText;
import io.volute.cli.output.Terminal;
import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** One command line from its words to its exit code. */
public final class CommandLineRun {
    private static final int WIDTH = 100;

    private final Surroundings surroundings;
    private final Failures failures;

    /** In these surroundings. */
    public CommandLineRun(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.failures = new Failures(surroundings);
    }

    /** Never throws; every failure is told and has its exit code. */
    public int run(String... arguments) {
        boolean json = Arrays.asList(arguments).contains("--json");
        try {
            return parser(Arrays.asList(arguments)).execute(arguments);
        } catch (Throwable e) {
            return failures.tell("volute", e, json);
        }
    }

    private CommandLine parser(List<String> words) {
        Terminal terminal = surroundings.terminal();
        CommandLine parser = new CommandLine(new VoluteCommand());
        new Verbs(surroundings).addTo(parser, words);
        parser.setOut(new PrintWriter(new OutputStreamWriter(terminal.out(), UTF_8), true));
        parser.setErr(new PrintWriter(new OutputStreamWriter(terminal.err(), UTF_8), true));
        Ansi ansi = terminal.outLive() && !terminal.noColour() ? Ansi.ON : Ansi.OFF;
        parser.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
        parser.setUsageHelpWidth(WIDTH);
        parser.setAbbreviatedOptionsAllowed(false);
        parser.setParameterExceptionHandler((e, unparsed) -> usage(e));
        parser.setExecutionExceptionHandler(
                (e, command, parsed) -> failures.tell(command.getCommandSpec().qualifiedName(), e, isJson(parsed)));
        return parser;
    }

    private static boolean isJson(CommandLine.ParseResult parsed) {
        return parsed.originalArgs().contains("--json");
    }

    private int usage(CommandLine.ParameterException e) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = String.valueOf(e.getMessage());
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            message = unmatched(unmatched);
        }
        VoluteException error = new VoluteException(CoreError.USAGE, message + "\nsee " + name + " --help");
        ProblemText.print(name, error, surroundings.terminal().problems());
        return CoreError.USAGE.type().exitCode();
    }

    private static String unmatched(CommandLine.UnmatchedArgumentException e) {
        String word = e.getUnmatched().get(0);
        CommandLine command = e.getCommandLine();
        boolean option = word.startsWith("-");
        boolean verb = !option && !command.getSubcommands().isEmpty();
        Set<String> known = option
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        String what = verb ? "unknown verb " : option ? "unknown option " : "one word too many: ";
        String few = verb && command.getParent() != null ? " (expected one of: " + String.join(", ", known) + ")" : "";
        String near = Nearest.of(word, known)
                .map(name -> ". Did you mean " + name + "?")
                .orElse(few);
        return what + Excerpt.of(word) + near;
    }
}
