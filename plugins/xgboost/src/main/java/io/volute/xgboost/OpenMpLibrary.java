package io.volute.xgboost;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the OpenMP runtime, the one thing that XGBoost's jar does not bring. A look at the loader's cache answers
 * in well under a millisecond; the 40 MB library itself is unpacked and loaded only when the file is not found there.
 */
final class OpenMpLibrary implements NativeLibrary {
    private static final Path LOADER_CACHE = Path.of("/etc/ld.so.cache");
    private static final Pattern CACHED = Pattern.compile("/[\\x21-\\x7e]*/libgomp\\.so\\.1");
    private static final List<Path> HOMEBREW = List.of(
            Path.of("/opt/homebrew/opt/libomp/lib/libomp.dylib"), Path.of("/usr/local/opt/libomp/lib/libomp.dylib"));

    private @Nullable Boolean usable;

    @Inject
    OpenMpLibrary() {}

    @Override
    public synchronized Optional<String> missing() {
        Boolean known = usable;
        if (known == null) {
            known = present() || loads();
            usable = known;
        }
        return known ? Optional.empty() : Optional.of(remedy(System.getProperty("os.name", "")));
    }

    /** The line that installs what is missing. */
    static String remedy(String system) {
        return system.toLowerCase(Locale.ROOT).contains("mac")
                ? "XGBoost needs the OpenMP runtime libomp: brew install libomp"
                : "XGBoost needs the OpenMP runtime libgomp1: apt-get install libgomp1"
                        + " (Fedora and the like: dnf install libgomp)";
    }

    private static boolean present() {
        if (HOMEBREW.stream().anyMatch(Files::isReadable)) {
            return true;
        }
        try {
            // Paths in the cache are plain ASCII between zero bytes; the file may be gone since the cache was made.
            String cache = Files.readString(LOADER_CACHE, StandardCharsets.ISO_8859_1);
            return CACHED.matcher(cache)
                    .results()
                    .map(found -> Path.of(found.group()))
                    .anyMatch(OpenMpLibrary::filled);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean filled(Path file) {
        try {
            return Files.isReadable(file) && Files.size(file) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean loads() {
        try {
            new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose();
            return true;
        } catch (LinkageError | XGBoostError e) {
            return false;
        }
    }
}
