package io.volute.cli;

import io.volute.cli.output.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Where the process starts and ends. */
public final class Main {
    private static final int DEFAULT_WIDTH = 100;

    private Main() {}

    /** Runs one verb and exits with its code. */
    public static void main(String[] arguments) {
        if (Boolean.getBoolean("volute.warmup")) {
            Warmup.run();
        }
        // The launcher knows what is a terminal; without it nothing is taken for one.
        String live = System.getProperty("volute.terminal", "");
        Map<String, String> environment = System.getenv();
        Terminal terminal = new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                live.contains("out"),
                live.contains("err"),
                environment.containsKey("NO_COLOR"),
                Integer.getInteger("volute.columns", DEFAULT_WIDTH),
                Secrets.redactor(environment, arguments));
        Surroundings surroundings = new Surroundings(terminal, environment, Path.of(""), Clock.systemUTC());
        int code = new CommandLineRun(surroundings).run(arguments);
        terminal.out().flush();
        terminal.err().flush();
        end(code);
    }

    /** After a signal the JVM is on its way out with a code of the signal's, and waits until the verb has ended. */
    private static void end(int code) {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread("none"));
        } catch (IllegalStateException e) {
            Runtime.getRuntime().halt(code);
        }
        System.exit(code);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
