package io.volute.core.stage;

import jakarta.inject.Provider;
import java.util.Optional;

/**
 * One step as bound by its stage; the engine derives everything else from the records.
 *
 * @param stage the stage's name, for example {@code data-engineering}
 * @param name the step's name inside its stage, for example {@code ingest}
 */
public record StepBinding<I extends Record, O extends Record>(
        String stage,
        String name,
        Provider<? extends Step<I, O>> step,
        Class<I> input,
        Class<O> output,
        Optional<FanOut<?>> fanOut,
        boolean perSlot,
        boolean facts,
        Optional<Provider<? extends Recorder<O>>> recorder) {

    /** {@code stage.name}, unique. */
    public String id() {
        return stage + "." + name;
    }
}
