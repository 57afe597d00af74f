package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.usage.PriceUnit;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.math.BigDecimal;

/** A cost that several releases have in common: each bears the part that it used. */
public record SharedCost(
        @Doc("what tells how much each used: row scored or prediction served")
        PriceUnit by,

        @Doc("releases of this project") @Default("releases")
        Over over) {
    /** Who shares. */
    public enum Over {
        /** The releases that a project had in the month. */
        RELEASES,
        /** Several projects; refused. */
        PROJECTS
    }

    /** Checks that it can be told who used how much. */
    public SharedCost {
        if (!by.quantity().ofReleases() || by.count().compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException(
                    "by: " + by + " (expected: row scored or prediction served, which are counted for each release)");
        }
        if (over == Over.PROJECTS) {
            throw new IllegalArgumentException("over: projects (expected: releases; no project reads what another one"
                    + " used. Post the part of each by hand: volute ledger post)");
        }
    }
}
