package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.SourceProbe;
import io.volute.dataengineering.DataError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files that a declared path means: one file, the files of a folder, or those that a pattern such as
 * {@code data/*.csv} matches; all below the spec's folder, in the order of their names.
 */
final class SourceFiles {
    private static final long LARGEST = 2_000_000_000;
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final Path declared;
    private final List<Located> files;
    private final boolean several;

    /** A file as it is shown and as it is opened. */
    record Located(String place, Path path) {}

    private SourceFiles(String name, Path declared, List<Located> files, boolean several) {
        this.name = name;
        this.declared = declared;
        this.files = List.copyOf(files);
        this.several = several;
    }

    /**
     * Finds them.
     *
     * @param ending that every file of a folder must have, for example {@code .csv}
     * @throws VoluteException SOURCE_MISSING naming the source when there is none
     */
    static SourceFiles locate(String name, Path declared, Path specFolder, String ending) {
        try {
            Path folder = specFolder.toRealPath();
            Path target = folder.resolve(declared);
            if (Files.isDirectory(target)) {
                return new SourceFiles(name, declared, partitions(name, declared, folder, ending), true);
            }
            if (!Files.exists(target) && isPattern(declared)) {
                return new SourceFiles(name, declared, matches(name, declared, folder), true);
            }
            return new SourceFiles(name, declared, List.of(located(name, declared, declared, folder)), false);
        } catch (NoSuchFileException e) {
            throw missing(name, declared, "is not there", "a file at this path, relative to the spec");
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(name, declared, e);
        }
    }

    private static boolean isPattern(Path path) {
        return path.toString().chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private static Located located(String name, Path declared, Path shown, Path folder) throws IOException {
        Path file = folder.resolve(shown).toRealPath();
        if (!file.startsWith(folder)) {
            throw missing(
                    name,
                    declared,
                    (shown.equals(declared) ? "" : "holds " + shown + ", which ") + "leads out of the spec's folder",
                    "a file below it");
        }
        if (!Files.isRegularFile(file)) {
            throw missing(name, declared, "is no file", "a regular file, a folder of them or a pattern");
        }
        return new Located(shown.toString(), file);
    }

    /** Every file of the folder counts; what is hidden or begins with an underscore is bookkeeping of other tools. */
    private static List<Located> partitions(String name, Path declared, Path folder, String ending) throws IOException {
        List<Located> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder.resolve(declared))) {
            for (Path entry :
                    entries.sorted(Comparator.comparing(Path::toString)).toList()) {
                String file = String.valueOf(entry.getFileName());
                if (file.startsWith(".") || file.startsWith("_")) {
                    continue;
                }
                if (!file.endsWith(ending)) {
                    throw missing(
                            name,
                            declared,
                            "holds " + file,
                            "only files that end in " + ending + "; a pattern such as " + declared + "/*" + ending
                                    + " or " + declared + "/**/*" + ending + " selects some");
                }
                files.add(located(name, declared, declared.resolve(file), folder));
            }
        }
        if (files.isEmpty()) {
            throw missing(name, declared, "is a folder without a file", "files that end in " + ending);
        }
        return files;
    }

    private static List<Located> matches(String name, Path declared, Path folder) throws IOException {
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + declared);
        } catch (PatternSyntaxException e) {
            throw missing(name, declared, "is no pattern", "for example data/*.csv");
        }
        Path root = folder;
        for (Path part : declared) {
            if (isPattern(part)) {
                break;
            }
            root = root.resolve(part);
        }
        List<Located> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path path : found.map(folder::relativize)
                    .filter(matcher::matches)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList()) {
                files.add(located(name, declared, path, folder));
            }
        }
        if (files.isEmpty()) {
            throw missing(name, declared, "matches no file", "at least one, relative to the spec");
        }
        return files;
    }

    /** Looks at each file; one whose size and time are those of the last look is not read again. */
    SourceProbe.Probe probe(Optional<SourceProbe.Probe> known) {
        if (!several) {
            String look = look(files.get(0));
            return known.filter(last -> last.look().equals(look))
                    .orElseGet(() -> new SourceProbe.Probe(look, digest(files.get(0))));
        }
        Map<String, String> last = new HashMap<>();
        known.ifPresent(probe -> probe.look().lines().forEach(line -> {
            int digest = line.lastIndexOf(' ');
            last.put(line.substring(0, Math.max(digest, 0)), line.substring(digest + 1));
        }));
        StringBuilder looks = new StringBuilder();
        List<Digest> digests = new ArrayList<>();
        for (Located file : files) {
            String look = look(file);
            String before = last.get(look);
            Digest digest = before == null ? digest(file) : new Digest(before);
            digests.add(digest);
            looks.append(look).append(' ').append(digest.hex()).append('\n');
        }
        List<String> names = files.stream().map(Located::place).toList();
        Digest whole = files.size() == 1 ? digests.get(0) : digest(names, digests);
        return new SourceProbe.Probe(looks.toString(), whole);
    }

    /** Of several files in this order; a renamed file is another delivery, for it may be read at another place. */
    static Digest digest(List<String> names, List<Digest> digests) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            text.append(names.get(i).length())
                    .append(':')
                    .append(names.get(i))
                    .append(' ')
                    .append(digests.get(i))
                    .append('\n');
        }
        return Digest.of(text.toString());
    }

    private String look(Located file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.path, BasicFileAttributes.class);
            return file.place + " " + attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException e) {
            throw unreadable(name, declared, e);
        }
    }

    private Digest digest(Located file) {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = Files.newInputStream(file.path)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw unreadable(name, declared, e);
        }
        return new Digest(HexFormat.of().formatHex(sha256.digest()));
    }

    /** Each with the digest of its bytes, in order; none is kept in memory. */
    Map<Located, Digest> digested() {
        Map<Located, Digest> digests = new LinkedHashMap<>();
        files.forEach(file -> digests.put(file, digest(file)));
        return digests;
    }

    /** All of them as they are now, in order; what is read of them later must be that. */
    List<DigestedFile> kept() {
        return files.stream()
                .map(file -> new DigestedFile(file.place, file.path, digest(file)))
                .toList();
    }

    /** All of them, in order. */
    List<FileBytes> read() {
        List<FileBytes> contents = new ArrayList<>();
        for (Located file : files) {
            try {
                long size = Files.size(file.path);
                if (size > LARGEST) {
                    throw new VoluteException(
                            DataError.BAD_STRUCTURE,
                            file.place + ": " + size + " bytes (expected: at most " + LARGEST
                                    + " in one file)\nfix: split it into several files of one folder, or deliver fewer"
                                    + " columns");
                }
                contents.add(new FileBytes(file.place, Files.readAllBytes(file.path)));
            } catch (IOException e) {
                throw unreadable(name, declared, e);
            }
        }
        return contents;
    }

    private static VoluteException missing(String name, Path declared, String what, String expected) {
        return new VoluteException(
                DataError.SOURCE_MISSING,
                "source " + name + ": " + declared + " " + what + " (expected: " + expected
                        + ")\nfix: put the file there, or change data-engineering.sources." + name + ".path");
    }

    private static VoluteException unreadable(String name, Path declared, Exception e) {
        return new VoluteException(
                DataError.SOURCE_MISSING,
                "source " + name + ": " + declared + " cannot be read (expected: files that this user may read)",
                e);
    }
}
