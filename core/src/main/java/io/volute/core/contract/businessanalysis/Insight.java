package io.volute.core.contract.businessanalysis;

import java.util.List;

/**
 * What a turn of the loop taught; read by the next pass's scoping.
 *
 * @param decision KEEP, IMPROVE or STOP
 * @param headline one sentence for the owner
 * @param cause kebab-case cause, for example {@code missed-damage-rose}
 * @param jumpBackTo stage that the cause points to
 * @param evidence ids of figures
 */
public record Insight(String decision, String headline, String cause, String jumpBackTo, List<String> evidence) {
    /** Copies. */
    public Insight {
        evidence = List.copyOf(evidence);
    }
}
