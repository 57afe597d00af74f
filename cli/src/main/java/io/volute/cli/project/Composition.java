package io.volute.cli.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.volute.core.plugin.Plugin;
import io.volute.core.spec.SpecLoader;
import io.volute.core.spec.SpecSchema;
import io.volute.core.stage.ExtensionPoint;
import io.volute.core.stage.StageDefinition;
import io.volute.deployment.DeploymentModule;
import io.volute.scoping.ScopingModule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** The list of all modules: the six stages, and the plugins on the class path. */
public final class Composition {
    private final List<Plugin> plugins;

    /** Finds the plugins. */
    public Composition() {
        this.plugins = ServiceLoader.load(Plugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Plugin::name))
                .toList();
    }

    /** Plugins by name. */
    public List<Plugin> plugins() {
        return plugins;
    }

    /** Stages and plugins. */
    public List<Module> modules() {
        List<Module> modules = new ArrayList<>(List.of(new ScopingModule(), new DeploymentModule()));
        plugins.forEach(plugin -> modules.add(plugin.module()));
        return modules;
    }

    /** Reads specs without a database. */
    public SpecLoader specs() {
        return new SpecLoader(stages(), points());
    }

    /** The JSON Schema of a spec. */
    public JsonNode schema() {
        return SpecSchema.generate(stages(), points());
    }

    /** What a spec can select by name, by key. */
    public List<ExtensionPoint<?>> extensionPoints() {
        List<ExtensionPoint<?>> sorted = new ArrayList<>(points());
        sorted.sort(Comparator.comparing((ExtensionPoint<?> point) -> point.discriminator()));
        return sorted;
    }

    private Set<StageDefinition> stages() {
        return injector().getInstance(Key.get(new TypeLiteral<Set<StageDefinition>>() {}));
    }

    private Set<ExtensionPoint<?>> points() {
        return injector().getInstance(Key.get(new TypeLiteral<Set<ExtensionPoint<?>>>() {}));
    }

    private Injector injector() {
        return Guice.createInjector(modules());
    }
}
