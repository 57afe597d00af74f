package io.volute.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.tngtech.archunit.core.domain.JavaClass;
import io.volute.cli.output.Redactor;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Composition;
import io.volute.core.error.CoreError;
import io.volute.core.error.ErrorCode;
import io.volute.core.error.ErrorType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The reference of errors, verbs and the spec, made from the code. */
class ReferenceTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int WIDTH = 100;
    private static final List<String> MODULES = List.of(
            "core",
            "statistics",
            "scoping",
            "data-engineering",
            "modeling",
            "deployment",
            "monitoring",
            "business-analysis",
            "cli");

    @Test
    void namesEveryErrorWithWhoCanActAndTheExitCode() throws IOException {
        StringBuilder page = new StringBuilder(Reference.head("Errors and exit codes", "`ReferenceTest`"));
        page.append("""
                Every message ends with its code. The code says which module found the problem, its type who can act,
                and the type decides the exit code of the command line. With `--json` a verb that failed writes
                `{error{code, message}, problems[]}`.

                | exit code | type | who can act |
                |---|---|---|
                | 0 | | done; a refused gate or challenger is a result, not an error |
                | 1 | | done, and the last verdict is negative, or that of the scope or of an experiment: STOP, refused, do not ship, invalid |
                """);
        for (ErrorType type : ErrorType.values()) {
            page.append("| ").append(type.exitCode()).append(" | ").append(type).append(" | ");
            page.append(constant(ErrorType.class, type.name())).append(" |\n");
        }
        page.append("| ").append(ExitCode.INTERRUPTED).append(" | | you: interrupted with Ctrl-C |\n");
        OurClasses.all().stream()
                .filter(one -> one.isEnum() && one.isAssignableTo(ErrorCode.class))
                .sorted(Comparator.comparing(JavaClass::getName))
                .map(JavaClass::reflect)
                .forEach(type -> {
                    Object[] constants = type.getEnumConstants();
                    String code = ((ErrorCode) constants[0]).code();
                    page.append("\n## ")
                            .append(code, 0, code.indexOf('.'))
                            .append("\n| code | type | exit code | what it means |\n|---|---|---|---|\n");
                    for (Object constant : constants) {
                        ErrorCode error = (ErrorCode) constant;
                        int exit = error == CoreError.INTERRUPTED
                                ? ExitCode.INTERRUPTED
                                : error.type().exitCode();
                        page.append("| `")
                                .append(error.code())
                                .append("` | ")
                                .append(error.type())
                                .append(" | ");
                        page.append(exit).append(" | ").append(constant(type, ((Enum<?>) constant).name()));
                        page.append(" |\n");
                    }
                });
        page.append("""

                ## Problems of a spec
                A spec is checked as a whole: `core.spec-invalid` lists all problems, each with a code of its own. It
                begins with the section that the problem is in, and with `core` outside of sections; a value that a
                stage refuses is `invalid-value`. The exit code is 2.

                | code | what it means |
                |---|---|
                """);
        Matcher faults = constants(source("io.volute.core.spec.Fault"));
        while (faults.find()) {
            page.append("| `SECTION.").append(Reference.kebab(faults.group(2))).append("` | ");
            page.append(Reference.sentence(faults.group(1))).append(" |\n");
        }
        page.append("""

                ## Figures that are refused
                Where data cannot carry a figure, `--json` has `{refused{code, message, remedy}}` in its place, and a
                screen says `not enough data (…)`. That is a result, not an error.

                | code | said by |
                |---|---|
                """);
        refusals()
                .forEach((code, who) -> page.append("| `")
                        .append(code)
                        .append("` | ")
                        .append(String.join(", ", who))
                        .append(" |\n"));
        Reference.check("errors.md", page.toString());
    }

    @Test
    void showsTheHelpOfEveryVerb() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, false, false, true, WIDTH, new Redactor());
        CommandLine root = new CommandLine(new VoluteCommand());
        // Whoever asks for the completion script gets all verbs with their options.
        new Verbs(new Surroundings(terminal, Map.of(), Path.of(""), Clock.systemUTC()))
                .addTo(root, List.of("completion"));
        StringBuilder page = new StringBuilder(Reference.head("The command line", "`ReferenceTest`"));
        page.append("What `--help` says of `volute` and of each of its verbs.\n");
        append(root, page);
        Reference.check("cli.md", page.toString());
    }

    private static void append(CommandLine command, StringBuilder page) {
        command.setUsageHelpWidth(WIDTH);
        page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n```text\n");
        command.getUsageMessage(Ansi.OFF)
                .lines()
                .forEach(line -> page.append(line.stripTrailing()).append('\n'));
        page.append("```\n");
        command.getSubcommands().values().forEach(verb -> append(verb, page));
    }

    /** The schema of what is in the distribution; a plugin of one's own adds to what {@code volute schema} prints. */
    @Test
    void describesTheSpecAsJsonSchema() {
        Reference.check("volute.schema.json", new Composition().specs().schema().toPrettyString() + "\n");
    }

    /** Codes of refusals and the classes that give them. */
    private static SortedMap<String, SortedSet<String>> refusals() throws IOException {
        Pattern refusal = Pattern.compile("new Refused\\(\\s*\"([a-z-]+)\"");
        SortedMap<String, SortedSet<String>> codes = new TreeMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Matcher found = refusal.matcher(Files.readString(file));
                    while (found.find()) {
                        String who =
                                module + " " + file.getFileName().toString().replace(".java", "");
                        codes.computeIfAbsent(found.group(1), code -> new TreeSet<>())
                                .add(who);
                    }
                }
            }
        }
        return codes;
    }

    /** What a constant's comment says, as one line. */
    private static String constant(Class<?> type, String name) {
        Matcher constants = constants(source(type.getName()));
        while (constants.find()) {
            if (constants.group(2).equals(name)) {
                return Reference.sentence(constants.group(1));
            }
        }
        throw new AssertionError(type + "." + name + ": no comment (expected: what it means)");
    }

    private static Matcher constants(String source) {
        return Pattern.compile("/\\*\\*([^/]+?)\\*/\\s+([A-Z][A-Z_]+)\\b").matcher(source);
    }

    private static String source(String type) {
        String file = "src/main/java/" + type.replace('.', '/') + ".java";
        for (String module : MODULES) {
            Path path = ROOT.resolve(module).resolve(file);
            if (Files.exists(path)) {
                try {
                    return Files.readString(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new AssertionError(type + ": no source");
    }
}
