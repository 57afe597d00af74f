package io.volute.deployment.release;

/** The options of a policy that has none. */
record NoOptions() {}
