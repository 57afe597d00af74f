package io.volute.businessanalysis.experiment;

import io.volute.core.artifact.CanonicalJson;

/**
 * A design as it was when a run first saw it.
 *
 * @param experiment its name
 * @param digest of the design and the definitions of its metrics
 * @param json both, in canonical form
 */
public record RegisteredDesign(String experiment, String digest, String json) {
    /** The design itself, where it holds the definitions of its metrics: so a release registers it. */
    public Design design() {
        return new CanonicalJson().read(json, Design.class);
    }

    /** Where what there is now differs first: {@code primary[0].mde (0.02, now 0.05)}. */
    public String difference(Object now) {
        return DesignDiff.first(json, now);
    }
}
