package io.volute.dataengineering.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.source.CsvOptions;
import io.volute.dataengineering.source.CsvSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
    private static final Path CHICAGO = Path.of("..", "examples", "ridership", "data", "chicago.csv");

    private static final Path BIRDSTRIKES =
            Path.of("..", "examples", "birdstrikes", "data").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private FileProfile of(String... lines) {
        try {
            Files.writeString(folder.resolve("a.csv"), String.join("\n", lines));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return profile(folder, "a.csv");
    }

    private static FileProfile profile(Path in, String name) {
        CsvOptions options =
                new CsvOptions(Path.of(name), ",", CsvOptions.Encoding.UTF_8, List.of(""), Optional.empty());
        return FileProfile.of(name, new CsvSource().open("file", options, in));
    }

    private static Profile.OfColumn column(FileProfile found, String name) {
        return found.profile().columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aColumnHasTheFirstTypeInWhichEveryValueIsWritten() {
        FileProfile found = of(
                "flag,whole,decimal,day,moment,padded,mixed,year,none",
                "true,1,1,2000-01-31,2000-01-31T12:00:00Z,007,1,2008,",
                "false,-20,2.5,2000-02-29,2000-02-29T12:00:00+02:00,12,x,pre2008,",
                ",,,,,,,,");
        assertThat(found.profile().columns())
                .extracting(Profile.OfColumn::type)
                .containsExactly("bool", "int", "number", "date", "instant", "text", "text", "text", "text");
        assertThat(column(found, "day").min()).contains("2000-01-31");
        assertThat(column(found, "moment").max()).contains("2000-02-29T10:00:00Z");
        assertThat(column(found, "none").missing()).isEqualTo(3);
        assertThat(column(found, "none").n()).isZero();
    }

    /** A reader that looks at the head only would say int. */
    @Test
    void theLastRowCountsAsMuchAsTheFirst() {
        List<String> lines = new ArrayList<>(List.of("year"));
        for (int i = 0; i < 5_000; i++) {
            lines.add("2008");
        }
        assertThat(column(of(lines.toArray(String[]::new)), "year").type()).isEqualTo("int");
        lines.add("pre2008");
        assertThat(column(of(lines.toArray(String[]::new)), "year").type()).isEqualTo("text");
        lines.set(lines.size() - 1, "2000-02-30");
        assertThat(column(of(lines.toArray(String[]::new)), "year").type())
                .isEqualTo(ValueType.TEXT.name().toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void theStrikesAreAsTheyAreKnownToBe() {
        FileProfile found = profile(BIRDSTRIKES, "birdstrikes.csv");

        assertThat(found.profile().rows()).isEqualTo(10_000);
        assertThat(found.profile().duplicates().rows()).isEqualTo(24);
        Profile.OfColumn damage = column(found, "Effect Amount of damage");
        assertThat(damage.top().get(0)).isEqualTo(new Profile.Top("None", 8_939));
        assertThat(damage.missing()).isZero();
        Profile.OfColumn speed = column(found, "Speed IAS in knots");
        assertThat(speed.type()).isEqualTo("int");
        assertThat(speed.missing() / 10_000.0).isCloseTo(.284, within(.0005));
        assertThat(speed.numbers().orElseThrow().histogram().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(speed.n());
        assertThat(column(found, "Flight Date").min()).contains("1990-01-08");
        assertThat(column(found, "Flight Date").max()).contains("2002-07-25");
        assertThat(found.profile().associations().subList(0, 2))
                .extracting(Profile.Association::kind)
                .containsOnly("cramers-v");
    }

    @Test
    void theOrderOfRowsChangesNothing() throws IOException {
        List<String> lines = Files.readAllLines(BIRDSTRIKES.resolve("birdstrikes.csv"));
        List<String> shuffled = new ArrayList<>(lines.subList(1, lines.size()));
        Collections.shuffle(shuffled, new Random(4));
        shuffled.add(0, lines.get(0));
        FileProfile there = profile(BIRDSTRIKES, "birdstrikes.csv");
        FileProfile again = of(shuffled.toArray(String[]::new));

        assertThat(again.content()).isNotEqualTo(there.content());
        assertThat(again.profile().logical()).isEqualTo(there.profile().logical());
        assertThat(again.profile().duplicates()).isEqualTo(there.profile().duplicates());
        assertThat(again.profile().warnings()).isEqualTo(there.profile().warnings());
        assertThat(column(again, "Speed IAS in knots").top())
                .isEqualTo(column(there, "Speed IAS in knots").top());

        shuffled.set(77, shuffled.get(77).replaceFirst("[^,]*", "ELSEWHERE"));
        assertThat(of(shuffled.toArray(String[]::new)).profile().logical())
                .isNotEqualTo(there.profile().logical());
    }

    @Test
    void holesInADailySeriesAreFound() {
        List<String> lines = new ArrayList<>(List.of("day,riders"));
        for (int day = 0; day < 60; day++) {
            if (day < 20 || day > 26) {
                lines.add(LocalDate.of(2001, 1, 1).plusDays(day) + "," + day % 9);
            }
        }
        FileProfile found = of(lines.toArray(String[]::new));
        assertThat(found.profile().warnings())
                .anySatisfy(warning ->
                        assertThat(warning.message()).contains("7 steps of 1 d have no row, the first at 2001-01-21"));
        assertThat(column(found, "day").flags()).containsExactly("gaps");
    }

    /** DE06; the obvious rule, a series with one row a day, is rejected by the same assertion. */
    @Test
    void missingSharesAndADeletedWeekAreReported() {
        List<String> lines = new ArrayList<>(List.of("day,delay"));
        List<LocalDate> days = new ArrayList<>();
        for (int flight = 0; flight < 2_000; flight++) {
            LocalDate day = LocalDate.of(2001, 1, 1).plusDays(flight % 120);
            if (flight % 120 < 40 || flight % 120 > 46) {
                days.add(day);
                lines.add(day + "," + (flight % 4 == 0 ? "" : flight % 9));
            }
        }
        FileProfile found = of(lines.toArray(String[]::new));

        assertThat(column(found, "delay").missing() / (double) found.profile().rows())
                .isCloseTo(.25, within(.02));
        assertTellsTheWeek(found.profile().warnings().stream()
                .map(Profile.Warning::message)
                .toList());
        boolean oneRowADay = days.stream().distinct().count() > .98 * days.size();
        assertThatThrownBy(() -> assertTellsTheWeek(oneRowADay ? List.of("7 steps") : List.of()))
                .isInstanceOf(AssertionError.class);
    }

    /** DE06 on the riders of Chicago, whose days are complete until a week is deleted. */
    @Test
    void aWeekThatIsDeletedFromTheRidersOfChicagoIsReported() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(CHICAGO));
        assertThat(of(lines.toArray(String[]::new)).profile().warnings())
                .noneSatisfy(warning -> assertThat(warning.message()).contains("have no row"));
        String first = lines.get(1_000).substring(0, 10);
        lines.subList(1_000, 1_007).clear();

        assertThat(of(lines.toArray(String[]::new)).profile().warnings())
                .anySatisfy(warning ->
                        assertThat(warning.message()).contains("7 steps of 1 d have no row, the first at " + first));
    }

    private static void assertTellsTheWeek(List<String> messages) {
        assertThat(messages)
                .anySatisfy(
                        message -> assertThat(message).contains("7 steps of 1 d have no row, the first at 2001-02-10"));
    }

    @Test
    void saysWhatDeservesALook() {
        List<String> lines = new ArrayList<>(List.of("id,constant,rare,blank,far"));
        for (int i = 0; i < 200; i++) {
            lines.add(i + ",x," + (i < 20 ? "a" : "") + "," + (i == 3 ? "y " : "y") + "," + (i == 5 ? 9_000 : i % 10));
        }
        FileProfile found = of(lines.toArray(String[]::new));
        assertThat(column(found, "id").flags()).containsExactly("id-like");
        assertThat(column(found, "constant").flags()).containsExactly("constant");
        assertThat(column(found, "rare").flags()).containsExactly("mostly-missing", "constant");
        assertThat(column(found, "blank").flags()).containsExactly("padded");
        assertThat(column(found, "far").flags()).containsExactly("skewed", "outliers");
    }

    @Test
    void thePageShowsWhatStandsThereAndExecutesNoneOfIt() {
        FileProfile found = of("<b>name</b>,n", "<script>alert(1)</script>,1", "\"a \"\"quoted\"\" one\",2");
        String page = ProfilePage.of("a&b.csv", found.profile());
        assertThat(page)
                .contains("a&amp;b.csv", "&lt;script&gt;", "&lt;b&gt;name", "<svg")
                .doesNotContain("<script>", "<b>name", "http");
    }
}
