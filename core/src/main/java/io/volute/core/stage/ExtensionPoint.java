package io.volute.core.stage;

import jakarta.inject.Provider;
import java.util.Map;

/**
 * A closed interface with many named implementations.
 *
 * @param type the interface, for example {@code Trainer}
 * @param discriminator key that selects one in the spec, for example {@code trainer}
 * @param implementations all of them by name
 */
public record ExtensionPoint<T extends Implementation>(
        Class<T> type, String discriminator, Provider<Map<String, T>> implementations) {}
