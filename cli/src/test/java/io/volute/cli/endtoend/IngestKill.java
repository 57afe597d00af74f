package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** kill -9 while a project of one source is ingesting: among its first bytes, and again while what it made gets its names. */
final class IngestKill {
    private static final String STEP = "data-engineering.ingest";

    private final Checkout dying;
    private final Path store;
    private final String asOf;

    IngestKill(Checkout dying, String asOf) {
        this.dying = dying;
        this.store = dying.file(".volute/store");
        this.asOf = asOf;
    }

    /** The run dies, and so does its first resumption; the second one ends like a run that nothing disturbed. */
    void endsLike(Checkout calm) throws Exception {
        calm.volute("run", STEP, "--as-of", asOf).exits(0);
        dying.volute("db", "start").exits(0);
        dieOnce("tmp", "run", STEP, "--as-of", asOf);
        dieOnce("sha256", "resume");

        dying.volute("resume").exits(0);
        dying.volute("run", STEP, "--as-of", asOf).exits(0);

        assertThat(digests(dying)).isEqualTo(digests(calm)).isNotEmpty();
        JsonNode verified = dying.volute("store", "verify", "--json").exits(0).json();
        assertThat(verified.path("clean").asBoolean()).isTrue();
        dying.volute("store", "gc", "--delete").exits(0);
        assertThat(dying.volute("store", "gc", "--json")
                        .exits(0)
                        .json()
                        .path("temporaryFiles")
                        .asInt())
                .isZero();
    }

    /** Dies once this folder of the store holds bytes. */
    private void dieOnce(String folder, String... words) throws Exception {
        assertThat(holdsBytes(folder)).as(folder).isFalse();
        Process process = dying.start(words);
        boolean over = false;
        while (!over && !holdsBytes(folder)) {
            over = process.waitFor(5, TimeUnit.MILLISECONDS);
        }
        assertThat(process.isAlive()).as("it was still ingesting").isTrue();
        // Not the process's own method, which closes its streams.
        process.toHandle().destroyForcibly();
        Checkout.finish(process, words);
    }

    private static List<String> digests(Checkout checkout) throws Exception {
        try (StoredRows rows = StoredRows.embedded(checkout)) {
            return rows.texts("select digest from core.version order by digest");
        }
    }

    private boolean holdsBytes(String name) throws IOException {
        Path folder = store.resolve(name);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(
                    path -> Files.isRegularFile(path) && path.toFile().length() > 0);
        } catch (UncheckedIOException e) {
            // A file was renamed while the folder was walked: the next look tells.
            return false;
        }
    }
}
