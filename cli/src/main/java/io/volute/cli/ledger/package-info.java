/** Verbs that read the books of a project and append to them by hand, and the portfolio of all projects. */
@NullMarked
package io.volute.cli.ledger;

import org.jspecify.annotations.NullMarked;
