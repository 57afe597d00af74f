package io.volute.cli.project;

import com.google.inject.CreationException;
import com.google.inject.Module;
import io.volute.businessanalysis.BusinessAnalysisModule;
import io.volute.core.Volute;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.plugin.Plugin;
import io.volute.core.spec.SpecLoader;
import io.volute.dataengineering.DataEngineeringModule;
import io.volute.deployment.DeploymentModule;
import io.volute.modeling.ModelingModule;
import io.volute.monitoring.MonitoringModule;
import io.volute.scoping.ScopingModule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.zip.ZipFile;

/** The list of all modules: the six stages, and the plugins on the class path. */
public final class Composition {
    private final List<Plugin> plugins;

    /** Finds the plugins. */
    public Composition() {
        this(find(System.getProperty("java.class.path", "")));
    }

    Composition(List<Plugin> plugins) {
        this.plugins =
                plugins.stream().sorted(Comparator.comparing(Plugin::name)).toList();
    }

    static List<Plugin> find(String classPath) {
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (Files.isRegularFile(Path.of(entry))) {
                open(entry);
            }
        }
        try {
            return ServiceLoader.load(Plugin.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw unsuitable("a jar names a plugin that cannot be made: " + e.getMessage(), e);
        }
    }

    /** Java leaves a damaged jar out without a word. */
    private static void open(String jar) {
        try {
            new ZipFile(jar).close();
        } catch (IOException e) {
            throw unsuitable(jar + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Plugins by name. */
    public List<Plugin> plugins() {
        return plugins;
    }

    /** Puts everything together over a database and a store; opens neither. */
    public Volute volute(Supplier<DatabaseAddress> database, Path store) {
        List<Module> modules = new ArrayList<>(List.of(
                new ScopingModule(),
                new DataEngineeringModule(),
                new ModelingModule(),
                new DeploymentModule(),
                new MonitoringModule(),
                new BusinessAnalysisModule()));
        plugins.forEach(plugin -> modules.add(module(plugin)));
        try {
            return Volute.open(database, store)
                    .install(modules.toArray(Module[]::new))
                    .build();
        } catch (CreationException e) {
            // What stands in this repository fits together, or no test would pass.
            String what = e.getErrorMessages().iterator().next().getMessage().strip();
            throw unsuitable("the plugins " + names() + " do not fit together: " + firstLine(what), e);
        }
    }

    private Module module(Plugin plugin) {
        try {
            return plugin.module();
        } catch (LinkageError e) {
            throw unsuitable("plugin " + plugin.name() + " was made for another version: " + e, e);
        }
    }

    private String names() {
        return String.join(", ", plugins.stream().map(Plugin::name).toList());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    private static VoluteException unsuitable(String what, Throwable cause) {
        return new VoluteException(
                CoreError.PLUGIN_UNSUITABLE,
                what
                        + "\nfix: take a jar that was built against this version of Volute, or leave it out of VOLUTE_PLUGINS",
                cause);
    }

    /** Reads specs without database and store. */
    public SpecLoader specs() {
        return withoutDatabase().specs();
    }

    /** Everything that can be asked without database and store. */
    public Volute withoutDatabase() {
        Supplier<DatabaseAddress> none = () -> {
            throw new VoluteException(CoreError.INTERNAL, "a verb that needs no database asked for it");
        };
        return volute(none, Path.of("none"));
    }
}
