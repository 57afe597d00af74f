/** Snapshots: a source's rows with types, identities and slots, as known at a date. */
@NullMarked
package io.volute.dataengineering.snapshot;

import org.jspecify.annotations.NullMarked;
