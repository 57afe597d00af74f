package io.volute.businessanalysis.effect;

/** Names of the arms of a release, as exposures carry them. */
final class Arm {
    static final String RULE = "rule";
    static final String MODEL = "model";

    private Arm() {}
}
