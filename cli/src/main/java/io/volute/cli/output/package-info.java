/**
 * How the command line talks: what a terminal can show, tables, the screen of a run, blocks for errors. Words only;
 * nothing here decides or computes.
 */
@NullMarked
package io.volute.cli.output;

import org.jspecify.annotations.NullMarked;
