/** The strict {@code volute.yaml}: events to nodes, nodes to records, every problem with its place. */
@NullMarked
package io.volute.core.spec;

import org.jspecify.annotations.NullMarked;
