package io.volute.deployment.gate;

/** The options of a gate that has none. */
record NoOptions() {}
