package io.volute.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.volute.cli.CommandLineRun;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Redactor;
import io.volute.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder with a copy of the example, in which commands are typed. It has an environment of its own, in which nothing
 * of the machine's shows but the path and the JDK.
 */
final class Checkout implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DIST = Path.of("target", "dist").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 300;
    /** What lives for a second is not worth the full compiler. */
    private static final Map<String, String> LIGHT = Map.of("VOLUTE_JAVA_OPTS", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final Map<String, String> environment;
    private final boolean apart;

    private Checkout(Path folder, Map<String, String> environment, boolean apart) {
        this.folder = folder;
        this.environment = environment;
        this.apart = apart;
    }

    /** Copies the example into a new folder inside {@code parent}. */
    static Checkout of(Path parent) {
        return of(parent, "birdstrikes", "data/birdstrikes.csv");
    }

    /** Copies an example, its spec and this file, into a new folder inside {@code parent}. */
    static Checkout of(Path parent, String name, String data) {
        return of(parent, name, "volute.yaml", data);
    }

    /** Copies these files of an example into a new folder inside {@code parent}. */
    static Checkout of(Path parent, String name, String spec, String data) {
        Path folder = parent.resolve(name);
        Path example = ROOT.resolve("examples").resolve(name);
        try {
            Files.createDirectories(folder.resolve("data"));
            for (String file : List.of(spec, data)) {
                Files.copy(example.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Checkout(folder, LIGHT, true);
    }

    /** A folder in which whatever a project needs lies already. */
    static Checkout in(Path folder) {
        return new Checkout(folder, LIGHT, true);
    }

    /** The same with two candidates, judged on two years: all kinds of steps in half the time. */
    static Checkout small(Path parent) {
        Checkout checkout = of(parent);
        checkout.editForSpeed();
        return checkout;
    }

    /** A folder of this name inside {@code parent} with nothing but a table. */
    static Checkout ofTable(Path parent, String name, Path table) {
        Path folder = parent.resolve(name);
        try {
            Files.createDirectories(folder);
            Files.copy(table, folder.resolve(table.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Checkout(folder, LIGHT, true);
    }

    /** The same folder with an environment in which nothing is set: with Java's options as a user has them. */
    Checkout plain() {
        return new Checkout(folder, Map.of(), apart);
    }

    /**
     * The same folder, in which {@code volute} needs no process of its own: most of a command that lives for a second is
     * the start of its JVM, and the rest is faster in one that is warm. What is asked of the launcher, of Java or of what
     * is logged needs processes; {@link #start} makes them here too.
     */
    Checkout here() {
        return new Checkout(folder, environment, false);
    }

    /** The same folder with one more variable in its environment. */
    Checkout with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Checkout(folder, more, apart);
    }

    /** Where the spec is. */
    Path folder() {
        return folder;
    }

    /** A file of the folder. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Replaces a text, which must be there once, in the spec. */
    void edit(String from, String to) {
        rewrite("volute.yaml", from, to);
    }

    /** Leaves one candidate out and judges on two years, where nothing is said of either. */
    void editForSpeed() {
        edit("    boosting: {trainer: boosting, trees: 100, depth: 4, eta: 0.1}\n", "");
        edit("split: {folds: 5,", "split: {folds: 2,");
    }

    /** Replaces a text, which must be there once, in a file. */
    void rewrite(String file, String from, String to) {
        try {
            String text = Files.readString(file(file));
            assertThat(text.split(java.util.regex.Pattern.quote(from), -1))
                    .as("%s in %s", from, file)
                    .hasSize(2);
            Files.writeString(file(file), text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types {@code volute} with these arguments and waits for its end. */
    Outcome volute(String... arguments) {
        return apart ? finish(start(arguments), arguments) : inThisProcess(arguments);
    }

    private Outcome inThisProcess(String... arguments) {
        assertThat(environment).as("only the launcher finds plugins").doesNotContainKey("VOLUTE_PLUGINS");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                true,
                100,
                new Redactor());
        int exit =
                new CommandLineRun(new Surroundings(terminal, environment, folder, Clock.systemUTC())).run(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return new Outcome(String.join(" ", arguments), exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** Types a script in which {@code volute} is on the path; its first command that fails ends it. */
    Outcome shell(String script) {
        return finish(start(List.of("bash", "-e", "-c", script)), script);
    }

    /** Types {@code volute} with these arguments. */
    Process start(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", ROOT.resolve("volute").toString()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    private Process start(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> variables = builder.environment();
        String path = variables.getOrDefault("PATH", "/usr/bin:/bin");
        variables.clear();
        variables.put("PATH", ROOT + ":" + path);
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("VOLUTE_DIST", DIST.toString());
        variables.putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a command's end. */
    static Outcome finish(Process process, String... arguments) {
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        String out = text(process.getInputStream());
        String command = String.join(" ", arguments);
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(command)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command, e);
        }
        return new Outcome(command, process.exitValue(), out, err.join());
    }

    private static String text(java.io.InputStream stream) {
        try {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every regular file below a folder of the checkout. */
    List<Path> files(String below) {
        try (Stream<Path> files = Files.walk(file(below))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the embedded server, if there is one. */
    @Override
    public void close() {
        volute("db", "stop");
    }
}
