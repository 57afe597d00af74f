package io.volute.core.run;

import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Codec;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.CodecBinding;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The codec of each artifact type: the bound one, else canonical JSON for a record. Thread-safe. */
final class Codecs {
    private final Map<Class<?>, Codec<?>> codecs = new ConcurrentHashMap<>();
    private final Set<CodecBinding<?>> bindings;
    private final CanonicalJson json;

    @Inject
    Codecs(Set<CodecBinding<?>> bindings, CanonicalJson json) {
        this.bindings = Set.copyOf(bindings);
        this.json = json;
    }

    @SuppressWarnings("unchecked")
    <T> Codec<T> of(Class<T> type) {
        return (Codec<T>) codecs.computeIfAbsent(type, this::find);
    }

    private Codec<?> find(Class<?> type) {
        for (CodecBinding<?> binding : bindings) {
            if (binding.type().equals(type)) {
                return binding.codec().get();
            }
        }
        if (!type.isRecord()) {
            throw new VoluteException(
                    CoreError.PLAN_INVALID,
                    "artifact type " + type.getName() + ": neither a record nor bound to a codec");
        }
        return json.codec(type);
    }
}
