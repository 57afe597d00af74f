package io.volute.dataengineering.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.artifact.Digest;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.SourceProbe.Probe;
import io.volute.dataengineering.DataError;
import io.volute.testing.Kits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources of several files. */
class PartitionsTest {
    private final CsvSource source = new CsvSource();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return Stream.of("data", "data/*.csv")
                .flatMap(path -> Kits.tests(new SourceContract(
                        source, () -> new FilePlace(folder, "data/b.csv", "id,size\na,1\nb,2\nc,\n", options(path)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data/*.csv", "data/[ab].csv", "d*/*"})
    void readsTheFilesInTheOrderOfTheirNames(String path) throws IOException {
        write("data/b.csv", "id\n3\n");
        write("data/a.csv", "id\n1\n2\n");

        Collected rows = Collected.of(open(path));

        assertThat(rows.header()).containsExactly("id");
        assertThat(rows.rows()).containsExactly(List.of("1"), List.of("2"), List.of("3"));
        assertThat(rows.places()).containsExactly("data/a.csv:2", "data/a.csv:3", "data/b.csv:2");
    }

    @Test
    void readsFoldersOfFoldersByAPattern() throws IOException {
        write("data/year=2000/x.csv", "id\n1\n");
        write("data/year=2001/x.csv", "id\n2\n");

        assertThat(Collected.of(open("data/**/*.csv")).rows()).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void refusesAnotherHeaderByFileAndColumn() throws IOException {
        write("data/a.csv", "id,size\n1,2\n");
        write("data/b.csv", "id,weight\n1,2\n");

        assertThatThrownBy(() -> Collected.of(open("data")))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DataError.BAD_STRUCTURE))
                .hasMessageStartingWith("data/b.csv:1: column 2 is weight (expected: size as in data/a.csv)")
                .hasMessageContaining("fix: ");
        write("data/b.csv", "id\n1\n");
        assertThatThrownBy(() -> Collected.of(open("data")))
                .hasMessageStartingWith("data/b.csv:1: column 2 is not there (expected: size");
    }

    @Test
    void namesTheFileOfABrokenRow() throws IOException {
        write("data/a.csv", "id,size\n1,2\n");
        write("data/b.csv", "id,size\n1\n");

        assertThatThrownBy(() -> Collected.of(open("data"))).hasMessageStartingWith("data/b.csv:2:1: 1 cells");
    }

    @Test
    void acceptsAPartitionWithoutRowsButNotASourceWithoutAny() throws IOException {
        write("data/a.csv", "id\n");
        write("data/b.csv", "id\n1\n");
        assertThat(Collected.of(open("data")).rows()).hasSize(1);

        write("data/b.csv", "id\n");
        assertThatThrownBy(() -> Collected.of(open("data")))
                .hasMessageStartingWith("data/a.csv:2:1: no rows after the header");
    }

    @Test
    void looksAtEachFileAndReadsOnlyWhatWasWritten() throws IOException {
        write("data/a.csv", "id\n1\n");
        write("data/b.csv", "id\n2\n");
        Probe first = probe(Optional.empty());
        // An invented digest of an unchanged file comes back: that file was not read again.
        Probe invented = new Probe(
                first.look().replace(Digest.of("id\n1\n").hex(), Digest.of("x").hex()), first.digest());
        write("data/b.csv", "id\n3\n");
        Files.setLastModifiedTime(folder.resolve("data/b.csv"), FileTime.fromMillis(5));

        Probe second = probe(Optional.of(invented));

        assertThat(second.look())
                .contains(Digest.of("x").hex(), Digest.of("id\n3\n").hex())
                .doesNotContain(Digest.of("id\n2\n").hex());
    }

    @Test
    void takesARemovedARenamedAndANewFileForAChange() throws IOException {
        write("data/a.csv", "id\n1\n");
        write("data/b.csv", "id\n2\n");
        Probe both = probe(Optional.empty());
        Files.move(folder.resolve("data/b.csv"), folder.resolve("data/c.csv"));
        Probe renamed = probe(Optional.of(both));
        Files.delete(folder.resolve("data/c.csv"));

        assertThat(List.of(
                        both.digest(),
                        renamed.digest(),
                        probe(Optional.of(renamed)).digest()))
                .doesNotHaveDuplicates();
        assertThat(open("data").digest()).isEqualTo(Digest.of("id\n1\n"));
    }

    @Test
    void refusesWhatLiesAmongThePartitionsAndIsNone() throws IOException {
        write("data/a.csv", "id\n1\n");
        write("data/_SUCCESS", "");
        write("data/.a.csv.crc", "");
        assertThat(Collected.of(open("data")).rows()).hasSize(1);

        write("data/notes.txt", "");
        assertThatThrownBy(() -> open("data"))
                .hasMessageContaining("source s: data holds notes.txt (expected: only files that end in .csv")
                .hasMessageContaining("data/*.csv");
    }

    @Test
    void refusesWhatMeansNoFile() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        assertThatThrownBy(() -> open("data")).hasMessageContaining("data is a folder without a file");
        assertThatThrownBy(() -> open("data/*.csv")).hasMessageContaining("data/*.csv matches no file");
        assertThatThrownBy(() -> open("none/*.csv")).hasMessageContaining("none/*.csv is not there");
        assertThatThrownBy(() -> open("data/[.csv")).hasMessageContaining("is no pattern");
    }

    @Test
    void refusesALinkThatLeadsOutOfTheSpecsFolder() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("inside/data")).getParent();
        Files.createSymbolicLink(inside.resolve("data/x.csv"), write("secret.csv", "id\n1\n"));

        assertThatThrownBy(() -> source.open("s", options("data"), inside))
                .hasMessageContaining("data holds data/x.csv, which leads out of the spec's folder");
    }

    private Path write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private Delivery open(String path) {
        return source.open("s", options(path), folder);
    }

    private Probe probe(Optional<Probe> known) {
        return source.probe("s", options("data"), folder, known);
    }

    private static CsvOptions options(String path) {
        return new CsvOptions(Path.of(path), ",", CsvOptions.Encoding.UTF_8, List.of(""), Optional.empty());
    }
}
