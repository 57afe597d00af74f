/** Verbs that learn from a table of past launches, without any project. */
@NullMarked
package io.volute.cli.launches;

import org.jspecify.annotations.NullMarked;
