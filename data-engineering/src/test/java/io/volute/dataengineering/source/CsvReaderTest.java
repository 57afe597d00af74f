package io.volute.dataengineering.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
    private static final CsvOptions PLAIN = options(",", List.of(""));

    @Test
    void readsQuotedCellsAsInRfc4180() {
        // The examples of RFC 4180, section 2, rules 5 to 7.
        assertThat(rows("a,b,c\r\n\"aaa\",\"b \r\nbb\",\"ccc\"\r\nzzz,yyy,xxx\r\n\"aaa\",\"b\"\"bb\",\"ccc\""))
                .containsExactly(
                        Arrays.asList("aaa", "b \r\nbb", "ccc"),
                        Arrays.asList("zzz", "yyy", "xxx"),
                        Arrays.asList("aaa", "b\"bb", "ccc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b\n1,2\n", "a,b\n1,2", "a,b\r\n1,2\r\n", "a,b\r\n1,2", "\uFEFFa,b\n1,2\n", "\"a\",b\n\"1\",2"
            })
    void acceptsWhatIsOddButValid(String text) {
        assertThat(rows(text)).containsExactly(List.of("1", "2"));
    }

    @Test
    void tellsAMissingCellFromAnEmptyTextAndFromTheWordNone() {
        assertThat(rows("a,b,c\n,\"\",None\n")).containsExactly(Arrays.asList(null, "", "None"));
    }

    @Test
    void takesOnlyDeclaredTextsOutsideQuotesForMissing() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        delivery("a;b;c;d\nNA;\"NA\";;N/A\n".getBytes(UTF_8), options(";", List.of("NA")))
                .read(collect(rows));

        assertThat(rows).containsExactly(Arrays.asList(null, "NA", "", "N/A"));
    }

    @Test
    void keepsBlanksAndAllOfUnicode() {
        assertThat(rows("a,b\n  x ,\u00e9\ud834\udd1e\u200b\n"))
                .containsExactly(List.of("  x ", "\u00e9\ud834\udd1e\u200b"));
    }

    @Test
    void knowsWhereEachCellStands() {
        List<String> places = new ArrayList<>();
        delivery("a,b\n\"x\ny\",z\nu,v\n".getBytes(UTF_8), PLAIN).read(new Delivery.Rows() {
            @Override
            public void header(List<String> names) {
                assertThat(names).containsExactly("a", "b");
            }

            @Override
            public void row(RawRow row) {
                places.add(row.line() + " " + row.lineOf(1) + ":" + row.columnOf(1));
            }
        });

        assertThat(places).containsExactly("2 3:4", "4 4:3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a,b#1,2#3#            | BAD_STRUCTURE | x.csv:3:1: 1 cells (expected: 2 as in the header; was the file cut off?)",
                "a,b#1#3,4             | BAD_STRUCTURE | x.csv:2:1: 1 cells (expected: 2 as in the header)",
                "a,b#1,2,3#            | BAD_STRUCTURE | x.csv:2:5: 3 cells",
                "a,b#1,2##             | BAD_STRUCTURE | x.csv:3:1: 1 cells",
                "a,b#1,\"2#3,4         | BAD_STRUCTURE | x.csv:2:3: this quote is never closed",
                "a,b#1,2\"2#           | BAD_STRUCTURE | x.csv:2:4: a quote inside a cell",
                "a,b#\"1\"x,2#         | BAD_STRUCTURE | x.csv:2:4: found x after a closing quote",
                "a,b#1,2^3,4           | BAD_STRUCTURE | x.csv:2:4: a carriage return alone",
                "a,b#1,@#              | BAD_STRUCTURE | x.csv:2:3: a NUL character",
                "a,,c#1,2,3            | BAD_STRUCTURE | x.csv:1:3: column 2 has no name",
                "a,b,A#1,2,3           | BAD_STRUCTURE | x.csv:1:5: column name A stands twice",
                "a,b#                  | SOURCE_EMPTY  | x.csv:2:1: no rows after the header",
                "a,b                   | SOURCE_EMPTY  | x.csv:1:1: no rows after the header",
            })
    void saysWhereTheStructureBreaks(String written, DataError code, String message) {
        String text = written.replace('#', '\n').replace('^', '\r').replace('@', '\u0000');

        assertThatThrownBy(() -> rows(text))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> rows("")).hasMessageContaining("x.csv: the file is empty");
        assertThatThrownBy(() -> rows("\uFEFF")).hasMessageContaining("the file is empty");
    }

    @Test
    void saysWhichByteIsNoUtf8() {
        assertThatThrownBy(() -> delivery("a,b\n1,caf\u00e9 noir\n".getBytes(ISO_8859_1), PLAIN)
                        .read(collect(new ArrayList<>())))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DataError.BAD_ENCODING))
                .hasMessageContaining("x.csv:2:6: byte 0xE9 (expected: text in UTF-8)")
                .hasMessageContaining("fix:");
    }

    @Test
    void refusesACharacterThatIsCutOffAtTheEndOfTheFile() {
        byte[] whole = "a,b\n1,\u00e9".getBytes(UTF_8);

        assertThatThrownBy(() ->
                        delivery(Arrays.copyOf(whole, whole.length - 1), PLAIN).read(collect(new ArrayList<>())))
                .hasMessageContaining("x.csv:2:3: byte 0xC3");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsBackWhateverIsWrittenByTheRules(long seed) {
        Random random = new Random(seed);
        String[] pieces = {"a", "\"", ",", "\n", "\r\n", "\u00e9", " ", "None", ""};
        List<List<@Nullable String>> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder("x,y,z\n");
        for (int row = 0; row < 200; row++) {
            List<@Nullable String> cells = new ArrayList<>();
            for (int cell = 0; cell < 3; cell++) {
                StringBuilder value = new StringBuilder();
                for (int n = random.nextInt(4); n > 0; n--) {
                    value.append(pieces[random.nextInt(pieces.length)]);
                }
                cells.add(value.toString());
                text.append(cell > 0 ? "," : "")
                        .append('"')
                        .append(value.toString().replace("\"", "\"\""))
                        .append('"');
            }
            expected.add(cells);
            text.append(random.nextBoolean() ? "\n" : "\r\n");
        }

        assertThat(rows(text.toString())).as("seed " + seed).isEqualTo(expected);
    }

    /** Pieces of 65,536 bytes end everywhere: inside characters, line ends, quotes and cells. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 21})
    void readsAFileOfManyPiecesAsOne(int shift) {
        List<List<@Nullable String>> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int row = 0; row < 20_000; row++) {
            String plain = row == 0 ? "x".repeat(shift + 1) : "\u00e9\ud834\udd1e" + row;
            text.append(plain)
                    .append(",\"q \"\"")
                    .append(row)
                    .append("\"\"\n\",")
                    .append(row % 7 == 0 ? "" : "z");
            text.append("\r\n");
            expected.add(Arrays.asList(plain, "q \"" + row + "\"\n", row % 7 == 0 ? null : "z"));
        }

        assertThat(rows(text.toString())).isEqualTo(expected);
    }

    @Test
    void saysWhereAFileBreaksThatIsReadInPieces() {
        String rows = "1,\"x\ny\"\n".repeat(50_000);

        assertThatThrownBy(() -> rows("a,b\n" + rows + "1,2\"\n")).hasMessageStartingWith("x.csv:100002:4: a quote");
        assertThatThrownBy(() -> rows("a,b\n" + rows + "1,\"2\n" + rows.replace("\"", "")))
                .hasMessageStartingWith("x.csv:100002:3: this quote is never closed");
        byte[] bytes = ("a,b\n" + rows + "12,\u00e9").getBytes(UTF_8);
        assertThatThrownBy(() ->
                        delivery(Arrays.copyOf(bytes, bytes.length - 1), PLAIN).read(collect(new ArrayList<>())))
                .hasMessageStartingWith("x.csv:100002:4: byte 0xC3");
    }

    @Test
    void aDamagedFileGivesAMessageAndNothingElse() {
        byte[] good = "a,b,c\r\n1,\"x \"\"y\"\"\",3\r\n4,5,6\r\n".getBytes(UTF_8);
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] mutant = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int n = random.nextInt(3); n >= 0 && mutant.length > 0; n--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            try {
                delivery(mutant, PLAIN).read(collect(new ArrayList<>()));
            } catch (VoluteException e) {
                assertThat(e).hasMessageContaining("x.csv");
            }
        }
    }

    private static CsvOptions options(String delimiter, List<String> missing) {
        return new CsvOptions(Path.of("x.csv"), delimiter, CsvOptions.Encoding.UTF_8, missing, Optional.empty());
    }

    private static Delivery delivery(byte[] bytes, CsvOptions options) {
        return new CsvDelivery(options, List.of(new FileBytes("x.csv", bytes)));
    }

    private static List<List<@Nullable String>> rows(String text) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        delivery(text.getBytes(UTF_8), PLAIN).read(collect(rows));
        return rows;
    }

    private static Delivery.Rows collect(List<List<@Nullable String>> rows) {
        return new Delivery.Rows() {
            private int width;

            @Override
            public void header(List<String> names) {
                width = names.size();
            }

            @Override
            public void row(RawRow row) {
                List<@Nullable String> cells = new ArrayList<>();
                for (int cell = 0; cell < width; cell++) {
                    cells.add(row.text(cell));
                }
                rows.add(cells);
            }
        };
    }
}
