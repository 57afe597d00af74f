package io.volute.core.run;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One turn of the loop.
 *
 * @param id identity
 * @param opened 1 for the project's first pass
 * @param asOf its date
 * @param main false for a look back
 * @param cause {@code first}, {@code by hand}, {@code schedule …}, {@code insight …}, {@code look back}
 */
public record Pass(UUID id, long opened, Instant asOf, boolean main, String cause) {
    /** The newest main pass, by date, then by order of opening. */
    static Optional<Pass> latest(List<Pass> passes) {
        return passes.stream()
                .filter(Pass::main)
                .max(Comparator.comparing(Pass::asOf).thenComparing(Pass::opened));
    }

    /** The pass that a slot belongs to: the newest of the main line that was open when it began. */
    static Optional<Pass> covering(List<Pass> passes, Slot slot) {
        return passes.stream()
                .filter(pass -> pass.main() && !pass.asOf().isAfter(slot.start()))
                .max(Comparator.comparing(Pass::asOf).thenComparing(Pass::opened));
    }

    /** The pass that a date continues: the latest one of the main line if it has it, else the look back of that date. */
    static Optional<Pass> continued(List<Pass> passes, Instant asOf) {
        return latest(passes)
                .filter(pass -> pass.asOf().equals(asOf))
                .or(() -> passes.stream()
                        .filter(pass -> !pass.main() && pass.asOf().equals(asOf))
                        .findFirst());
    }
}
