package io.volute.core.contract.scoping;

import java.util.List;

/**
 * What a draft does not say yet. There is none once the objective is written, and no costs, rule, plan or assumptions
 * while there is one.
 *
 * @param all in the order in which they are best written
 */
public record Gaps(List<Gap> all) {
    /** Copies. */
    public Gaps {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param key path in the spec, for example {@code scoping.objective.owner}
     * @param why what it is needed for, one sentence without a full stop
     * @param write how it is written, for example {@code owner: maintenance control}
     */
    public record Gap(String key, String why, String write) {}
}
