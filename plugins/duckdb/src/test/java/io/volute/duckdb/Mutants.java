package io.volute.duckdb;

import io.volute.core.table.ColumnarReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Reads damaged copies of a file one after the other and says of each, on a line of its own, whether it was read or
 * refused. It may die of one: whoever started it then starts it again behind that one.
 */
final class Mutants {
    static final String READ = "read";
    static final String REFUSED = "refused";

    private Mutants() {}

    /** Arguments: the good file, the first seed, the seed after the last one. */
    public static void main(String[] arguments) throws IOException {
        byte[] good = Files.readAllBytes(Path.of(arguments[0]));
        Path folder = Files.createTempDirectory("mutants").toRealPath();
        Path file = folder.resolve("file.parquet");
        for (int seed = Integer.parseInt(arguments[1]); seed < Integer.parseInt(arguments[2]); seed++) {
            Files.write(file, of(good, seed));
            System.out.println(seed + " begins");
            System.out.println(seed + " " + read(file));
        }
    }

    /** The file with up to three places damaged. */
    static byte[] of(byte[] good, int seed) {
        Random random = new Random(seed);
        byte[] mutant = good.clone();
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] = (byte) random.nextInt(256);
                case 1 -> mutant[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
                case 2 -> {
                    // The ends stay, so that not all such files are refused unopened.
                    byte[] shorter = Arrays.copyOf(mutant, mutant.length - 1);
                    System.arraycopy(mutant, at + 1, shorter, at, mutant.length - at - 1);
                    mutant = shorter;
                }
                default -> mutant[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return mutant;
    }

    private static String read(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ParquetScan(file, "300MB", out).write();
        Frames frames = new Frames(new ByteArrayInputStream(out.toByteArray()));
        while (true) {
            Frames.Frame frame = frames.next();
            if (frame instanceof Frames.Frame.Failure failure) {
                boolean helps = failure.message().contains("\nfix: ")
                        && failure.message().contains("(expected: ");
                return helps ? REFUSED : "refused without a way out: " + failure.message();
            } else if (frame instanceof Frames.Frame.Some some) {
                some.batch().handTo(new Look());
            } else if (frame instanceof Frames.Frame.End) {
                return READ;
            }
        }
    }

    /** Looks at the first cell of each row. */
    private static final class Look implements ColumnarReader.Rows {
        @Override
        public void header(List<ColumnarReader.Header> columns) {
            // Comes as a frame of its own.
        }

        @Override
        public void row(ColumnarReader.Row row) {
            row.isMissing(0);
        }
    }
}
