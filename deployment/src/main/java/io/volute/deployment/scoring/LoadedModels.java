package io.volute.deployment.scoring;

import io.volute.core.artifact.Digest;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.core.contract.modeling.ModelRuntime.Scorer;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The scorers used last, by digest of their package: loading checks the samples and builds the model, which each slot of
 * one release need not repeat. Thread-safe.
 */
final class LoadedModels {
    private static final int KEPT = 4;

    private final ModelRuntime runtime;
    private final Map<Digest, Scorer> scorers = new LinkedHashMap<>(8, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Scorer> eldest) {
            return size() > KEPT;
        }
    };

    @Inject
    LoadedModels(ModelRuntime runtime) {
        this.runtime = runtime;
    }

    synchronized Scorer scorer(Digest digest, Supplier<ModelPackage> model) {
        Scorer known = scorers.get(digest);
        if (known == null) {
            known = runtime.load(model.get());
            scorers.put(digest, known);
        }
        return known;
    }
}
