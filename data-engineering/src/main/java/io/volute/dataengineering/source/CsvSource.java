package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.SourceProbe;
import io.volute.dataengineering.DataError;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** One CSV file as in RFC 4180, with a header. */
public final class CsvSource implements Source {
    private static final long LARGEST = 2_000_000_000;

    /** The source; it holds nothing. */
    @Inject
    public CsvSource() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return CsvOptions.class;
    }

    @Override
    public SourceProbe.Probe probe(String name, Record options, Path specFolder, Optional<SourceProbe.Probe> known) {
        CsvOptions csv = (CsvOptions) options;
        Path file = locate(name, csv, specFolder);
        String look = look(name, csv, file);
        if (known.isPresent() && known.get().look().equals(look)) {
            return known.get();
        }
        return new SourceProbe.Probe(look, Digest.of(bytes(name, csv, file)));
    }

    @Override
    public Delivery open(String name, Record options, Path specFolder) {
        CsvOptions csv = (CsvOptions) options;
        return new CsvDelivery(csv, bytes(name, csv, locate(name, csv, specFolder)));
    }

    private static Path locate(String name, CsvOptions csv, Path specFolder) {
        try {
            Path folder = specFolder.toRealPath();
            Path file = folder.resolve(csv.path()).toRealPath();
            if (!file.startsWith(folder)) {
                throw missing(name, csv, "leads out of the spec's folder", "a file below it");
            }
            if (!Files.isRegularFile(file)) {
                throw missing(name, csv, "is no file", "a CSV file");
            }
            return file;
        } catch (NoSuchFileException e) {
            throw missing(name, csv, "is not there", "a file at this path, relative to the spec");
        } catch (IOException e) {
            throw unreadable(name, csv, e);
        }
    }

    private static String look(String name, CsvOptions csv, Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return csv.path() + " " + attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException e) {
            throw unreadable(name, csv, e);
        }
    }

    private static byte[] bytes(String name, CsvOptions csv, Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new VoluteException(
                        DataError.BAD_STRUCTURE,
                        csv.path() + ": " + Files.size(file) + " bytes (expected: at most " + LARGEST
                                + " in one CSV file)\nfix: split it or deliver fewer columns");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(name, csv, e);
        }
    }

    private static VoluteException missing(String name, CsvOptions csv, String what, String expected) {
        return new VoluteException(
                DataError.SOURCE_MISSING,
                "source " + name + ": " + csv.path() + " " + what + " (expected: " + expected
                        + ")\nfix: put the file there, or change data-engineering.sources." + name + ".path");
    }

    private static VoluteException unreadable(String name, CsvOptions csv, IOException e) {
        return new VoluteException(
                DataError.SOURCE_MISSING,
                "source " + name + ": " + csv.path() + " cannot be read (expected: a file that this user may read)",
                e);
    }
}
