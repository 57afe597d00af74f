package io.volute.cli.experiment;

import io.volute.businessanalysis.experiment.Design;
import io.volute.businessanalysis.experiment.ExperimentAnalysis;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Composition;
import io.volute.cli.verb.Talk;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute experiment freeze}. */
@Command(
        name = "freeze",
        header = "Fix a design before the experiment starts: append the digest of all that decides.",
        description = {
            "An analysis recomputes the digest: a design or a definition of its metrics that has changed since is INVALID.",
            "A design that is frozen already is left as it is; exit code 2 when it has changed since."
        },
        footer = {"", "Examples:", "  volute experiment freeze design.yaml"})
public final class FreezeVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Parameters(paramLabel = "D", description = "The design's file.")
    private Path design;

    @Option(names = "--metrics", paramLabel = "M", description = "Definitions of the metrics, if not in the design.")
    private Optional<Path> metrics;

    /** In these surroundings. */
    public FreezeVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DesignFiles files = new DesignFiles(new Composition().withoutDatabase(), surroundings);
        Design read = files.design(design);
        SortedMap<MetricId, MetricDefinition> definitions = files.definitions(read, metrics);
        String digest = digest(read, definitions);
        if (read.frozen().isPresent() && !read.frozen().get().equals(digest)) {
            throw new VoluteException(
                    CoreError.USAGE,
                    design + ": was frozen as " + read.frozen().get() + ", and is " + digest
                            + " now\nfix: take the change back, or start an experiment of another name");
        }
        if (read.frozen().isEmpty()) {
            append(digest);
        }
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            Json.print(Json.object().put("design", read.experiment()).put("digest", digest), channel);
        } else {
            channel.line("  frozen   " + read.experiment() + "  " + digest);
        }
        return ExitCode.DONE;
    }

    /** Without any definition the metrics are sums that are given as --units: the design alone is fixed. */
    private String digest(Design read, SortedMap<MetricId, MetricDefinition> definitions) {
        if (definitions.isEmpty()) {
            return read.digest(definitions).toString();
        }
        try {
            return new ExperimentAnalysis(read, definitions).digest().toString();
        } catch (IllegalArgumentException e) {
            throw DesignFiles.usage(design, e);
        }
    }

    private void append(String digest) {
        Path file = surroundings.folder().resolve(design);
        try {
            String text = Files.readString(file);
            Files.writeString(file, text + (text.endsWith("\n") ? "" : "\n") + "frozen: " + digest + "\n");
        } catch (IOException e) {
            throw new VoluteException(CoreError.STORAGE, design + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
