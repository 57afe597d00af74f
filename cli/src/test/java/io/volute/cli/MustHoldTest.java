package io.volute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that leads from each promised line to its tests names what is there. */
class MustHoldTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINE = Pattern.compile("\\| ((?:DE|BA|SC)\\d\\d) \\|.*");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Benchmark))`");

    private static Map<String, List<String>> lines() throws IOException {
        Map<String, List<String>> lines = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs").resolve("must-hold.md"))) {
            Matcher row = LINE.matcher(line);
            if (row.matches()) {
                lines.put(row.group(1), tests(line));
            }
        }
        return lines;
    }

    private static List<String> tests(String text) {
        List<String> tests = new ArrayList<>();
        Matcher names = TEST.matcher(text);
        while (names.find()) {
            tests.add(names.group(1));
        }
        return tests;
    }

    /** Files by the name of their class, which may be there in several modules. */
    private static Map<String, List<Path>> sources() throws IOException {
        Map<String, List<Path>> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(Files::isDirectory).toList()) {
                Path code = module.resolve("src");
                if (Files.isDirectory(code)) {
                    try (Stream<Path> files = Files.walk(code)) {
                        files.filter(file -> file.toString().endsWith(".java"))
                                .forEach(file -> sources.computeIfAbsent(
                                                String.valueOf(file.getFileName())
                                                        .replace(".java", ""),
                                                name -> new ArrayList<>())
                                        .add(file));
                    }
                }
            }
        }
        return sources;
    }

    private static String named(String method, int line) {
        return method + (line < 10 ? "0" : "") + line;
    }

    @Test
    void namesEveryPromisedLine() throws IOException {
        List<String> promised = Stream.of(
                        IntStream.of(1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 15).mapToObj(line -> named("BA", line)),
                        IntStream.rangeClosed(1, 34)
                                .filter(line -> line <= 18 || (line >= 20 && line <= 25) || line == 30 || line == 34)
                                .mapToObj(line -> named("DE", line)),
                        IntStream.of(1, 2, 3, 10, 11, 12, 13, 14, 15, 16, 17, 18)
                                .mapToObj(line -> named("SC", line)))
                .flatMap(lines -> lines)
                .toList();

        assertThat(lines().keySet()).containsExactlyElementsOf(promised);
        assertThat(lines())
                .allSatisfy((line, tests) -> assertThat(tests).as(line).isNotEmpty());
    }

    @Test
    void namesOnlyTestsThatAreThere() throws IOException {
        String page = Files.readString(ROOT.resolve("docs").resolve("must-hold.md"));

        assertThat(tests(page)).isNotEmpty().isSubsetOf(sources().keySet());
    }

    /** So that whoever changes a test knows what hangs on it. */
    @Test
    void everyLineIsNamedInItsTests() throws IOException {
        Map<String, List<Path>> sources = sources();
        for (Map.Entry<String, List<String>> line : lines().entrySet()) {
            List<String> tests = line.getValue().stream()
                    .filter(name -> !name.endsWith("Benchmark"))
                    .toList();
            List<String> naming = new ArrayList<>();
            for (String test : tests) {
                for (Path source : sources.getOrDefault(test, List.of())) {
                    if (Files.readString(source).contains(line.getKey())) {
                        naming.add(test);
                    }
                }
            }
            assertThat(naming).as(line.getKey()).containsExactlyElementsOf(tests);
        }
    }
}
