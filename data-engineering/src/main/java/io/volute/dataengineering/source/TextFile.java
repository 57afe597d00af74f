package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** One file of a source. */
sealed interface TextFile permits FileBytes, DigestedFile {
    /** As the user wrote its path, below the spec's folder. */
    String place();

    /** Of its bytes. */
    Digest digest();

    /** Its bytes, from the first one on: those of the digest, or an error at their end. */
    InputStream open() throws IOException;

    /** Of one file the digest of its bytes; of several that of their names and digests in this order. */
    static Digest digest(List<? extends TextFile> files) {
        if (files.size() == 1) {
            return files.get(0).digest();
        }
        return SourceFiles.digest(
                files.stream().map(TextFile::place).toList(),
                files.stream().map(TextFile::digest).toList());
    }
}
