package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of CSV files with one header, decoded strictly and then walked one after the other. */
final class CsvDelivery implements Delivery {
    private final CsvOptions options;
    private final List<FileBytes> files;

    CsvDelivery(CsvOptions options, List<FileBytes> files) {
        this.options = options;
        this.files = List.copyOf(files);
    }

    @Override
    public Digest digest() {
        return FileBytes.digest(files);
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
        for (FileBytes file : files) {
            CsvReader reader = new CsvReader(file.place(), file.decode(), options);
            joined.file = file.place();
            reader.read(joined);
            empty = empty == null ? reader.noRows() : empty;
        }
        if (!joined.any && empty != null) {
            throw empty;
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
