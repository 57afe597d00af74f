package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import java.util.List;
import java.util.Optional;

/** The bytes of JSON files: walked once for the keys, which are the columns, and once for the rows. */
final class JsonLinesDelivery implements Delivery {
    private final JsonLinesOptions options;
    private final List<FileBytes> files;

    JsonLinesDelivery(JsonLinesOptions options, List<FileBytes> files) {
        this.options = options;
        this.files = List.copyOf(files);
    }

    @Override
    public Digest digest() {
        return TextFile.digest(files);
    }

    @Override
    public String place() {
        return options.path().toString();
    }

    @Override
    public Optional<String> licence() {
        return options.licence();
    }

    @Override
    public void read(Rows rows) {
        JsonKeys keys = new JsonKeys();
        for (FileBytes file : files) {
            new JsonReader(file.place(), file.decode(), keys, options.missing()).read(row -> {});
        }
        rows.header(keys.names());
        for (FileBytes file : files) {
            new JsonReader(file.place(), file.decode(), keys, options.missing()).read(rows::row);
        }
    }
}
