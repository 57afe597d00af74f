/** Profiles: what stands in each column of a table, how columns go together, and what deserves a look. */
@NullMarked
package io.volute.dataengineering.profile;

import org.jspecify.annotations.NullMarked;
