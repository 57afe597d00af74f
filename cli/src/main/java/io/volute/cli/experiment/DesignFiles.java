package io.volute.cli.experiment;

import io.volute.businessanalysis.experiment.Design;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricFile;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.cli.Surroundings;
import io.volute.core.Volute;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads designs and definitions of metrics. */
final class DesignFiles {
    private final Volute volute;
    private final Surroundings surroundings;

    DesignFiles(Volute volute, Surroundings surroundings) {
        this.volute = volute;
        this.surroundings = surroundings;
    }

    Design design(Path file) {
        return volute.specs().read(there(file, "a design"), Design.class);
    }

    SortedMap<MetricId, MetricDefinition> metrics(Path file) {
        return volute.specs()
                .read(there(file, "definitions of metrics"), MetricFile.class)
                .metrics();
    }

    private Path there(Path file, String what) {
        Path path = surroundings.folder().resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new VoluteException(
                    CoreError.USAGE,
                    file + ": " + (Files.exists(path) ? "is no regular file" : "is not there")
                            + " (expected: a file with " + what + ")");
        }
        return path;
    }

    /** Definitions of a design's metrics: those that stand in it, and those of a file. */
    SortedMap<MetricId, MetricDefinition> definitions(Design design, Optional<Path> file) {
        SortedMap<MetricId, MetricDefinition> all =
                new TreeMap<>(design.metrics().orElseGet(TreeMap::new));
        file.ifPresent(path -> metrics(path).forEach((id, definition) -> {
            MetricDefinition before = all.put(id, definition);
            if (before != null && !before.equals(definition)) {
                throw new VoluteException(
                        CoreError.USAGE,
                        path + ": " + id
                                + " is defined otherwise in the design (expected: one definition for one number;"
                                + " raise the number where it changed)");
            }
        }));
        return all;
    }

    /** An option that is not what it must be, by a message of the code that found it. */
    static VoluteException usage(Path file, IllegalArgumentException e) {
        return new VoluteException(CoreError.USAGE, file + ": " + e.getMessage(), e);
    }
}
