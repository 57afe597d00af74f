package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.TextTable;
import io.volute.cli.project.Composition;
import io.volute.core.plugin.Plugin;
import io.volute.core.stage.ExtensionPoint;
import io.volute.core.stage.Implementation;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code volute plugins}. */
@Command(
        name = "plugins",
        header = "List the plugins that were found, and what a spec can select by name.",
        description =
                "A plugin is a jar in lib/ or in VOLUTE_PLUGINS; what cannot work on this machine says what to install.",
        footer = {"", "Example:", "  VOLUTE_PLUGINS=my-trainer.jar volute plugins"})
public final class Plugins implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    /** In these surroundings. */
    public Plugins(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Composition composition = new Composition();
        ArrayNode plugins = Json.array();
        TextTable found = new TextTable("plugin", "what it brings");
        for (Plugin plugin : composition.plugins()) {
            plugins.addObject().put("name", plugin.name()).put("description", plugin.description());
            found.row(plugin.name(), plugin.description());
        }
        ArrayNode implementations = Json.array();
        TextTable selectable = new TextTable("key", "name", "here");
        for (ExtensionPoint<?> point : composition.specs().extensionPoints()) {
            list(point, implementations, selectable);
        }
        if (talk.json()) {
            ObjectNode document = Json.object();
            document.set("plugins", plugins);
            document.set("implementations", implementations);
            Json.print(document, surroundings.terminal().results());
        } else {
            found.print(surroundings.terminal().results());
            surroundings.terminal().results().line("");
            selectable.print(surroundings.terminal().results());
        }
        return ExitCode.DONE;
    }

    private static <T extends Implementation> void list(
            ExtensionPoint<T> point, ArrayNode implementations, TextTable selectable) {
        new TreeMap<>(point.implementations().get()).forEach((name, implementation) -> {
            Optional<String> unavailable = implementation.unavailable();
            ObjectNode item = implementations.addObject();
            item.put("key", point.discriminator()).put("name", name).put("available", unavailable.isEmpty());
            item.put("why", unavailable.orElse(null));
            selectable.row(
                    point.discriminator(),
                    name,
                    unavailable.map(why -> "no: " + why).orElse("yes"));
        });
    }
}
