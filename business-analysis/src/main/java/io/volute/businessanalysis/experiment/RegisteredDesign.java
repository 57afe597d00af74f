package io.volute.businessanalysis.experiment;

/**
 * A design as it was when a run first saw it.
 *
 * @param experiment its name
 * @param digest of the design and the definitions of its metrics
 * @param json both, in canonical form
 */
public record RegisteredDesign(String experiment, String digest, String json) {}
