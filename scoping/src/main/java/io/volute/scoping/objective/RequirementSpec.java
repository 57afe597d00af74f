package io.volute.scoping.objective;

import io.volute.core.contract.scoping.Requirements;
import io.volute.core.spec.Doc;
import java.util.Locale;
import java.util.Optional;

/** One requirement of the finished system: checked by a registered check, or planned with a reason. */
public record RequirementSpec(
        @Doc("a short id, for example R2") String id,

        @Doc("reliability, scalability, maintainability or adaptability")
        Family family,

        @Doc("name of a registered check") Optional<String> check,
        @Doc("largest tolerated value in the check's unit") Optional<Double> max,
        @Doc("why nobody checks it yet") Optional<String> planned) {

    /** Families of requirements (Huyen 2022, chapter 2). */
    public enum Family {
        /** Correct when no truth exists yet. */
        RELIABILITY,
        /** Complexity, traffic, number of models. */
        SCALABILITY,
        /** Structured work that others can take up. */
        MAINTAINABILITY,
        /** Update without downtime, better by new data. */
        ADAPTABILITY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Checks that it is either checked or planned. */
    public RequirementSpec {
        if (check.isPresent() == planned.isPresent()) {
            throw new IllegalArgumentException(id + ": " + (check.isPresent() ? "both" : "neither")
                    + " check and planned (expected: the check that watches it, or planned with the reason)");
        }
        if (max.isPresent() && check.isEmpty()) {
            throw new IllegalArgumentException(id + ": max without check (expected: a check that measures it)");
        }
    }

    Requirements.Requirement requirement() {
        return new Requirements.Requirement(id, family.word(), check, max, planned);
    }
}
