/** Tests of the test servers. */
@NullMarked
package io.volute.testing.postgres;

import org.jspecify.annotations.NullMarked;
