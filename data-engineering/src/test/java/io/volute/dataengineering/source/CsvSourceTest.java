package io.volute.dataengineering.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.artifact.Digest;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.SourceProbe;
import io.volute.dataengineering.DataError;
import io.volute.testing.Kits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceTest {
    private final CsvSource source = new CsvSource();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return Kits.tests(new SourceContract(source, this::visits));
    }

    @Test
    void theContractCatchesASourceThatNeverLooksAgain() {
        Source trusting = new Source() {
            @Override
            public int revision() {
                return 1;
            }

            @Override
            public Class<? extends Record> options() {
                return CsvOptions.class;
            }

            @Override
            public SourceProbe.Probe probe(
                    String name, Record options, Path specFolder, Optional<SourceProbe.Probe> known) {
                return known.orElseGet(() -> source.probe(name, options, specFolder, known));
            }

            @Override
            public Delivery open(String name, Record options, Path specFolder) {
                return source.open(name, options, specFolder);
            }
        };
        assertThat(Kits.failures(new SourceContract(trusting, this::visits))).containsExactly("seesAChangedValue");
    }

    private SourceContract.Place visits() {
        return new FilePlace(folder, "visits.csv", "id,size\na,1\nb,2\nc,\n", options("visits.csv"));
    }

    @Test
    void answersFromTheLastLookWhenSizeAndTimeAreTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "a\n1\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        SourceProbe.Probe first = source.probe("s", options("x.csv"), folder, Optional.empty());
        SourceProbe.Probe invented = new SourceProbe.Probe(first.look(), Digest.of("something else"));

        assertThat(first.digest()).isEqualTo(Digest.of("a\n1\n"));
        assertThat(source.probe("s", options("x.csv"), folder, Optional.of(invented)))
                .isEqualTo(invented);
    }

    @Test
    void looksAgainWhenTheFileWasWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "a\n1\n");
        SourceProbe.Probe first = source.probe("s", options("x.csv"), folder, Optional.empty());
        Files.writeString(file, "a\n2\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(source.probe("s", options("x.csv"), folder, Optional.of(first))
                        .digest())
                .isEqualTo(Digest.of("a\n2\n"));
    }

    @Test
    void namesAFileThatIsNotThereAndHowToGoOn() {
        assertThatThrownBy(() -> source.probe("strikes", options("data/x.csv"), folder, Optional.empty()))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DataError.SOURCE_MISSING))
                .hasMessageContaining("source strikes: data/x.csv is not there")
                .hasMessageContaining("data-engineering.sources.strikes.path");
    }

    @Test
    void refusesALinkThatLeadsOutOfTheSpecsFolder() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path outside = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
        Files.createSymbolicLink(inside.resolve("x.csv"), outside);

        assertThatThrownBy(() -> source.open("s", options("x.csv"), inside))
                .hasMessageContaining("leads out of the spec's folder");
    }

    private static CsvOptions options(String path) {
        return new CsvOptions(Path.of(path), ",", CsvOptions.Encoding.UTF_8, List.of(""), Optional.empty());
    }
}
