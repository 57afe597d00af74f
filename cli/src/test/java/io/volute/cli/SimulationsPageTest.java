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
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The page of long simulations. Each simulation notes a line, and asserts in the main suite that the page has it; {@code mvn
 * -Psimulations} makes many worlds and this test the page of their lines. What the page names must be there.
 */
class SimulationsPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs").resolve("reference").resolve("simulations.md");
    private static final Pattern LINE =
            Pattern.compile("\\| (.+) \\| `(\\w+)` \\| (\\d+) \\| (?:.+ \\| ){4}(yes|no) \\|");
    private static final String CELL = " | ";
    private static final String TAG = "@Tag(\"simulation\")";

    /** Sections by the kind of their lines. */
    private static final Map<String, String> SECTIONS = Map.of(
            "1 FALSE_ALARMS", "False alarms: no effect, and a test at the level named",
            "2 AT_MOST", "No more false alarms than the level: exact or always-valid tests, which stay below it",
            "3 COVERAGE", "Coverage: a known effect, and an interval that should hold it at the rate named",
            "4 WRONG", "The obvious wrong way in the same worlds: a known rate, and not 5 %",
            "5 POWER", "Power: a known effect, and how often so many units tell it");

    @Test
    @Tag("simulation")
    void everySimulationOfThePageIsThereAndWithinThreeStandardErrors() throws IOException {
        String rows = System.getProperty("volute.simulations.rows", "");
        if (!rows.isEmpty()) {
            Files.writeString(PAGE, page(Path.of(rows)));
        }
        List<String> lines = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what"))
                .toList();

        assertThat(lines).hasSizeGreaterThan(50).allSatisfy(line -> {
            Matcher found = LINE.matcher(line);
            assertThat(found.matches()).as(line).isTrue();
            String source = source(found.group(2));
            assertThat(source)
                    .as(line)
                    .contains("@Tag(\"simulation\")")
                    .contains(found.group(1).split(", "));
            assertThat(found.group(4)).as(line).isEqualTo("yes");
        });
    }

    /** Texts of the simulations of this name; the same name may stand for another test in another module. */
    private static String source(String test) throws IOException {
        StringBuilder source = new StringBuilder();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.map(one -> one.resolve("src").resolve("test"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    for (Path file :
                            files.filter(one -> one.endsWith(test + ".java")).toList()) {
                        String text = Files.readString(file);
                        source.append(text.contains(TAG) ? text : "");
                    }
                }
            }
        }
        return source.toString();
    }

    private static String page(Path rows) throws IOException {
        Map<String, List<String>> sections = new TreeMap<>();
        try (Stream<Path> files = Files.list(rows)) {
            for (Path file : files.sorted().toList()) {
                String[] cells = Files.readString(file).strip().split(" \\| ", -1);
                sections.computeIfAbsent(cells[0], kind -> new ArrayList<>()).add(line(cells));
            }
        }
        StringBuilder page = new StringBuilder("""
                # Simulations
                <!-- Made by `SimulationsPageTest` of what the simulations noted; do not edit, write it anew with
                mvn -Psimulations -Dfast -pl cli -am test -->

                Seeded worlds in which the truth is known, and how often a method errs in them. `mvn test` makes a few worlds
                of each line and holds them to the same rate within 3 standard errors; this page is of many, and the same
                bytes wherever it is made. The standard error is that of the nominal rate for so many worlds.
                """);
        SECTIONS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(section -> {
            page.append("\n## ").append(section.getValue());
            page.append("""

                    | what | test | seed | nominal | worlds | measured | standard error | within 3 |
                    |---|---|---|---|---|---|---|---|
                    """);
            sections.getOrDefault(section.getKey().substring(2), List.of()).forEach(page::append);
        });
        return page.toString();
    }

    /** Of kind, what, test, seed, nominal, worlds, measured, error. */
    private static String line(String[] cells) {
        double beyond = Double.parseDouble(cells[6]) - Double.parseDouble(cells[4]);
        double error = Double.parseDouble(cells[7]);
        boolean within = beyond <= 3 * error && (beyond >= -3 * error || cells[0].equals("AT_MOST"));
        return "| " + String.join(CELL, List.of(cells).subList(1, cells.length)) + CELL + (within ? "yes" : "no")
                + " |\n";
    }
}
