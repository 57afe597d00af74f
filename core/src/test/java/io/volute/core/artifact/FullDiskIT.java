package io.volute.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a volume of 2 MB; skipped where this user may not mount one. */
class FullDiskIT {
    @TempDir
    Path folder;

    private Path volume;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        volume = Files.createDirectory(folder.resolve("tiny"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", volume.toString());
        assumeTrue(mounted, "this user may not mount a small volume");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", volume.toString())).isTrue();
        }
    }

    @Test
    void keepsWhatWasPublishedAndLeavesNothingHalfWritten() throws IOException {
        try (FileArtifactStore store = FileArtifactStore.open(volume.resolve("store"), InstantSource.system())) {
            Random random = new Random(1);
            for (int i = 0; i < 3; i++) {
                publish(store, bytes(random, 300_000));
            }
            assertThatThrownBy(() -> publish(store, bytes(random, 1_500_000))).isInstanceOf(IOException.class);

            publish(store, bytes(random, 300_000));
            ArtifactStore.Verification found = store.verify(Set.of());
            assertThat(found.checked()).isEqualTo(4);
            assertThat(found.damaged()).isEmpty();
            assertThat(temporaryFiles()).isZero();
        }
    }

    @Test
    void namesTheFolderWhenItCannotEvenCopyAnArtifactForItsReader() throws IOException {
        try (FileArtifactStore store = FileArtifactStore.open(volume.resolve("store"), InstantSource.system())) {
            Digest digest = publish(store, bytes(new Random(2), 900_000));
            publish(store, bytes(new Random(3), 900_000));

            try (Codec.Content content = store.open(digest)) {
                assertThat(content.bytes()).hasSize(900_000);
                assertThatThrownBy(content::file)
                        .isInstanceOfSatisfying(
                                VoluteException.class, e -> assertThat(e.code()).isEqualTo(CoreError.STORAGE))
                        .hasMessageContaining("no space left in")
                        .hasMessageContaining(volume.toString());
            }
            assertThat(temporaryFiles()).isZero();
        }
    }

    private long temporaryFiles() throws IOException {
        try (Stream<Path> paths = Files.walk(volume.resolve("store/tmp"))) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().endsWith(".lock"))
                    .count();
        }
    }

    private static Digest publish(FileArtifactStore store, byte[] bytes) throws IOException {
        try (ArtifactStore.Draft draft = store.draft()) {
            Digest digest = draft.add(Files.write(draft.newFile(), bytes));
            draft.publish(digests -> {});
            return digest;
        }
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }
}
