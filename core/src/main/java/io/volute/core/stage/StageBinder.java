package io.volute.core.stage;

import com.google.inject.Binder;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Names;
import com.google.inject.util.Types;
import io.volute.core.artifact.Codec;
import io.volute.core.spec.SpecRule;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All that a stage's module may add, one method each. */
public final class StageBinder {
    private static final TypeLiteral<StepBinding<?, ?>> STEP = new TypeLiteral<>() {};
    private static final TypeLiteral<CodecBinding<?>> CODEC = new TypeLiteral<>() {};
    private static final TypeLiteral<ExtensionPoint<?>> EXTENSION_POINT = new TypeLiteral<>() {};
    private static final TypeLiteral<ProbeBinding<?>> PROBE = new TypeLiteral<>() {};

    private final Binder binder;
    private final String stage;

    private StageBinder(Binder binder, String stage) {
        this.binder = binder;
        this.stage = stage;
        Multibinder.newSetBinder(binder, STEP);
        Multibinder.newSetBinder(binder, CODEC);
        Multibinder.newSetBinder(binder, EXTENSION_POINT);
        Multibinder.newSetBinder(binder, PROBE);
        Multibinder.newSetBinder(binder, RequirementCheck.class);
        Multibinder.newSetBinder(binder, SpecRule.class);
        MapBinder.newMapBinder(binder, String.class, HandRows.class);
    }

    /** Declares a stage without tables: its name and the record that its section of the spec binds to. */
    public static StageBinder stage(Binder binder, String name, Class<? extends Record> section) {
        return declare(binder, new StageDefinition(name, section, Optional.empty(), Optional.empty()));
    }

    /** Declares a stage whose tables are made by the migrations in this class path folder. */
    public static StageBinder stage(Binder binder, String name, Class<? extends Record> section, String migrations) {
        String schema = name.replace('-', '_').toLowerCase(Locale.ROOT);
        return declare(binder, new StageDefinition(name, section, Optional.of(schema), Optional.of(migrations)));
    }

    private static StageBinder declare(Binder binder, StageDefinition definition) {
        Multibinder.newSetBinder(binder, StageDefinition.class).addBinding().toInstance(definition);
        return new StageBinder(binder, definition.name());
    }

    /** Adds a step. The order of calls does not matter. */
    public <I extends Record, O extends Record> StepBuilder<I, O> step(
            String name, Class<? extends Step<I, O>> step, Class<I> input, Class<O> output) {
        binder.bind(step).in(Singleton.class);
        var builder = new StepBuilder<>(binder, stage, name, binder.getProvider(step), input, output);
        Multibinder.newSetBinder(binder, STEP).addBinding().toProvider(builder::build);
        return builder;
    }

    /** Sets the codec of an artifact type that is not a plain record. */
    public <T> void codec(Class<T> type, Class<? extends Codec<T>> codec) {
        binder.bind(codec).in(Singleton.class);
        codec(type, Key.get(codec));
    }

    /** The same for a codec that a {@code @Provides} method builds. */
    public <T> void codec(Class<T> type, Key<? extends Codec<T>> codec) {
        Multibinder.newSetBinder(binder, CODEC)
                .addBinding()
                .toInstance(new CodecBinding<>(type, binder.getProvider(codec)));
    }

    /** Opens an extension point: {@code discriminator} is the key of the spec that selects an implementation. */
    public <T extends Implementation> void extensionPoint(Class<T> type, String discriminator) {
        MapBinder.newMapBinder(binder, String.class, type);
        @SuppressWarnings("unchecked")
        var map = (Key<Map<String, T>>) Key.get(Types.mapOf(String.class, type));
        Multibinder.newSetBinder(binder, EXTENSION_POINT)
                .addBinding()
                .toInstance(new ExtensionPoint<>(type, discriminator, binder.getProvider(map)));
    }

    /** Adds an implementation under a name; plugins call it too. */
    public static <T extends Implementation> void implementation(
            Binder binder, Class<T> type, String name, Class<? extends T> implementation) {
        Key<T> behind = Key.get(type, Names.named(name));
        binder.bind(implementation).in(Singleton.class);
        binder.bind(behind).to(implementation);
        MapBinder.newMapBinder(binder, String.class, type).addBinding(name).to(behind);
    }

    /** Puts another implementation behind a name that is taken; for modules that override others. */
    public static <T extends Implementation> void replacement(
            Binder binder, Class<T> type, String name, Class<? extends T> implementation) {
        binder.bind(implementation).in(Singleton.class);
        binder.bind(Key.get(type, Names.named(name))).to(implementation);
    }

    /** Sets who looks at the outside for this stage's {@code SourceState} components. */
    public <S extends Record> void probe(Class<S> section, Class<? extends SourceProbe<S>> probe) {
        binder.bind(probe).in(Singleton.class);
        Multibinder.newSetBinder(binder, PROBE)
                .addBinding()
                .toInstance(new ProbeBinding<>(stage, section, binder.getProvider(probe)));
    }

    /** Sets which rows people append by hand to this stage's tables, for its {@code ByHand} components. */
    public void handRows(Class<? extends HandRows> rows) {
        binder.bind(rows).in(Singleton.class);
        MapBinder.newMapBinder(binder, String.class, HandRows.class)
                .addBinding(stage)
                .to(rows);
    }

    /** Sets what this stage asks of a spec beyond the shape of its records. */
    public void rule(Class<? extends SpecRule> rule) {
        binder.bind(rule).in(Singleton.class);
        Multibinder.newSetBinder(binder, SpecRule.class).addBinding().to(rule);
    }

    /** Registers a check that a requirement of the scope may name. */
    public void check(String name, String measure, String unit) {
        Multibinder.newSetBinder(binder, RequirementCheck.class)
                .addBinding()
                .toInstance(new RequirementCheck(name, stage, measure, unit));
    }
}
