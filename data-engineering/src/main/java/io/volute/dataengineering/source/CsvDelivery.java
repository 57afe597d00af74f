package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CSV files with one header, walked one after the other. */
final class CsvDelivery implements Delivery {
    private final CsvOptions options;
    private final List<TextFile> files;

    CsvDelivery(CsvOptions options, List<? extends TextFile> files) {
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
        OneHeader joined = new OneHeader(rows);
        VoluteException empty = null;
        for (TextFile file : files) {
            try (Utf8Text text = open(file)) {
                CsvReader reader = new CsvReader(file.place(), text, options);
                joined.file = file.place();
                reader.read(joined);
                empty = empty == null ? reader.noRows() : empty;
            }
        }
        if (!joined.any && empty != null) {
            throw empty;
        }
    }

    private static Utf8Text open(TextFile file) {
        try {
            return new Utf8Text(file.place(), file.open());
        } catch (IOException e) {
            throw new VoluteException(
                    DataError.SOURCE_MISSING,
                    file.place() + ": cannot be read (expected: a file that this user may read)\nfix: change who may",
                    e);
        }
    }

    /** Hands the first file's header on, and refuses a file with another one. */
    private static final class OneHeader implements Rows {
        private final Rows rows;
        private String file = "";
        private String first = "";
        private @Nullable List<String> names;
        private boolean any;

        private OneHeader(Rows rows) {
            this.rows = rows;
        }

        @Override
        public void header(List<String> found) {
            List<String> expected = names;
            if (expected == null) {
                names = List.copyOf(found);
                first = file;
                rows.header(found);
            } else if (!expected.equals(found)) {
                throw differs(expected, found);
            }
        }

        private VoluteException differs(List<String> expected, List<String> found) {
            int at = 0;
            while (at < expected.size() && at < found.size() && expected.get(at).equals(found.get(at))) {
                at++;
            }
            return new VoluteException(
                    DataError.BAD_STRUCTURE,
                    file + ":1: column " + (at + 1) + " is " + column(found, at) + " (expected: " + column(expected, at)
                            + " as in " + first + ")\nfix: give all files of the source one header");
        }

        private static String column(List<String> names, int at) {
            return at < names.size() ? Excerpt.of(names.get(at)) : "not there";
        }

        @Override
        public void row(RawRow row) {
            any = true;
            rows.row(row);
        }
    }
}
