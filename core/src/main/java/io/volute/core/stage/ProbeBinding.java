package io.volute.core.stage;

import jakarta.inject.Provider;

/** The source probe of a stage. */
public record ProbeBinding<S extends Record>(
        String stage, Class<S> section, Provider<? extends SourceProbe<S>> probe) {}
