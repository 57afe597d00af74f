package io.volute.deployment;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.stage.Choice;
import io.volute.deployment.gate.Gate;
import io.volute.deployment.release.ReleasePolicy;
import java.util.List;

/** The section {@code deployment}. */
public record DeploymentSpec(
        @Doc("conditions that a model must meet before it may act, beside the scope's verdict")
        List<Choice<Gate>> gates,

        @Doc("how a model that met them comes into use") Choice<ReleasePolicy> release,

        @Doc("name of the assignment; releases in one layer exclude each other") @Default("decision")
        String layer) {

    /** Copies. */
    public DeploymentSpec {
        gates = List.copyOf(gates);
        if (layer.isBlank() || layer.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("layer: \"" + layer + "\" (expected: a name)");
        }
    }
}
