/** The packaged command line as its users start it: processes in folders of their own, real data, output checked. */
@NullMarked
package io.volute.cli.endtoend;

import org.jspecify.annotations.NullMarked;
