package io.volute.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data sets that may not be vendored, as {@code examples/fetch-data/fetch} brings them. Tests that need one carry the tag
 * {@value #TAG}: they run under the profile {@code fetched-data} only, and there they fail where a file is missing. Each
 * has a twin in the main suite, over a small planted table.
 */
public final class Fetched {
    /** Tag of tests that need fetched data. */
    public static final String TAG = "fetched";

    private static final String FOLDER = "volute.fetched";

    private Fetched() {}

    /**
     * A fetched file.
     *
     * @throws AssertionError when it is not there
     */
    public static Path file(String name) {
        String folder = System.getProperty(FOLDER);
        if (folder == null || folder.isBlank()) {
            throw new AssertionError("-D" + FOLDER + ": not given (expected: the folder that examples/fetch-data/fetch"
                    + " filled, as an absolute path)");
        }
        Path file = Path.of(folder).resolve(name).toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new AssertionError(file + ": is not there\nfix: examples/fetch-data/fetch " + folder);
        }
        return file;
    }
}
