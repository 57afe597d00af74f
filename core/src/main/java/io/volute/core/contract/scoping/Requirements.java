package io.volute.core.contract.scoping;

import java.util.List;
import java.util.Optional;

/**
 * The requirement sheet.
 *
 * @param all in the order of the spec
 */
public record Requirements(List<Requirement> all) {
    /** Copies. */
    public Requirements {
        all = List.copyOf(all);
    }

    /** The smallest bound that a requirement sets for this check, if any does. */
    public Optional<Double> strictest(String check) {
        return all.stream()
                .filter(requirement -> requirement.check().filter(check::equals).isPresent())
                .flatMap(requirement -> requirement.max().stream())
                .min(Double::compare);
    }

    /**
     * One requirement.
     *
     * @param id for example {@code R2}
     * @param family reliability, scalability, maintainability or adaptability
     * @param check name of a registered check; absent when only planned
     * @param max largest tolerated value in the check's unit
     * @param planned why nobody checks it yet; absent when a check is named
     */
    public record Requirement(
            String id, String family, Optional<String> check, Optional<Double> max, Optional<String> planned) {}
}
