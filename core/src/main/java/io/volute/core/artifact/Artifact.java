package io.volute.core.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Immutable bytes, named by their digest, that decode to a {@code T}. Holding one says nothing about having the bytes
 * in memory: a step loads it through its context.
 *
 * @param <T> what the bytes decode to; the codec registered for that class reads and writes them
 * @param digest digest of the encoded bytes
 */
@SuppressWarnings("UnusedTypeParameter") // the type is for the compiler and for the plan
public record Artifact<T>(@JsonValue Digest digest) {
    /** From JSON: the digest's text. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Artifact {}
}
