package io.volute.core.artifact;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
                Path copy = workspace.newFolder().resolve("copy");
                content = new FileContent(null, copy, workspace);
                Files.copy(new DigestInputStream(in, sha256), copy);
                StoreFiles.readOnly(copy);
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
    public synchronized Path file() throws IOException {
        if (copy == null) {
            Path file = workspace.newFolder().resolve("copy");
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
                out.write(Objects.requireNonNull(bytes));
            }
            StoreFiles.readOnly(file);
            copy = file;
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
