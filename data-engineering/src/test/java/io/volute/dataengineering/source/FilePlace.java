package io.volute.dataengineering.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A file that a source reads; a changed value leaves its size as it was. */
final class FilePlace implements SourceContract.Place {
    private final Path folder;
    private final String file;
    private final String rows;
    private final Record options;

    FilePlace(Path folder, String file, String rows, Record options) {
        this.folder = folder;
        this.file = file;
        this.rows = rows;
        this.options = options;
        write(rows, FileTime.fromMillis(0));
    }

    private void write(String text, FileTime time) {
        try {
            Path target = folder.resolve(file);
            Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(folder));
            Files.setLastModifiedTime(Files.writeString(target, text), time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Record options() {
        return options;
    }

    @Override
    public Path specFolder() {
        return folder;
    }

    @Override
    public void change() {
        write(rows.replace("2", "3"), FileTime.fromMillis(1));
    }

    @Override
    public void remove() {
        try {
            Files.delete(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
