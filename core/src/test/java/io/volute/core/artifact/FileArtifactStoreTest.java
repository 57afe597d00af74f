package io.volute.core.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactStoreTest {
    private static final Instant NOW = Instant.parse("2030-01-02T00:00:00Z");
    private static final Digest HELLO = Digest.of("hello");

    @TempDir
    Path folder;

    private Path root;
    private FileArtifactStore store;

    @BeforeEach
    void open() {
        root = folder.resolve("store");
        store = FileArtifactStore.open(root, InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void publishesReadOnlyFilesUnderTheirDigest() throws IOException {
        Digest digest = publish("hello");

        // SHA-256 of "hello", as sha256sum prints it.
        assertThat(digest)
                .isEqualTo(Digest.parse("sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
        Path file = root.resolve("sha256/2c/f24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        assertThat(file).hasContent("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--r--r--");
        assertThat(text(digest)).isEqualTo("hello");
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void holdsDigestsBeforeAnyNameAppears() throws IOException {
        List<Boolean> visible = new ArrayList<>();
        try (ArtifactStore.Draft draft = store.draft()) {
            Digest digest = draft.add(write(draft, "hello"));
            draft.publish(digests -> {
                assertThat(digests).containsExactly(digest);
                visible.add(store.contains(digest));
            });
        }

        assertThat(visible).containsExactly(false);
        assertThat(store.contains(HELLO)).isTrue();
    }

    @Test
    void publishesNothingWhenTheHoldIsRefused() throws IOException {
        try (ArtifactStore.Draft draft = store.draft()) {
            draft.add(write(draft, "hello"));
            assertThatThrownBy(() -> draft.publish(digests -> {
                        throw new VoluteException(CoreError.FENCED, "stale epoch");
                    }))
                    .isInstanceOf(VoluteException.class)
                    .hasMessage("stale epoch");
        }

        assertThat(store.contains(HELLO)).isFalse();
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void leavesNothingOfADraftThatWasNotPublished() throws IOException {
        try (ArtifactStore.Draft draft = store.draft()) {
            draft.add(write(draft, "hello"));
            write(draft, "half");
        }

        assertThat(store.contains(HELLO)).isFalse();
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void readsADraftsOwnFilesBeforeTheyArePublished() throws IOException {
        Digest published = publish("published");
        try (ArtifactStore.Draft draft = store.draft()) {
            Digest own = draft.add(write(draft, "own"));

            assertThat(draft.contains(own)).isTrue();
            assertThat(draft.contains(published)).isFalse();
            assertThat(draft.open(own).bytes()).asString(UTF_8).isEqualTo("own");
            assertThat(draft.open(published).bytes()).asString(UTF_8).isEqualTo("published");
        }
    }

    @Test
    void keepsTheFirstFileOfEqualBytes() throws IOException {
        Path file = path(publish("hello"));
        Files.setLastModifiedTime(file, FileTime.from(NOW));

        publish("hello");

        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(NOW);
    }

    @Test
    void refusesAFlippedByteBeforeAnybodyParsesIt() throws IOException {
        Digest digest = publish("hello");
        flip(path(digest));

        assertThatThrownBy(() -> store.open(digest))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(CoreError.ARTIFACT_DAMAGED))
                .hasMessageContaining(digest.toString())
                .hasMessageContaining("its bytes have changed")
                .hasMessageContaining("Fix:");
        assertThat(store.verify(Set.of(digest)).damaged()).containsExactly(digest);
    }

    @Test
    void refusesAFlippedByteInAFileTooLargeForMemory() throws IOException {
        Digest digest = publish("0123456789".repeat(1_000_000));
        try (Codec.Content content = store.open(digest)) {
            assertThat(content.bytes()).hasSize(10_000_000);
        }
        flip(path(digest));

        assertThatThrownBy(() -> store.open(digest)).hasMessageContaining("its bytes have changed");
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void namesAMissingArtifact() {
        assertThatThrownBy(() -> store.open(HELLO))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(CoreError.ARTIFACT_DAMAGED))
                .hasMessageContaining("it is missing");
    }

    @Test
    void healsADamagedFileWhenItsBytesAreMadeAgain() throws IOException {
        Digest digest = publish("hello");
        flip(path(digest));

        publish("hello");

        assertThat(text(digest)).isEqualTo("hello");
    }

    @Test
    void handsOutAPrivateCopyUntilTheContentIsClosed() throws IOException {
        Digest digest = publish("hello");
        Path copy;
        try (Codec.Content content = store.open(digest)) {
            copy = content.file();
            flip(path(digest));
            assertThat(copy).hasContent("hello");
            assertThat(content.file()).isEqualTo(copy);
        }

        assertThat(copy).doesNotExist();
    }

    @Test
    void verifiesEverythingAndSaysWhatIsMissingDamagedAndUnreferenced() throws IOException {
        Digest kept = publish("kept");
        Digest damaged = publish("damaged");
        Digest loose = publish("loose");
        flip(path(damaged));

        ArtifactStore.Verification found = store.verify(Set.of(kept, damaged, HELLO));

        assertThat(found)
                .isEqualTo(new ArtifactStore.Verification(3, List.of(HELLO), List.of(damaged), List.of(loose)));
    }

    @Test
    void collectsOnlyWhatIsUnreferencedAndOlderThanADay() throws IOException {
        Digest referenced = aged("referenced", 25);
        Digest young = aged("young", 23);
        Digest old = aged("old and loose", 25);

        ArtifactStore.Collection dry = store.gc(referenced::equals, false);
        assertThat(dry).isEqualTo(new ArtifactStore.Collection(List.of(old), 13, 0));
        assertThat(store.contains(old)).isTrue();

        assertThat(store.gc(referenced::equals, true)).isEqualTo(dry);
        assertThat(store.contains(old)).isFalse();
        assertThat(store.contains(young)).isTrue();
        assertThat(store.contains(referenced)).isTrue();
        assertThat(store.verify(Set.of(referenced, young)).missing()).isEmpty();
    }

    @Test
    void asksAgainUnderTheLockBeforeItDeletes() throws IOException {
        Digest digest = aged("held in between", 25);
        List<Digest> asked = new ArrayList<>();

        store.gc(candidate -> asked.add(candidate) && asked.size() > 1, true);

        assertThat(asked).containsExactly(digest, digest);
        assertThat(store.contains(digest)).isTrue();
    }

    @Test
    void collectsTemporaryFilesOfDeadWritersAndLeavesThoseOfLivingOnes() throws IOException {
        Path dead = Files.createDirectories(root.resolve("tmp/7d3c/1"));
        Files.writeString(dead.resolve("1"), "half");
        Files.createFile(root.resolve("tmp/7d3c.lock"));
        try (FileArtifactStore other = FileArtifactStore.open(root, InstantSource.fixed(NOW));
                ArtifactStore.Draft living = other.draft()) {
            Path half = write(living, "half");

            assertThat(store.gc(digest -> false, false).temporaryFiles()).isEqualTo(1);
            assertThat(dead).exists();
            assertThat(store.gc(digest -> false, true).temporaryFiles()).isEqualTo(1);

            assertThat(half).exists();
        }
        assertThat(root.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void keepsItsIdentity() {
        String id = store.id();
        store.close();
        store = FileArtifactStore.open(root, InstantSource.system());

        assertThat(store.id()).isEqualTo(id).hasSize(36);
        try (FileArtifactStore other = FileArtifactStore.open(folder.resolve("other"), InstantSource.system())) {
            assertThat(other.id()).isNotEqualTo(id);
        }
    }

    @Test
    void saysWhichFolderCannotBeUsed() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));

        assertThatThrownBy(() -> FileArtifactStore.open(file.resolve("store"), InstantSource.system()))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(CoreError.STORAGE))
                .hasMessageContaining(file.resolve("store").toString());
    }

    @Test
    void turnsAFullDiskIntoAMessageWithTheFolder() {
        VoluteException error =
                StoreFiles.failure("cannot publish 2 artifacts", root, new IOException("No space left on device"));

        assertThat(error.code()).isEqualTo(CoreError.STORAGE);
        assertThat(error)
                .hasMessage("cannot publish 2 artifacts: no space left in " + root
                        + " (fix: free some, or name another folder with --store)");
    }

    @Test
    void letsManyThreadsPublishTheSameBytesWhileACollectorRuns() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(() -> {
                start.await(10, TimeUnit.SECONDS);
                for (int round = 0; round < 20; round++) {
                    if (!text(publish("text " + round)).equals("text " + round)) {
                        return false;
                    }
                }
                return true;
            });
        }
        calls.add(() -> {
            start.countDown();
            for (int round = 0; round < 20; round++) {
                store.gc(digest -> true, true);
            }
            return true;
        });
        try {
            for (Future<Boolean> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.verify(Set.of()).checked()).isEqualTo(20);
        assertThat(temporaryFiles()).isEmpty();
    }

    private Digest publish(String text) throws IOException {
        try (ArtifactStore.Draft draft = store.draft()) {
            Digest digest = draft.add(write(draft, text));
            draft.publish(digests -> {});
            return digest;
        }
    }

    private Digest aged(String text, int hours) throws IOException {
        Digest digest = publish(text);
        Files.setLastModifiedTime(path(digest), FileTime.from(NOW.minusSeconds(hours * 3600L)));
        return digest;
    }

    private static Path write(ArtifactStore.Draft draft, String text) throws IOException {
        return Files.writeString(draft.newFile(), text);
    }

    private String text(Digest digest) throws IOException {
        try (Codec.Content content = store.open(digest)) {
            return new String(content.bytes(), UTF_8);
        }
    }

    private Path path(Digest digest) {
        return root.resolve("sha256")
                .resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex().substring(2));
    }

    /** Changes one bit in the middle, as a failing disk would. */
    private static void flip(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long middle = bytes.length() / 2;
            bytes.seek(middle);
            int value = bytes.read();
            bytes.seek(middle);
            bytes.write(value ^ 1);
        }
    }

    private List<Path> temporaryFiles() throws IOException {
        Path temporary = root.resolve("tmp");
        if (!Files.exists(temporary)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(temporary)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().endsWith(".lock"))
                    .toList();
        }
    }
}
