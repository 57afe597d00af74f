package io.volute.core.stage;

/**
 * A function from one record to another: the smallest thing that is run, cached, rerun and explained. From the
 * components of {@code I} and {@code O} the engine derives wiring, fingerprint, lineage and staleness; the step itself
 * reports nothing, writes no table and has no effect outside the store.
 *
 * <p>Implementations are built by Guice, are thread-safe and deterministic: same input, same bytes.
 *
 * @param <I> input; see {@code docs/concepts.md} for what a component may be
 * @param <O> output; stored whole as JSON
 */
public interface Step<I extends Record, O extends Record> {
    /** Raised by hand whenever the same input would give another answer; part of the fingerprint. */
    int revision();

    /** Computes. Artifacts are loaded and written through the context. */
    O run(I input, StepContext context) throws Exception;
}
