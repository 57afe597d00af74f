package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.core.table.ColumnarReader;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.DataError;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parquet files with the same columns, one after the other. Rows keep their types, so a contract need not parse them. */
final class ParquetDelivery implements Delivery {
    private static final int FOOTER = 8;
    private static final String MAGIC = "PAR1";
    private static final String ENCRYPTED = "PARE";

    private final ParquetOptions options;
    private final Map<SourceFiles.Located, Digest> files;
    private final ColumnarReader reader;
    private final long roomForCells;

    ParquetDelivery(ParquetOptions options, Map<SourceFiles.Located, Digest> files, ColumnarReader reader) {
        // A file may say in few bytes that it has a billion rows.
        this(options, files, reader, Runtime.getRuntime().maxMemory() / 5 * 3 / Long.BYTES);
    }

    ParquetDelivery(
            ParquetOptions options, Map<SourceFiles.Located, Digest> files, ColumnarReader reader, long roomForCells) {
        this.options = options;
        this.files = new LinkedHashMap<>(files);
        this.reader = reader;
        this.roomForCells = roomForCells;
    }

    @Override
    public Digest digest() {
        List<Digest> digests = List.copyOf(files.values());
        return digests.size() == 1
                ? digests.get(0)
                : SourceFiles.digest(
                        files.keySet().stream().map(SourceFiles.Located::place).toList(), digests);
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
        files.keySet().forEach(file -> checkEnds(file.path(), file.place()));
        OneHeader joined = new OneHeader(rows);
        files.forEach((file, digest) -> {
            joined.begin(file.place());
            reader.read(file.path(), digest, file.place(), joined);
        });
        if (!joined.any) {
            throw new VoluteException(
                    DataError.SOURCE_EMPTY, place() + ": no rows (expected: at least one)\nfix: deliver it again");
        }
    }

    /** What the first and last bytes tell is told in plain words, and nobody has to open such a file. */
    private static void checkEnds(Path path, String place) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long length = file.length();
            if (length == 0) {
                throw new VoluteException(
                        DataError.SOURCE_EMPTY, place + ": the file is empty (expected: rows)\nfix: deliver it again");
            }
            String first = signs(file, 0, length);
            String last = signs(file, Math.max(0, length - MAGIC.length()), length);
            if (first.equals(ENCRYPTED) || last.equals(ENCRYPTED)) {
                throw broken(place, "is encrypted", "Parquet without encryption", "write it without encryption");
            }
            if (!first.equals(MAGIC)) {
                throw broken(
                        place,
                        "begins with " + Excerpt.of(first),
                        "a Parquet file, which begins with " + MAGIC,
                        "deliver Parquet, or declare what it is: type: csv or json-lines");
            }
            if (!last.equals(MAGIC) || length < MAGIC.length() + FOOTER) {
                throw broken(
                        place,
                        "ends with " + Excerpt.of(last),
                        MAGIC + "; was the file cut off?",
                        "deliver the whole file again");
            }
        } catch (IOException e) {
            throw new VoluteException(
                    DataError.SOURCE_MISSING,
                    place + ": cannot be read (expected: a file that this user may read)\nfix: change who may",
                    e);
        }
    }

    private static String signs(RandomAccessFile file, long from, long length) throws IOException {
        byte[] bytes = new byte[(int) Math.min(MAGIC.length(), length - from)];
        file.seek(from);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static VoluteException broken(String place, String what, String expected, String fix) {
        return new VoluteException(
                DataError.BAD_STRUCTURE, place + ": " + what + " (expected: " + expected + ")\nfix: " + fix);
    }

    /** Hands the first file's columns on, and refuses a file with others. */
    private final class OneHeader implements ColumnarReader.Rows {
        private final Rows rows;
        private ParquetRow row;
        private String first = "";
        private String file = "";
        private long cells;
        private boolean any;

        private OneHeader(Rows rows) {
            this.rows = rows;
            this.row = new ParquetRow(List.of(), options.missing());
        }

        private void begin(String place) {
            file = place;
            row.begin(place);
        }

        @Override
        public void header(List<ColumnarReader.Header> columns) {
            if (first.isEmpty()) {
                first = file;
                row = new ParquetRow(columns, options.missing());
                row.begin(file);
                rows.header(columns.stream().map(ColumnarReader.Header::name).toList());
            } else if (!columns.equals(row.columns())) {
                throw differs(columns);
            }
        }

        private VoluteException differs(List<ColumnarReader.Header> columns) {
            int at = 0;
            List<ColumnarReader.Header> expected = row.columns();
            while (at < expected.size()
                    && at < columns.size()
                    && expected.get(at).equals(columns.get(at))) {
                at++;
            }
            return broken(
                    file,
                    "column " + (at + 1) + " is " + column(columns, at),
                    column(expected, at) + " as in " + first,
                    "give all files of the source the same columns");
        }

        private static String column(List<ColumnarReader.Header> columns, int at) {
            return at < columns.size()
                    ? Excerpt.of(columns.get(at).name()) + " of type "
                            + columns.get(at).type()
                    : "not there";
        }

        @Override
        public void row(ColumnarReader.Row values) {
            any = true;
            cells += row.columns().size();
            row.take(values);
            if ((rows.keeps() && cells > roomForCells) || row.number() == Integer.MAX_VALUE) {
                throw broken(
                        file,
                        "more than " + Numbers.count(row.number() - 1L) + " rows of "
                                + row.columns().size() + " columns",
                        "as many as fit into the memory that Volute may use",
                        "deliver fewer rows or columns, or allow more memory: VOLUTE_JAVA_OPTS=-Xmx8g");
            }
            rows.row(row);
        }
    }
}
