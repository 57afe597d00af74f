package io.volute.scoping.objective;

import io.volute.core.spec.Doc;
import java.time.LocalDate;

/** Somebody lets a failed check be, for a reason and for a time. */
public record WaiverSpec(
        @Doc("the check, S1 to S18") String check,
        @Doc("who lets it be") String by,
        @Doc("why") String reason,

        @Doc("last day on which it holds; then the check fails again")
        LocalDate until) {
    /** Checks the id. */
    public WaiverSpec {
        Questions.checked("waivers", check);
    }
}
