package io.volute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The pages of {@code docs/reference}: made from the code, committed, and compared by tests. */
public final class Reference {
    private static final Path FOLDER =
            Path.of("..", "docs", "reference").toAbsolutePath().normalize();

    private Reference() {}

    /** How a page begins. */
    public static String head(String title, String maker) {
        return "# " + title + "\n<!-- Made by " + maker + " from the code; do not edit, run it with"
                + " -Dvolute.docs.write=true -->\n\n";
    }

    /** Compares with what is committed, or writes it with {@code -Dvolute.docs.write=true}. */
    public static void check(String name, String page) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("volute.docs.write")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, page);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("docs/reference/%s is not what the code says; write it with -Dvolute.docs.write=true", name)
                    .isEqualTo(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code WRONG_TYPE} as {@code wrong-type}. */
    static String kebab(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A comment as one line without a full stop. */
    static String sentence(String comment) {
        String line = comment.replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
