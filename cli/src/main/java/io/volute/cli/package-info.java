/**
 * The command line: one class per verb, the composition root that lists the modules, and nothing that computes.
 */
@NullMarked
package io.volute.cli;

import org.jspecify.annotations.NullMarked;
