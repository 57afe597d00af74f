package io.volute.businessanalysis.page;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style of our pages, read once from the class path. */
public final class Stylesheet {
    private static final String RESOURCE = "page.css";

    private final String css;

    /** Reads it. */
    @Inject
    public Stylesheet() {
        try (InputStream in = Stylesheet.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the class path");
            }
            css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its text. */
    public String css() {
        return css;
    }
}
