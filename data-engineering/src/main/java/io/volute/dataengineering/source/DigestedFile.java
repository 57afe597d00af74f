package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;

/**
 * A file that was looked at and stays where it is: read piece by piece, and refused at its end when it is no longer what
 * was looked at.
 */
record DigestedFile(String place, Path path, Digest digest) implements TextFile {
    @Override
    public InputStream open() throws IOException {
        return new DigestInputStream(Files.newInputStream(path), Digest.sha256()) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = super.read(into, from, length);
                if (read < 0) {
                    compare(new Digest(
                            HexFormat.of().formatHex(getMessageDigest().digest())));
                }
                return read;
            }
        };
    }

    private void compare(Digest found) {
        if (!found.equals(digest)) {
            throw new VoluteException(
                    DataError.SOURCE_MISSING,
                    place + ": changed while it was read (found " + found.brief() + ", expected " + digest.brief()
                            + ")\nfix: run again once nobody writes to it");
        }
    }
}
