package io.volute.duckdb;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The process that opens a columnar file from elsewhere: arguments are the file, alone in a folder, and DuckDB's memory
 * limit. Rows go to standard output. It ends when its standard input does, which is when whoever started it is gone;
 * then it takes the folder along, for nobody else will.
 */
public final class ColumnarChild {
    private static final int ORPHANED = 99;

    private ColumnarChild() {}

    /** Reads the file. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Thread watch = new Thread(() -> endWithTheParent(file), "parent");
        watch.setDaemon(true);
        watch.start();
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
            new ParquetScan(file, arguments[1], out).write();
        }
    }

    private static void endWithTheParent(Path file) {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said on this stream; only its end matters.
            }
            Path folder = file.getParent();
            if (folder != null) {
                try (Stream<Path> paths = Files.walk(folder)) {
                    for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                }
            }
        } catch (IOException e) {
            // There is nobody left to tell.
        } finally {
            Runtime.getRuntime().halt(ORPHANED);
        }
    }
}
