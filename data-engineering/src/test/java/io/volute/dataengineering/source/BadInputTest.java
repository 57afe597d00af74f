package io.volute.dataengineering.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.volute.core.error.ErrorType;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.contract.Availability;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.snapshot.IdentifiedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files as they come: what is broken gives a message with place and way out and nothing else, what is odd but valid gives
 * the values of its clean twin, and no damage to a file gives anything but rows or such a message.
 */
class BadInputTest {
    private static final String CSV = "day,size,speed\n2000-01-05,small,10\n2000-01-06,\"a \"\"b\"\"\nc\",\n";
    private static final String JSON = """
            {"day": "2000-01-05", "size": "small", "speed": 10}
            {"day": "2000-01-06", "size": "a \\"b\\"\\nc", "speed": null}
            """;

    @TempDir
    Path folder;

    /** A broken file, where the message must point to, and a part of what it must say. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    private record Broken(String name, byte[] bytes, String place, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Broken> brokenCsv() {
        List<Broken> cases = new ArrayList<>(List.of(
                bytes("UTF-16", CSV.getBytes(UTF_16), ":1:1", "iconv -f UTF-16 -t UTF-8"),
                bytes(
                        "Latin-1",
                        csv("2000-01-05,caf\u00e9,1\n").getBytes(ISO_8859_1),
                        ":2:15",
                        "iconv -f WINDOWS-1252"),
                bytes("a character cut off", Arrays.copyOf("day\n\u20ac".getBytes(UTF_8), 6), ":2:1", "byte 0xE2"),
                bytes("an overlong NUL", new byte[] {'d', '\n', (byte) 0xC0, (byte) 0x80}, ":2:1", "byte 0xC0"),
                bytes(
                        "a surrogate in UTF-8",
                        new byte[] {'d', '\n', (byte) 0xED, (byte) 0xA0, (byte) 0x80},
                        ":2:1",
                        "byte 0xED"),
                bytes("gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0}, ":1:2", "byte 0x8B"),
                text("a zip", "PK\u0003\u0004\u0000\u0000", ":1:5", "a NUL character"),
                text("an empty file", "", "", "the file is empty"),
                text("a byte order mark alone", "\uFEFF", ":1:1", "the file is empty"),
                text("a header alone", "day,size,speed\n", ":2:1", "no rows after the header"),
                text("two byte order marks", "\uFEFF\uFEFF" + CSV, ":1", "column day is not in the header"),
                text("a page of HTML", "<!doctype html>\n<p>\n", ":1", "column day is not in the header"),
                text("another delimiter", CSV.replace(',', ';'), ":1", "column day is not in the header"),
                text("a header twice", "day,size,speed,SIZE\n2000-01-05,a,1,b\n", ":1:16", "SIZE stands twice"),
                text("a header without a name", "day,size,speed,\n2000-01-05,a,1,b\n", ":1:16", "column 4 has no name"),
                text("a header of blanks", "day,size,speed,  \n2000-01-05,a,1,b\n", ":1:16", "column 4 has no name"),
                text("a row too short", csv("2000-01-05,a\n2000-01-05,a,1\n"), ":2:12", "2 cells (expected: 3"),
                text("a row too long", csv("2000-01-05,a,1,9\n2000-01-05,a,1\n"), ":2:16", "4 cells (expected: 3"),
                text("an empty line", csv("2000-01-05,a,1\n\n2000-01-05,a,1\n"), ":3:1", "1 cells (expected: 3"),
                text("a cut last row", csv("2000-01-05,a,1\n2000-0"), ":3:1", "was the file cut off?"),
                text("a quote never closed", csv("2000-01-05,\"a,1\n2000-01-05,a,1\n"), ":2:12", "never closed"),
                text("a quote in the middle", csv("2000-01-05,5\" gun,1\n"), ":2:13", "a quote inside a cell"),
                text("text after a quote", csv("2000-01-05,\"a\"b,1\n"), ":2:15", "after a closing quote"),
                text("old Mac line ends", CSV.replace("\n", "\r"), ":1:15", "a carriage return alone"),
                text("a NUL", csv("2000-01-05,a\u0000,1\n"), ":2:13", "a NUL character"),
                text("a long cell", csv("2000-01-05," + "x".repeat(1_000_001) + ",1\n"), ":2:12", "more than 1000000"),
                text("a long quoted cell", csv("2000-01-05,\"" + "x".repeat(1_000_002)), ":2:12", "more than 1000000"),
                text("many columns", "a,".repeat(20_000) + "b\n", ":1:20001", "more than 10000 cells")));
        for (String number : List.of(
                "\"1,5\"",
                "1.000",
                "1.5",
                "1'000",
                "1 000",
                "1_000",
                "+5",
                "007",
                "5 ",
                " 5",
                "0x1F",
                "1e3",
                "\uff11\uff12",
                "\u22125",
                "--5",
                "9223372036854775808",
                "NaN",
                "five",
                "\"\"",
                "9".repeat(400))) {
            cases.add(text("number " + number, csv("2000-01-05,a," + number + "\n"), ":2:14", "speed: "));
        }
        for (String day : List.of(
                "2000-02-30",
                "1999-02-29",
                "2000-13-01",
                "2000-00-10",
                "2000-01-00",
                "05.01.2000",
                "01/05/2000",
                "2000-1-5",
                "2000-01-05T00:00:00Z",
                "20000105",
                "2000-01-05 ",
                "+12000-01-05",
                "\u0662\u0660\u0660\u0660-01-05",
                "today")) {
            cases.add(text("day " + day, csv(day + ",a,1\n"), ":2:1", "day: "));
        }
        cases.add(text("no day", csv(",a,1\n"), ":2:1", "day: no value"));
        return cases;
    }

    static List<Broken> brokenJson() {
        return List.of(
                bytes("UTF-16", JSON.getBytes(UTF_16), ":1:1", "iconv -f UTF-16 -t UTF-8"),
                bytes("Latin-1", json("\"caf\u00e9\"").getBytes(ISO_8859_1), ":1:35", "iconv -f WINDOWS-1252"),
                text("an empty file", "", "", "the file is empty"),
                text("a byte order mark alone", "\uFEFF", ":1:1", "no object"),
                text("CSV", CSV, ":1:1", "found d (expected: an object"),
                text("a page of HTML", "<!doctype html>\n", ":1:1", "found < (expected: an object"),
                text("an object over lines", JSON.replace(", \"size\"", ",\n\"size\""), ":1:1", "one object a line"),
                text("a cut off row", JSON.substring(0, 60), ":2:9", "found the end of the file"),
                text("a nested value", json("{\"of\": 3}"), ":1:31", "key size holds an object"),
                text("a list", json("[1, 2]"), ":1:31", "key size holds an array"),
                text("a key twice", json("1, \"size\": 2"), ":1:34", "key size stands twice"),
                text("a key in two cases", json("1, \"SIZE\": 2"), ":1:34", "key SIZE beside size"),
                text("an empty key", json("1, \"\": 2"), ":1:34", "a key without a name"),
                text("NaN", json("NaN"), ":1:31", "write null for what is no finite number"),
                text("a number too large", json("-1e400"), ":1:31", "no finite number"),
                text("a decimal comma", json("1,5"), ":1:33", "a key in double quotes"),
                text("a raw tab", json("\"a\tb\""), ":1:33", "a control character"),
                text("a NUL", json("\"a\\u0000b\""), ":1:33", "a NUL character"),
                text("half a character", json("\"\\udc00\""), ":1:32", "half of a surrogate pair"),
                text("two halves that are none", json("\"\\ud800\\ud800\""), ":1:32", "half of a surrogate pair"),
                text("a comment", "// x\n" + JSON, ":1:1", "found / (expected: an object"),
                text("a long text", json('"' + "x".repeat(1_000_002) + '"'), ":1:31", "more than 1000000"),
                text("a long number", json("1".repeat(1_000_001)), ":1:31", "more than 1000000"),
                text("deep nesting", "[".repeat(100_000), ":1:2", "found [ (expected: an object"),
                text("text after the array", "[" + json("1").strip() + "] x", ":1:48", "after the array"),
                text("a wrong day", JSON.replace("01-06", "02-30"), ":2:9", "day: 2000-02-30"),
                text(
                        "a day as a number",
                        "{\"day\": 20000105, \"size\": \"a\", \"speed\": 1}",
                        ":1:9",
                        "day: 20000105"),
                text(
                        "a speed as text",
                        "{\"day\": \"2000-01-05\", \"size\": \"a\", \"speed\": \"ten\"}",
                        ":1:45",
                        "speed: ten"),
                text("no day", "{\"size\": \"a\", \"speed\": 1}\n{\"day\": \"2000-01-05\"}", ":1:1", "day: no value"),
                text("a column nobody has", "{\"day\": \"2000-01-05\", \"size\": \"a\"}", ":1", "column speed is not"));
    }

    @ParameterizedTest
    @MethodSource("brokenCsv")
    void refusesABrokenCsvFileWithPlaceAndWayOut(Broken broken) throws IOException {
        refuses(broken, "visits.csv");
    }

    @ParameterizedTest
    @MethodSource("brokenJson")
    void refusesABrokenJsonFileWithPlaceAndWayOut(Broken broken) throws IOException {
        refuses(broken, "visits.jsonl");
    }

    private void refuses(Broken broken, String file) throws IOException {
        Files.write(folder.resolve(file), broken.bytes);

        Throwable thrown = catchThrowable(() -> read(file));

        assertThat(thrown)
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code().type()).isEqualTo(ErrorType.DATA));
        assertThat(thrown)
                .hasMessageStartingWith(file + broken.place)
                .hasMessageContaining(broken.message)
                .hasMessageContaining("(expected")
                .hasMessageContaining("\nfix: ");
        assertThat(String.valueOf(thrown.getMessage())).hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"visits.csv", "visits.jsonl"})
    void refusesADirectoryAPipeAndNothingAtAll(String file) throws Exception {
        String message = "source visits: " + file;
        assertThat(catchThrowable(() -> read(file))).hasMessageContainingAll(message + " is not there", "fix: ");

        Path path = Files.createDirectory(folder.resolve(file));
        assertThat(catchThrowable(() -> read(file)))
                .hasMessageContainingAll(message + " is a folder without a file", "fix: ");
        Files.delete(path);

        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
        assertThat(catchThrowable(() -> read(file)))
                .hasMessageContainingAll(message + " is no file", "fix: ")
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code().type()).isEqualTo(ErrorType.DATA));
    }

    @Test
    void readsAnOddButValidCsvFileAsItsCleanTwin() throws IOException {
        String clean = text("visits.csv", CSV);
        for (String odd : List.of(
                "\uFEFF" + CSV,
                CSV.strip(),
                CSV.replace("\n2000", "\r\n2000"),
                CSV.replace("small", "\"small\"").replace("day,", "\"day\",").replace("2000-01-05", "\"2000-01-05\""),
                "speed,other,size,day\n10,x,small,2000-01-05\n,,\"a \"\"b\"\"\nc\",2000-01-06\n")) {
            assertThat(text("visits.csv", odd)).as(odd).isEqualTo(clean);
        }
    }

    @Test
    void readsAnOddButValidJsonFileAsItsCleanTwin() throws IOException {
        String clean = text("visits.csv", CSV);
        for (String odd : List.of(
                JSON,
                "\uFEFF" + JSON.strip(),
                JSON.replace("\n", "\r\n").replace(":", "\t:  "),
                "[" + JSON.strip().replace("\n", "\n,\n") + "]",
                JSON.replace(", \"speed\": null", ""),
                "\n\n" + JSON.replace("\n", "\n \n"),
                JSON.replace("small", "sm\\u0061ll").replace("\"size\"", "\"\\u0073ize\""),
                "{\"speed\": 10, \"other\": true, \"size\": \"small\", \"day\": \"2000-01-05\"}\n"
                        + "{\"size\": \"a \\u0022b\\u0022\\u000Ac\", \"day\": \"2000-01-06\"}")) {
            assertThat(text("visits.jsonl", odd)).as(odd).isEqualTo(clean);
        }
    }

    /** Ten thousand damaged copies of each: a byte flipped, a part cut, bytes inserted, up to three times. */
    @ParameterizedTest
    @ValueSource(strings = {"visits.csv", "visits.jsonl"})
    void readsOrRefusesWhateverBecomesOfAFile(String file) {
        byte[] good = (file.endsWith("csv") ? CSV : JSON).getBytes(UTF_8);
        int read = 0;
        for (int seed = 0; seed < 10_000; seed++) {
            byte[] mutant = mutate(good, new Random(seed));
            try {
                IdentifiedRows.read(delivery(file, List.of(new FileBytes(file, mutant))), contract());
                read++;
            } catch (VoluteException e) {
                assertThat(e.code().type()).as("seed " + seed).isEqualTo(ErrorType.DATA);
                assertThat(e).as("seed " + seed).hasMessageStartingWith(file).hasMessageContaining("fix: ");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + new String(mutant, ISO_8859_1), e);
            }
        }
        // Some damage is to values alone; a test in which nothing or everything is refused would show little.
        assertThat(read).isBetween(100, 9_000);
    }

    private static byte[] mutate(byte[] good, Random random) {
        byte[] mutant = good.clone();
        for (int n = random.nextInt(3); n >= 0 && mutant.length > 0; n--) {
            int at = random.nextInt(mutant.length);
            int length = 1 + random.nextInt(8);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant = Arrays.copyOf(mutant, at);
                case 2 -> mutant = joined(mutant, at, new byte[0], Math.min(at + length, mutant.length));
                default -> {
                    byte[] inserted = new byte[length];
                    for (int i = 0; i < length; i++) {
                        String signs = "\"\\{}[],:\n\r\t0e-. \u0000u";
                        inserted[i] = (byte)
                                (random.nextBoolean()
                                        ? signs.charAt(random.nextInt(signs.length()))
                                        : random.nextInt(256));
                    }
                    mutant = joined(mutant, at, inserted, at);
                }
            }
        }
        return mutant;
    }

    private static byte[] joined(byte[] bytes, int until, byte[] middle, int from) {
        byte[] joined = new byte[until + middle.length + bytes.length - from];
        System.arraycopy(bytes, 0, joined, 0, until);
        System.arraycopy(middle, 0, joined, until, middle.length);
        System.arraycopy(bytes, from, joined, until + middle.length, bytes.length - from);
        return joined;
    }

    private String text(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
        Table rows = read(file).rows();
        return DataStage.text(rows);
    }

    private IdentifiedRows read(String file) {
        Source source = file.endsWith("csv") ? new CsvSource() : new JsonLinesSource();
        return IdentifiedRows.read(source.open("visits", options(file), folder), contract());
    }

    private static Delivery delivery(String file, List<FileBytes> files) {
        return options(file) instanceof CsvOptions csv
                ? new CsvDelivery(csv, files)
                : new JsonLinesDelivery((JsonLinesOptions) options(file), files);
    }

    private static Record options(String file) {
        return file.endsWith("csv")
                ? new CsvOptions(Path.of(file), ",", CsvOptions.Encoding.UTF_8, List.of(""), Optional.empty())
                : new JsonLinesOptions(Path.of(file), List.of(), Optional.empty());
    }

    private static Contract contract() {
        Map<String, ValueType> types =
                Map.of("day", ValueType.DATE, "size", ValueType.CATEGORY, "speed", ValueType.INT);
        TreeMap<String, ColumnContract> columns = new TreeMap<>();
        types.forEach((name, type) ->
                columns.put(name, new ColumnContract(type, Availability.NOW, ColumnContract.OnBadValue.REFUSE)));
        return new Contract(1, List.of(), Optional.of("day"), columns);
    }

    private static String csv(String rows) {
        return "day,size,speed\n" + rows;
    }

    private static String json(String size) {
        return "{\"day\": \"2000-01-05\", \"size\": " + size + ", \"speed\": 1}\n";
    }

    private static Broken bytes(String name, byte[] bytes, String place, String message) {
        return new Broken(name, bytes, place, message);
    }

    private static Broken text(String name, String text, String place, String message) {
        return new Broken(name, text.getBytes(UTF_8), place, message);
    }
}
