package io.volute.dataengineering.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import io.volute.testing.Kits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesSourceTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return Kits.tests(new SourceContract(
                new JsonLinesSource(),
                () -> new FilePlace(
                        folder,
                        "visits.jsonl",
                        "{\"id\": \"a\", \"size\": 1}\n{\"id\": \"b\", \"size\": 2}\n{\"id\": \"c\"}\n",
                        options(List.of()))));
    }

    @Test
    void takesEveryKeyForAColumnAndAnAbsentOneForMissing() {
        Collected rows = read("{\"a\":1,\"b\":null}\n{\"c\":\"\",\"a\":true}\n{}\n");

        assertThat(rows.header()).containsExactly("a", "b", "c");
        assertThat(rows.rows())
                .containsExactly(
                        Arrays.asList("1", null, null),
                        Arrays.asList("true", null, ""),
                        Arrays.asList(null, null, null));
        assertThat(rows.places()).containsExactly("x.jsonl:1", "x.jsonl:2", "x.jsonl:3");
        assertThat(rows.raw()).element(1).isEqualTo("{\"c\":\"\",\"a\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1.50,\"b\":\"x\\ny\"}",
                "\uFEFF{\"a\":1.50,\"b\":\"x\\ny\"}\r\n",
                "\n  {\"a\" : 1.50 , \"b\" :\"x\\u000ay\" }  \n\n",
                "[{\"a\":1.50,\"b\":\"x\\ny\"}]",
                " [\n{\"a\":1.50,\n\"b\":\"x\\ny\"}\n]\n",
            })
    void handsNumbersOnAsTheyStandThereHoweverTheRowIsWritten(String text) {
        assertThat(read(text).rows()).containsExactly(List.of("1.50", "x\ny"));
    }

    @Test
    void readsEscapesAndAllOfUnicode() {
        assertThat(read("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\ud834\\udd1e \u00e9\ud834\udd1e\"}")
                        .rows())
                .containsExactly(List.of("\"\\/\b\f\n\r\t\u00e9\ud834\udd1e \u00e9\ud834\udd1e"));
    }

    @Test
    void takesDeclaredTextsForMissing() {
        assertThat(Collected.of(delivery("{\"a\":\"NA\",\"b\":\"None\"}", options(List.of("NA"))))
                        .rows())
                .containsExactly(Arrays.asList(null, "None"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1}#{\"a\":{\"b\":1}}  | x.jsonl:2:6: key a holds an object (expected: text, a number",
                "{\"a\":[1]}                 | x.jsonl:1:6: key a holds an array",
                "{\"a\":1,\"a\":2}           | x.jsonl:1:8: key a stands twice in this object",
                "{\"a\":1}#{\"A\":2}         | x.jsonl:2:2: key A beside a (expected: names that differ",
                "{\"\":1}                    | x.jsonl:1:2: a key without a name",
                "{\"a\":1} x                 | x.jsonl:1:9: found x after the object",
                "{\"a\":1}{\"a\":2}          | x.jsonl:1:8: found { after the object",
                "{\"a\":1},#{\"a\":2}        | x.jsonl:1:8: found , after the object",
                "{\"a\":1,#\"b\":2}          | x.jsonl:1:1: this object goes on in the next line",
                "[{\"a\":1}]#{\"a\":2}       | x.jsonl:2:1: found { after the array",
                "[{\"a\":1},]                | x.jsonl:1:10: found ] (expected: an object",
                "[{\"a\":1}                  | x.jsonl:1:9: found the end of the file (expected: a comma",
                "[1]                         | x.jsonl:1:2: found 1 (expected: an object",
                "7                           | x.jsonl:1:1: found 7 (expected: an object",
                "{\"a\":1,}                  | x.jsonl:1:8: found } (expected: a key",
                "{a:1}                       | x.jsonl:1:2: found a (expected: a key",
                "{\"a\" 1}                   | x.jsonl:1:6: found 1 (expected: a colon",
                "{\"a\":NaN}                 | x.jsonl:1:6: NaN (expected: text in double quotes",
                "{\"a\":-Infinity}           | x.jsonl:1:6: -Infinity (expected",
                "{\"a\":1e999}               | x.jsonl:1:6: 1e999 is no finite number",
                "{\"a\":01}                  | x.jsonl:1:6: 01 (expected",
                "{\"a\":+1}                  | x.jsonl:1:6: +1 (expected",
                "{\"a\":1.}                  | x.jsonl:1:6: 1. (expected",
                "{\"a\":None}                | x.jsonl:1:6: None (expected",
                "{\"a\":'x'}                 | x.jsonl:1:6: 'x' (expected",
                "{\"a\":}                    | x.jsonl:1:6: found } (expected: a value",
                "{\"a\":\"x#{\"a\":\"y\"}    | x.jsonl:1:6: this quote is not closed in its line",
                "{\"a\":\"x                  | x.jsonl:1:6: this quote is not closed in its line",
                "{\"a\":\"\\x\"}             | x.jsonl:1:7: a backslash that begins no escape",
                "{\"a\":\"\\u12\"}           | x.jsonl:1:7: \\u without four hexadecimal digits",
                "{\"a\":\"\\u0000\"}         | x.jsonl:1:7: a NUL character",
                "{\"a\":\"\\ud834\"}         | x.jsonl:1:7: half of a surrogate pair",
                "{\"a\":\"x^y\"}             | x.jsonl:1:8: a control character, \\u000D",
                "{\"a\":@1}                  | x.jsonl:1:6: \\u00001 (expected",
            })
    void saysWhereTheTextBreaksAndWhatToDo(String written, String message) {
        String text = written.replace('#', '\n').replace('^', '\r').replace('@', '\u0000');

        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DataError.BAD_STRUCTURE))
                .hasMessageStartingWith(message)
                .hasMessageContaining("(expected: ")
                .hasMessageContaining("\nfix: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "  \n", "[]", "[ ]"})
    void refusesWhatHoldsNoObject(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DataError.SOURCE_EMPTY));
    }

    private static JsonLinesOptions options(List<String> missing) {
        return new JsonLinesOptions(Path.of("visits.jsonl"), missing, Optional.empty());
    }

    private static Delivery delivery(String text, JsonLinesOptions options) {
        return new JsonLinesDelivery(options, List.of(new FileBytes("x.jsonl", text.getBytes(UTF_8))));
    }

    private static Collected read(String text) {
        return Collected.of(delivery(text, options(List.of())));
    }
}
