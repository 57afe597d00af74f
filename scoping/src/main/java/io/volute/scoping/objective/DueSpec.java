package io.volute.scoping.objective;

import io.volute.core.spec.Doc;
import java.time.LocalDate;
import java.util.Optional;

/** Who sees to a condition, and by when. */
public record DueSpec(
        @Doc("who sees to it; the objective's owner when left out")
        Optional<String> owner,

        @Doc("by when; 90 days after the pass when left out")
        Optional<LocalDate> due) {}
