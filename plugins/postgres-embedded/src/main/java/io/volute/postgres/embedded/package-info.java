/**
 * A durable PostgreSQL beside a project, for machines on which nobody runs one.
 *
 * <p>{@link io.volute.postgres.embedded.EmbeddedPostgres#open} unpacks the server once for each user, creates the
 * cluster once for each home folder, and then starts the server or attaches to the one that another process has
 * started. The last user stops it. What a commit acknowledged survives kill -9 of any process and a power cut. The
 * package knows nothing else of Volute.
 */
@NullMarked
package io.volute.postgres.embedded;

import org.jspecify.annotations.NullMarked;
