package io.volute.core.stage;

import com.google.inject.Binder;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says how a step is bound; used inside a module's {@code configure} only. */
public final class StepBuilder<I extends Record, O extends Record> {
    private final Binder binder;
    private final String stage;
    private final String name;
    private final Provider<? extends Step<I, O>> step;
    private final Class<I> input;
    private final Class<O> output;
    private @Nullable FanOut<?> fanOut;
    private boolean perSlot;
    private boolean facts;
    private @Nullable Provider<? extends Recorder<O>> recorder;

    StepBuilder(
            Binder binder,
            String stage,
            String name,
            Provider<? extends Step<I, O>> step,
            Class<I> input,
            Class<O> output) {
        this.binder = binder;
        this.stage = stage;
        this.name = name;
        this.step = step;
        this.input = input;
        this.output = output;
    }

    /** One address per key of a map in the stage's section. */
    public <S extends Record> StepBuilder<I, O> forEach(
            String dimension, Class<S> section, Function<S, ? extends SortedMap<String, ?>> values) {
        this.fanOut = new FanOut<S>(dimension, values);
        return this;
    }

    /** One address per slot of the shortest schedule. */
    public StepBuilder<I, O> perSlot() {
        this.perSlot = true;
        return this;
    }

    /** Its results stay whatever changes: fresh once they have a head, rewritten only by {@code backfill --slot}. */
    public StepBuilder<I, O> facts() {
        this.facts = true;
        return this;
    }

    /** Writes rows into the stage's own tables at each computed result. */
    public StepBuilder<I, O> recorder(Class<? extends Recorder<O>> type) {
        binder.bind(type).in(Singleton.class);
        this.recorder = binder.getProvider(type);
        return this;
    }

    StepBinding<I, O> build() {
        return new StepBinding<>(
                stage,
                name,
                step,
                input,
                output,
                Optional.ofNullable(fanOut),
                perSlot,
                facts,
                Optional.ofNullable(recorder));
    }
}
