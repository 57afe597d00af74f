package io.volute.businessanalysis.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How well a benefit is known; A and B form the headline, C and D stand apart. */
public enum Grade {
    /** Randomised and trusted, or a comparison with full information on rows that the compared models never saw. */
    @JsonProperty("A")
    A,
    /** Quasi-experimental, with refuters passed. */
    @JsonProperty("B")
    B,
    /** Observational. */
    @JsonProperty("C")
    C,
    /** Projected by a model. */
    @JsonProperty("D")
    D;

    /** Whether it counts for the headline. */
    public boolean counts() {
        return this == A || this == B;
    }
}
