package io.volute.modeling.card;

import io.volute.core.spec.Doc;
import java.util.Optional;

/** What people have to say about the model; the rest of the card is computed. A text left out is a gap in the card. */
@Doc("what the model card says beyond what is computed")
public record CardSpec(
        @Doc("who uses the model for which decision, and what it must not be used for")
        Optional<String> intendedUse,

        @Doc("groups and conditions under which it may do better or worse")
        Optional<String> factors,

        @Doc("what could go wrong for whom") Optional<String> ethics,

        @Doc("what the reader should know before relying on it")
        Optional<String> caveats) {}
