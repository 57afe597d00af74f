package io.volute.core.contract.deployment;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.modeling.ModelPackage;
import java.util.List;
import java.util.Optional;

/**
 * Which policy decides which share of the units. Each release is its own experiment; its salt comes from its content.
 *
 * @param id first twelve hex digits of its content's digest
 * @param arms in the order of their cumulative shares, control first
 * @param layer experiments in one layer exclude each other, experiments in different layers are independent
 * @param salt salt of the assignment
 * @param model the model of the model arm
 * @param recipe its candidate key
 * @param threshold the model acts at or above this probability; empty where no costs say so, as in a draft: then the
 *     model only watches
 * @param ruleActWhen expression of today's rule; empty where none is declared: then nobody acts
 */
public record Release(
        String id,
        List<Arm> arms,
        String layer,
        String salt,
        Optional<Artifact<ModelPackage>> model,
        Optional<String> recipe,
        Optional<Double> threshold,
        Optional<String> ruleActWhen) {
    /** Copies. */
    public Release {
        arms = List.copyOf(arms);
    }

    /** One arm: {@code policy} is {@code RULE} or {@code MODEL}, shares add up to 1. */
    public record Arm(String name, String policy, double share) {
        /** Today's rule decides. */
        public static final String RULE = "RULE";
        /** The model decides. */
        public static final String MODEL = "MODEL";
    }
}
