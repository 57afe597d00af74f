package io.volute.cli.endtoend.intervention;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import io.volute.core.plugin.Plugin;
import io.volute.core.run.Checkpoint;

/** Has every moment told to the intervention that the environment asks for. Packed into a jar by the tests. */
public final class InterventionPlugin implements Plugin {
    /** For the service loader. */
    public InterventionPlugin() {}

    @Override
    public String name() {
        return "intervention";
    }

    @Override
    public String description() {
        return "kills or holds at a moment of a run";
    }

    @Override
    public Module module() {
        return new AbstractModule() {
            @Override
            protected void configure() {
                OptionalBinder.newOptionalBinder(binder(), Checkpoint.class)
                        .setBinding()
                        .toInstance(Intervention.of(System.getenv()));
            }
        };
    }
}
