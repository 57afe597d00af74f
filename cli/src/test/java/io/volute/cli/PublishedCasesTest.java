package io.volute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of published cases names tests of {@code statistics} that are there, and scripts that recompute. */
class PublishedCasesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TESTS = ROOT.resolve("statistics").resolve("src").resolve("test");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    @Test
    void namesOnlyTestsThatAreThere() throws IOException {
        List<String> cases = Files.readAllLines(ROOT.resolve("docs").resolve("published-cases.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| case"))
                .toList();

        assertThat(cases).hasSizeGreaterThan(20);
        for (String line : cases) {
            Matcher test = TEST.matcher(line);
            assertThat(test.find()).as(line).isTrue();
            try (var files = Files.walk(TESTS)) {
                assertThat(files.filter(file -> file.endsWith(test.group(1) + ".java")))
                        .as(line)
                        .hasSize(1);
            }
        }
    }
}
