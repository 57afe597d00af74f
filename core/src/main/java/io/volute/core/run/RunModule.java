package io.volute.core.run;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import io.volute.core.spec.SpecRule;
import io.volute.core.stage.CodecBinding;
import io.volute.core.stage.ExtensionPoint;
import io.volute.core.stage.HandRows;
import io.volute.core.stage.ProbeBinding;
import io.volute.core.stage.RequirementCheck;
import io.volute.core.stage.StageDefinition;
import io.volute.core.stage.StepBinding;
import jakarta.inject.Singleton;

/** The engine and what it gathers from the stages. */
public final class RunModule extends AbstractModule {
    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), StageDefinition.class);
        Multibinder.newSetBinder(binder(), new TypeLiteral<StepBinding<?, ?>>() {});
        Multibinder.newSetBinder(binder(), new TypeLiteral<CodecBinding<?>>() {});
        Multibinder.newSetBinder(binder(), new TypeLiteral<ExtensionPoint<?>>() {});
        Multibinder.newSetBinder(binder(), new TypeLiteral<ProbeBinding<?>>() {});
        Multibinder.newSetBinder(binder(), RequirementCheck.class);
        Multibinder.newSetBinder(binder(), SpecRule.class);
        MapBinder.newMapBinder(binder(), String.class, HandRows.class);
        bind(Codecs.class).in(Singleton.class);
        bind(Ids.class).in(Singleton.class);
        bind(Implementations.class).in(Singleton.class);
        bind(Engine.class).in(Singleton.class);
    }
}
