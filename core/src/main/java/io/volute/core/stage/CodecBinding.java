package io.volute.core.stage;

import io.volute.core.artifact.Codec;
import jakarta.inject.Provider;

/** The codec of an artifact type. Types without one are records, stored as canonical JSON. */
public record CodecBinding<T>(Class<T> type, Provider<? extends Codec<T>> codec) {}
