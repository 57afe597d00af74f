package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.cli.project.Composition;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.profile.FileProfile;
import io.volute.dataengineering.profile.Profile;
import io.volute.dataengineering.profile.ProfilePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute profile}. */
@Command(
        name = "profile",
        header = "Say what stands in a file: types, missing values, distributions, duplicates, what goes together.",
        description = {
            "Needs no project. The whole file is read and nothing is guessed: a column is a number only if every one of its"
                    + " values is."
        },
        footer = {"", "Examples:", "  volute profile strikes.csv", "  volute profile strikes.csv --html profile.html"})
public final class ProfileVerb implements Callable<Integer> {
    private static final int WARNINGS = 20;
    private static final int PAIRS = 8;
    private static final int TOP = 3;

    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private OutsideFile file;

    @Option(names = "--html", paramLabel = "OUT", description = "Write a page with histograms to this file too.")
    private Optional<Path> html;

    @Option(
            names = "--contract",
            paramLabel = "C",
            description = "A contract's file, or SPEC#NAME: values of its columns with `pii: true` are shown nowhere.")
    private Optional<String> contract;

    /** In these surroundings. */
    public ProfileVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<String> personal = contract.map(written -> new ContractOption(written, surroundings)
                        .read(new Composition().withoutDatabase())
                        .contract()
                        .personal())
                .orElse(List.of());
        FileProfile found = FileProfile.of(file.shown(), file.open(surroundings), personal);
        html.ifPresent(out -> write(out, ProfilePage.of(found.file(), found.profile())));
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            Json.print(document(found), channel);
        } else {
            print(found, channel);
        }
        return ExitCode.DONE;
    }

    private void write(Path out, String page) {
        try {
            Files.writeString(surroundings.folder().resolve(out), page);
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "--html " + out + ": cannot be written (expected: a file in a folder that is there)",
                    e);
        }
    }

    private static void print(FileProfile found, Terminal.Channel channel) {
        Profile profile = found.profile();
        channel.line(found.file() + "  " + Numbers.count(profile.rows()) + " rows, "
                + profile.columns().size() + " columns, " + profile.logical().brief());
        channel.line("");
        TextTable table = new TextTable("column", "type", ">missing", ">distinct", "what stands there");
        profile.columns()
                .forEach(column -> table.row(
                        column.name(),
                        column.type(),
                        column.missing() == 0
                                ? ""
                                : Numbers.percent((double) column.missing() / Math.max(1, profile.rows())),
                        (column.exact() ? "" : "~") + Numbers.count(column.distinct()),
                        brief(column)));
        table.print(channel);
        if (!profile.warnings().isEmpty()) {
            channel.line("");
            TextTable warnings = new TextTable("look at", "because");
            profile.warnings().stream()
                    .limit(WARNINGS)
                    .forEach(warning ->
                            warnings.row(warning.column().isEmpty() ? "rows" : warning.column(), warning.message()));
            warnings.print(channel);
        }
        pairs(profile, channel);
    }

    private static void pairs(Profile profile, Terminal.Channel channel) {
        if (!profile.associations().isEmpty()) {
            channel.line("");
            TextTable pairs = new TextTable("goes together", "with", ">strength", "measured by");
            profile.associations().stream()
                    .limit(PAIRS)
                    .forEach(pair -> pairs.row(pair.a(), pair.b(), Numbers.plain(pair.value()), pair.kind()));
            pairs.print(channel);
        }
    }

    private static String brief(Profile.OfColumn column) {
        if (column.flags().contains("personal")) {
            return ColumnContract.MASK;
        }
        if (column.numbers().isPresent()) {
            Profile.OfNumbers numbers = column.numbers().get();
            return Numbers.plain(numbers.min()) + " … " + Numbers.plain(numbers.max()) + ", half of them "
                    + Numbers.plain(numbers.quantiles().getOrDefault("p25", Double.NaN)) + " … "
                    + Numbers.plain(numbers.quantiles().getOrDefault("p75", Double.NaN));
        }
        if (column.min().isPresent() && !column.type().equals("bool")) {
            return column.min().get() + " … " + column.max().orElse("");
        }
        return column.top().stream()
                .limit(TOP)
                .map(top -> top.value() + " " + Numbers.percent((double) top.n() / column.n()))
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode document(FileProfile found) {
        Profile profile = found.profile();
        ObjectNode document = Json.object().put("file", found.file());
        document.putObject("digest")
                .put("content", found.content().toString())
                .put("logical", profile.logical().toString());
        document.put("rows", profile.rows());
        ArrayNode columns = document.putArray("columns");
        profile.columns().forEach(column -> column(columns.addObject(), column));
        ArrayNode pairs = document.putArray("associations");
        profile.associations()
                .forEach(pair -> pairs.addObject()
                        .put("a", pair.a())
                        .put("b", pair.b())
                        .put("kind", pair.kind())
                        .put("value", pair.value()));
        document.putObject("duplicates")
                .put("rows", profile.duplicates().rows())
                .put("groups", profile.duplicates().groups());
        ArrayNode warnings = document.putArray("warnings");
        profile.warnings()
                .forEach(warning -> warnings.addObject()
                        .put("code", warning.code())
                        .put("column", warning.column())
                        .put("message", warning.message()));
        return document;
    }

    private static void column(ObjectNode item, Profile.OfColumn column) {
        item.put("name", column.name()).put("type", column.type());
        item.put("n", column.n()).put("missing", column.missing());
        item.put("distinct", column.distinct()).put("exact", column.exact());
        item.put("min", column.min().orElse(null)).put("max", column.max().orElse(null));
        column.numbers().ifPresent(numbers -> {
            item.put("min", numbers.min()).put("max", numbers.max());
            item.put("mean", numbers.mean()).put("sd", numbers.sd());
            ObjectNode quantiles = item.putObject("quantiles");
            numbers.quantiles().forEach(quantiles::put);
            item.put("zeros", numbers.zeros());
        });
        ArrayNode top = item.putArray("top");
        column.top()
                .forEach(value -> top.addObject().put("value", value.value()).put("n", value.n()));
        ArrayNode flags = item.putArray("flags");
        column.flags().forEach(flags::add);
    }
}
