package io.volute.deployment.release;

import io.volute.core.contract.deployment.Release.Arm;

/** The two arms that a release may have. */
final class Arms {
    private Arms() {}

    static Arm rule(double share) {
        return new Arm("rule", Arm.RULE, share);
    }

    static Arm model(double share) {
        return new Arm("model", Arm.MODEL, share);
    }
}
