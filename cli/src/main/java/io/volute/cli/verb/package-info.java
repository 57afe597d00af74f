/** One class per verb. A verb reads its options, asks the library, and prints; it computes nothing. */
@NullMarked
package io.volute.cli.verb;

import org.jspecify.annotations.NullMarked;
