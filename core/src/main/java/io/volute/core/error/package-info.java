/** What is wrong, for the person who can act: one exception, codes by module, problems with their place. */
@NullMarked
package io.volute.core.error;

import org.jspecify.annotations.NullMarked;
