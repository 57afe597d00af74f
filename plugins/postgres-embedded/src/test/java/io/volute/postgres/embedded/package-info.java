/** Tests of the launcher; the ones named {@code IT} start servers and other JVMs. */
@NullMarked
package io.volute.postgres.embedded;

import org.jspecify.annotations.NullMarked;
