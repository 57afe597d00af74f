package io.volute.cli;

import io.volute.cli.output.ProblemText;
import io.volute.cli.output.Terminal;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.stream.Collectors;
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
            return parser().execute(arguments);
        } catch (Throwable e) {
            return failures.tell("volute", e, json);
        }
    }

    /** The parser with all verbs, ready for {@code completion} too. */
    private CommandLine parser() {
        Terminal terminal = surroundings.terminal();
        CommandLine parser = new CommandLine(new VoluteCommand(), new Verbs(surroundings));
        parser.setOut(new java.io.PrintWriter(terminal.out(), true));
        parser.setErr(new java.io.PrintWriter(terminal.err(), true));
        Ansi ansi = terminal.outLive() && !terminal.noColour() ? Ansi.ON : Ansi.OFF;
        parser.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
        parser.setUsageHelpWidth(WIDTH);
        parser.setAbbreviatedOptionsAllowed(false);
        parser.setParameterExceptionHandler((e, words) -> usage(e));
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
            String near = unmatched.getSuggestions().stream().limit(3).collect(Collectors.joining(" or "));
            message = message + (near.isEmpty() ? "" : ". Did you mean " + near + "?");
        }
        VoluteException error = new VoluteException(CoreError.USAGE, message + "\nsee " + name + " --help");
        ProblemText.print(name, error, surroundings.terminal().problems());
        return CoreError.USAGE.type().exitCode();
    }

    /** Makes verbs, with the surroundings where their constructor takes them. */
    private record Verbs(Surroundings surroundings) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Surroundings.class})) {
                    try {
                        return type.cast(constructor.newInstance(surroundings));
                    } catch (InvocationTargetException e) {
                        throw new IllegalStateException("verb " + type.getSimpleName() + " cannot be made", e);
                    }
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
