package io.volute.businessanalysis.page;

import io.volute.core.artifact.Codec;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The document itself, in UTF-8, so that the stored bytes open in a browser. */
public final class ReportPageCodec implements Codec<ReportPage> {
    @Inject
    ReportPageCodec() {}

    @Override
    public String type() {
        return "html/1";
    }

    @Override
    public void encode(ReportPage value, Path target) throws IOException {
        Files.writeString(target, value.html(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    }

    @Override
    public ReportPage decode(Content content) throws IOException {
        return new ReportPage(new String(content.bytes(), StandardCharsets.UTF_8));
    }
}
