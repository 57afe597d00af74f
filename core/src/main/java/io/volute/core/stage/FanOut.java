package io.volute.core.stage;

import java.util.SortedMap;
import java.util.function.Function;

/**
 * Keys of a step, declared at its binding.
 *
 * @param <S> the stage's section
 * @param dimension what a key is, for example {@code candidate}
 * @param values the values by key, taken from the section; each is the step's {@code @FromSpec(KEY)} component
 */
public record FanOut<S extends Record>(String dimension, Function<S, ? extends SortedMap<String, ?>> values) {}
