package io.volute.core.artifact;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that were hashed and are handed out: the same ones, in memory or, when they are many, as a private copy made
 * while hashing. Opening the stored path a second time would be a race.
 */
final class FileContent implements Codec.Content {
    private static final long IN_MEMORY = 8L << 20;

    private final byte @Nullable [] bytes;
    private final Workspace workspace;
    private @Nullable Path copy;

    private FileContent(byte @Nullable [] bytes, @Nullable Path copy, Workspace workspace) {
        this.bytes = bytes;
        this.copy = copy;
        this.workspace = workspace;
    }

    static FileContent verified(Path file, Digest digest, Workspace workspace, Path root) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = Digest.sha256();
            FileContent content;
            if (Files.size(file) <= IN_MEMORY) {
                byte[] bytes = in.readAllBytes();
                sha256.update(bytes);
                content = new FileContent(bytes, null, workspace);
            } else {
                content = copied(new DigestInputStream(in, sha256), workspace);
            }
            if (!HexFormat.of().formatHex(sha256.digest()).equals(digest.hex())) {
                content.close();
                throw damaged(digest, file, "its bytes have changed");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw damaged(digest, file, "it is missing");
        } catch (IOException e) {
            throw StoreFiles.failure("cannot read artifact " + digest, root, e);
        }
    }

    private static FileContent copied(InputStream in, Workspace workspace) throws IOException {
        Path copy = workspace.newFolder().resolve("copy");
        FileContent content = new FileContent(null, copy, workspace);
        try {
            Files.copy(in, copy);
            StoreFiles.readOnly(copy);
            return content;
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    private static VoluteException damaged(Digest digest, Path file, String what) {
        return new VoluteException(
                CoreError.ARTIFACT_DAMAGED,
                "artifact " + digest + ": " + what + " (expected intact bytes at " + file
                        + "). Fix: restore the file from a copy of the store, or run the producing step with --fresh;"
                        + " volute store verify lists all that is damaged.");
    }

    @Override
    public byte[] bytes() throws IOException {
        return bytes != null ? bytes.clone() : Files.readAllBytes(file());
    }

    @Override
    public long length() throws IOException {
        return bytes != null ? bytes.length : Files.size(file());
    }

    @Override
    public synchronized Path file() {
        if (copy == null) {
            try {
                copy = workspace.newFolder().resolve("copy");
                Files.write(copy, Objects.requireNonNull(bytes), StandardOpenOption.CREATE_NEW);
                StoreFiles.readOnly(copy);
            } catch (IOException e) {
                close();
                throw StoreFiles.failure("cannot copy an artifact", workspace.parent(), e);
            }
        }
        return copy;
    }

    @Override
    public synchronized void close() {
        if (copy != null) {
            try {
                Workspace.deleteTree(Objects.requireNonNull(copy.getParent()));
                copy = null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
