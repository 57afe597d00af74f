package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that a query gave, as {@link JdbcQuery#read} wrote them. A row's line is its number, a cell's column too. */
final class JdbcDelivery implements Delivery {
    private final JdbcOptions options;
    private final String place;
    private final Digest digest;
    private final byte[] spooled;

    JdbcDelivery(JdbcOptions options, String place, Digest digest, byte[] spooled) {
        this.options = options;
        this.place = place;
        this.digest = digest;
        this.spooled = spooled;
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Optional<String> licence() {
        return options.licence();
    }

    @Override
    public void read(Rows rows) {
        ByteBuffer in = ByteBuffer.wrap(spooled);
        int width = in.getInt();
        Walk row = new Walk(in, new String[width]);
        List<String> names = new ArrayList<>();
        for (int cell = 0; cell < width; cell++) {
            names.add(Optional.ofNullable(row.next()).orElse(""));
        }
        rows.header(names);
        while (in.hasRemaining()) {
            row.advance();
            rows.row(row);
        }
    }

    private final class Walk implements RawRow {
        private final ByteBuffer in;
        private final @Nullable String[] values;
        private final Set<String> missing = Set.copyOf(options.missing());
        private final Texts texts = new Texts();
        private int number;

        private Walk(ByteBuffer in, @Nullable String[] values) {
            this.in = in;
            this.values = values;
        }

        private @Nullable String next() {
            int length = in.getInt();
            if (length < 0) {
                return null;
            }
            byte[] utf8 = new byte[length];
            in.get(utf8);
            return texts.of(new String(utf8, StandardCharsets.UTF_8));
        }

        private void advance() {
            number++;
            for (int cell = 0; cell < values.length; cell++) {
                String value = next();
                values[cell] = value == null || missing.contains(value) ? null : value;
            }
        }

        @Override
        public String place() {
            return place;
        }

        @Override
        public String raw() {
            List<String> cells = new ArrayList<>();
            for (String value : values) {
                cells.add(value == null ? "" : value);
            }
            return String.join("\t", cells);
        }

        @Override
        public int line() {
            return number;
        }

        @Override
        public @Nullable String text(int cell) {
            return values[cell];
        }

        @Override
        public int lineOf(int cell) {
            return number;
        }

        @Override
        public int columnOf(int cell) {
            return cell + 1;
        }
    }
}
