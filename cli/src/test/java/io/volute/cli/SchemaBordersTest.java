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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No module's SQL reaches into the schema of another, except into core's: read from the sources, text blocks and all. */
class SchemaBordersTest {
    /** Module folder to schema. */
    private static final Map<String, String> SCHEMAS = new TreeMap<>(Map.of(
            "core", "core",
            "scoping", "scoping",
            "data-engineering", "data_engineering",
            "modeling", "modeling",
            "deployment", "deployment",
            "monitoring", "monitoring",
            "business-analysis", "business_analysis"));

    private static final Pattern TABLE = Pattern.compile(
            "\\b(?:from|join|into|update|references|table|exists|view|on)\\s+(" + String.join("|", SCHEMAS.values())
                    + ")\\s*\\.\\s*[a-z_]+",
            Pattern.CASE_INSENSITIVE);

    static Stream<String> modules() {
        return SCHEMAS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleNamesTablesOfItsOwnSchemaAndOfCoreOnly(String module) throws IOException {
        String own = SCHEMAS.getOrDefault(module, "");
        assertThat(tables(Path.of("..", module, "src", "main")))
                .allMatch(
                        found -> found.schema().equals(own) || found.schema().equals("core"), "in " + own + " or core");
    }

    @Test
    void aTableOfAnotherSchemaIsFound() {
        assertThat(found("select x from modeling.trial t join core.run r on true", "here"))
                .extracting(Found::schema)
                .containsExactly("modeling", "core");
    }

    private record Found(String schema, String text, String where) {}

    private static List<Found> tables(Path sources) throws IOException {
        List<Found> all = new ArrayList<>();
        if (!Files.isDirectory(sources)) {
            return all;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(one -> one.toString().matches(".*\\.(java|sql)"))
                    .sorted()
                    .toList()) {
                all.addAll(found(Files.readString(file).replaceAll("(?m)^import .*$", ""), file.toString()));
            }
        }
        return all;
    }

    private static List<Found> found(String text, String where) {
        List<Found> all = new ArrayList<>();
        Matcher matcher = TABLE.matcher(text);
        while (matcher.find()) {
            all.add(new Found(matcher.group(1), matcher.group(), where));
        }
        return all;
    }
}
