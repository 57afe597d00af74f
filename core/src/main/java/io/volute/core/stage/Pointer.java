package io.volute.core.stage;

import io.volute.core.artifact.Artifact;

/**
 * What an alias points to: an artifact and the key under which it was made.
 *
 * @param key key of the producing address, empty for an entry without keys
 * @param artifact the target
 */
public record Pointer<T>(String key, Artifact<T> artifact) {}
