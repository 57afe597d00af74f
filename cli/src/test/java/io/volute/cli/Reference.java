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

    /** The same for one section of a page whose beginning is written by hand; pages are compared section by section. */
    public static void checkSection(String name, String heading, String text) {
        Path file = FOLDER.resolve(name);
        String section = "## " + heading + "\n" + text;
        try {
            String page = Files.readString(file);
            int start = page.indexOf("## " + heading + "\n");
            int next = start < 0 ? -1 : page.indexOf("\n## ", start);
            String found = start < 0 ? "" : page.substring(start, next < 0 ? page.length() : next + 1);
            if (Boolean.getBoolean("volute.docs.write") && !found.strip().equals(section.strip())) {
                String rest = start < 0 ? page : page.replace(found, "");
                Files.writeString(file, rest.stripTrailing() + "\n\n" + section.stripTrailing() + "\n");
                found = section;
            }
            assertThat(found.strip())
                    .as("%s of docs/reference/%s; write it with -Dvolute.docs.write=true", heading, name)
                    .isEqualTo(section.strip());
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
