package io.volute.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.volute.core.error.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    private final Problems problems = new Problems();

    private Optional<Node.Mapping> read(String yaml) {
        return read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Node.Mapping> read(byte[] bytes) {
        return new YamlReader("volute.yaml", problems).read(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1~a: 2|2|1|duplicate-key|first at line 1",
                "a: 1~'a': 2|2|1|duplicate-key|first at line 1",
                "a: &x 1|1|4|not-allowed|an anchor",
                "a: 1~b: *a|2|4|not-allowed|an alias",
                "a: !!str 1|1|4|not-allowed|a tag",
                "a: !<tag:yaml.org,2002:java.net.URL> [x]|1|4|not-allowed|a tag",
                "a:~  <<: {b: 1}|2|3|not-allowed|a merge key",
                "%YAML 1.2~---~a: 1|1|1|not-allowed|a YAML directive",
                "a: 1~---~b: 2|2|1|not-allowed|a second document",
                "? [a]~: 1|1|3|not-allowed|a key that is no text",
                "a:~b: 1|1|1|no-value|no value",
                "a: null|1|1|no-value|`null` is no value",
                "a: [1, ]~b: [1, null]|2|8|no-value|`null` is no value",
                "null: 1|1|1|not-allowed|a key without a text",
                "- a|1|1|syntax|not a spec",
                "just text|1|1|syntax|not a spec",
                "a: b: c|1|5|syntax|not YAML",
                "a: [1|1|6|syntax|not YAML",
                "a: \"x|1|6|syntax|not YAML",
                "a:~\tb: 1|2|1|syntax|not YAML",
            })
    void refusesWithItsPlace(String yaml, int line, int column, String code, String message) {
        read(yaml.replace('~', '\n'));

        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.code()).isEqualTo("core." + code);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.column()).isEqualTo(column);
        });
    }

    @Test
    void tellsSeveralProblemsOfStructureTogether() {
        read("a: &x 1\nb: *x\nc: !t 2\nc: 3\n");

        assertThat(problems.list())
                .extracting(Problem::line, Problem::code)
                .containsExactly(
                        tuple(1, "core.not-allowed"),
                        tuple(2, "core.not-allowed"),
                        tuple(3, "core.not-allowed"),
                        tuple(4, "core.duplicate-key"));
    }

    @Test
    void namesTheByteThatIsNoUtf8() {
        read(new byte[] {'a', ':', ' ', '1', '\n', 'b', ':', ' ', (byte) 0xFC, '\n'});

        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith("not UTF-8 at byte 8");
            assertThat(List.of(problem.line(), problem.column())).containsExactly(2, 4);
        });
    }

    @Test
    void acceptsAByteOrderMarkAndWindowsLineEnds() {
        Optional<Node.Mapping> root = read("\uFEFFa: 1\r\nb: 2\r\n");

        assertThat(problems.list()).isEmpty();
        assertThat(root.orElseThrow().entries())
                .hasEntrySatisfying("b", entry -> assertThat(entry.mark()).isEqualTo(new Mark("volute.yaml", 2, 1)));
    }

    @Test
    void countsColumnsInCharactersNotBytes() {
        Optional<Node.Mapping> root = read("{ä🐦: 1, b: 2}\n");

        assertThat(root.orElseThrow().entries())
                .hasEntrySatisfying(
                        "b", entry -> assertThat(entry.mark().column()).isEqualTo(9));
    }

    @ParameterizedTest
    @CsvSource({"'',empty", "'# nothing',empty", "'a: \u0000',the character \\u0000", "'a: \u009b31m',the character"})
    void refusesEmptyTextsAndControlCharacters(String yaml, String message) {
        read(yaml);

        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(message));
    }

    @Test
    void limitsDepthSizeNodesAndLetters() {
        read("a: " + "[".repeat(100) + "]".repeat(100));
        read("a: [" + "1,".repeat(60_000) + "1]");
        read("a: " + "x".repeat(20_000));
        read("#" + "x".repeat(YamlReader.BYTES));

        assertThat(problems.list())
                .hasSize(4)
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("core.too-large"));
    }
}
