package io.volute.scoping.objective;

import io.volute.core.spec.Doc;

/** Who has a stake in the decisions, and what they want of them. Read by the assessment alone, so a new name retrains nothing. */
public record StakeholderSpec(
        @Doc("who, by role, for example flight operations") String role,

        @Doc("the metric that they want to move, for example hours on the ground")
        String wants,

        @Doc("where they want it to go: up or down") ObjectiveSpec.Direction direction) {}
