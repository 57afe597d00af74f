package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.DraftSpec;
import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Secret;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.profile.InferredRows;
import io.volute.dataengineering.proposal.Proposal;
import io.volute.dataengineering.proposal.Proposer;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.JdbcOptions;
import io.volute.dataengineering.source.JdbcSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table of the user's own, and the spec that is written for it. */
final class OwnTable {
    private static final String SPEC = "volute.yaml";
    private static final int FETCH = 10_000;

    private final String from;
    private final Optional<String> table;
    private final Optional<String> query;
    private final FileFormat format;
    private final Surroundings surroundings;
    private final Path into;

    /**
     * A table.
     *
     * @param from a file, or a reference to a database's URL
     * @param into folder of the spec
     */
    OwnTable(
            String from,
            Optional<String> table,
            Optional<String> query,
            FileFormat format,
            Surroundings surroundings,
            Path into) {
        this.from = from;
        this.table = table;
        this.query = query;
        this.format = format;
        this.surroundings = surroundings;
        this.into = into.toAbsolutePath().normalize();
    }

    /** What was found and written. */
    record Written(Path spec, Optional<Path> copied, Proposal proposal) {

        void print(Terminal.Channel channel, Optional<Path> folder) {
            channel.line("  read     " + Numbers.count(proposal.rows()) + " rows, "
                    + proposal.columns().size() + " columns");
            channel.line("  label    " + DraftSpec.labelWords(proposal));
            proposal.time()
                    .ifPresentOrElse(
                            time -> channel.line("  time     " + time.column() + ", " + time.first() + " to "
                                    + time.last() + "; the newest " + time.folds() + " periods of " + time.every()
                                    + " judge"),
                            () -> channel.line("  time     no column says when; rows that judge are drawn by lot"));
            for (Proposal.OfColumn column : proposal.columns()) {
                column.suspect().ifPresent(reason -> channel.line("  off      " + reason));
            }
            copied.ifPresent(copy -> channel.line("  copied   " + copy));
            channel.line("  wrote    " + spec + "  read its comments: it names what no table knows");
            channel.line(
                    "  next     " + folder.map(into -> "cd " + into + " && ").orElse("") + "volute run");
        }

        ObjectNode document() {
            ObjectNode document = Json.object().put("spec", spec.toString());
            document.put("rows", proposal.rows());
            ObjectNode label = document.putObject("label");
            label.put("column", proposal.label().column())
                    .put("framing", proposal.label().framing().name())
                    .put("reason", proposal.label().reason());
            ArrayNode suspects = document.putArray("suspects");
            for (Proposal.OfColumn column : proposal.columns()) {
                column.suspect()
                        .ifPresent(reason -> suspects.addObject()
                                .put("column", column.name())
                                .put("reason", reason));
            }
            document.put("checks", proposal.checks().size());
            return document;
        }
    }

    /** Reads the table, and writes the spec where none is. */
    Written propose(Proposer proposer) {
        Path spec = into.resolve(SPEC);
        refuseThere(spec);
        Optional<Secret> secret = Secret.find(from);
        if (secret.isEmpty() && (table.isPresent() || query.isPresent())) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "--table, --query: beside a file (expected: --data '${env:NAME}', the variable that holds the URL of"
                            + " a PostgreSQL database)");
        }
        return secret.isPresent() ? fromDatabase(secret.get(), spec, proposer) : fromFile(spec, proposer);
    }

    private Written fromDatabase(Secret url, Path spec, Proposer proposer) {
        if (table.isPresent() == query.isPresent()) {
            throw new VoluteException(
                    CoreError.USAGE, "--data " + url + ": which rows? (expected: --table NAME, or --query SQL)");
        }
        String select = query.orElseGet(() -> "select * from " + identifier(table.orElseThrow()));
        JdbcOptions options = new JdbcOptions(
                Optional.of(url),
                Optional.empty(),
                5432,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                select,
                List.of(),
                Optional.empty(),
                FETCH,
                format.missing().orElse(List.of()),
                Optional.empty());
        Delivery delivery = new JdbcSource().open("table", options, surroundings.folder());
        Proposal proposal = read(delivery, proposer);
        String source = "{type: jdbc, url: " + DraftSpec.quoted(url.toString()) + ", query: " + DraftSpec.quoted(select)
                + missingOption() + "}";
        String name = table.orElse("query");
        return write(spec, proposal, name, source, Optional.empty());
    }

    /** {@code "public"."orders"}: a name stays one, whatever is in it. */
    private static String identifier(String name) {
        return Arrays.stream(name.split("\\.", -1))
                .map(part -> "\"" + part.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining("."));
    }

    private Written fromFile(Path spec, Proposer proposer) {
        Path file = surroundings.folder().resolve(from).toAbsolutePath().normalize();
        Proposal proposal = read(format.open(Path.of(from), surroundings), proposer);
        boolean below = file.startsWith(into);
        Path inside = below ? file : into.resolve("data").resolve(String.valueOf(file.getFileName()));
        if (!below) {
            refuseThere(inside);
        }
        List<String> options = new ArrayList<>();
        options.add("type: " + FileFormat.sourceType(file));
        options.add("path: " + DraftSpec.quoted(into.relativize(inside).toString()));
        if (FileFormat.sourceType(file).equals("csv") && !format.delimiter().equals(",")) {
            options.add("delimiter: " + DraftSpec.quoted(format.delimiter()));
        }
        String source = "{" + String.join(", ", options) + missingOption() + "}";
        if (!below) {
            copy(file, inside);
        }
        return write(spec, proposal, from, source, below ? Optional.empty() : Optional.of(inside));
    }

    private Proposal read(Delivery delivery, Proposer proposer) {
        Proposal proposal = proposer.propose(InferredRows.of(delivery));
        if (!DraftSpec.hasFeatures(proposal)) {
            throw new VoluteException(
                    CoreError.USAGE,
                    from + ": no column is left to learn from (expected: at least one beside the label that is neither"
                            + " constant nor a name of its row)");
        }
        return proposal;
    }

    private String missingOption() {
        return format.missing()
                .map(texts -> ", missing: "
                        + texts.stream().map(DraftSpec::quoted).collect(Collectors.joining(", ", "[", "]")))
                .orElse("");
    }

    private Written write(Path spec, Proposal proposal, String shown, String source, Optional<Path> copied) {
        String project = DraftSpec.name(String.valueOf(into.getFileName()), "my-project");
        try {
            Files.createDirectories(into);
            Files.writeString(spec, new DraftSpec(proposal, shown, source).write(project));
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.STORAGE, spec + ": cannot be written (expected: a folder that can be written to)", e);
        }
        return new Written(surroundings.folder().toAbsolutePath().relativize(spec), copied, proposal);
    }

    private static void copy(Path file, Path target) {
        try {
            Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(target));
            Files.copy(file, target);
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.STORAGE, target + ": cannot be written (expected: a folder that can be written to)", e);
        }
    }

    private static void refuseThere(Path file) {
        if (Files.exists(file)) {
            throw new VoluteException(
                    CoreError.USAGE,
                    Excerpt.of(file.toString()) + ": is there already (expected: a folder without it; nothing was"
                            + " written)");
        }
    }
}
