package io.volute.duckdb;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The process that opens a columnar file from elsewhere: arguments are the file, alone in a folder, and DuckDB's memory
 * limit. Rows go to standard output; with the further argument {@value #ANSWERS}, answers to what comes on standard input.
 * It ends when its standard input does, which is when whoever started it is gone; then it takes the folder along, for
 * nobody else will.
 */
public final class ColumnarChild {
    static final String ANSWERS = "answers";
    private static final int ORPHANED = 99;

    private ColumnarChild() {}

    /** Reads the file. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        boolean answers = arguments.length > 2 && arguments[2].equals(ANSWERS);
        BlockingQueue<Command> commands = new ArrayBlockingQueue<>(1);
        Thread watch = new Thread(() -> endWithTheParent(file, answers, commands), "parent");
        watch.setDaemon(true);
        watch.start();
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
            if (answers) {
                ChildAnswers.give(file, arguments[1], commands, out);
            } else {
                new ParquetScan(file, arguments[1], out).write();
            }
        }
    }

    private static void endWithTheParent(Path file, boolean answers, BlockingQueue<Command> commands) {
        try {
            if (answers) {
                DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
                while (true) {
                    commands.put(Command.read(in));
                }
            }
            while (System.in.read() >= 0) {
                // Nothing is said on this stream; only its end matters.
            }
            deleteFolder(file);
        } catch (IOException | InterruptedException e) {
            // There is nobody left to tell.
            if (answers) {
                deleteFolder(file);
            }
        } finally {
            Runtime.getRuntime().halt(ORPHANED);
        }
    }

    private static void deleteFolder(Path file) {
        Path folder = file.getParent();
        if (folder != null) {
            try {
                ChildProcess.delete(folder);
            } catch (IOException e) {
                // There is nobody left to tell.
            }
        }
    }
}
