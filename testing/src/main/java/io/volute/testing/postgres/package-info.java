/**
 * PostgreSQL for tests: one real server for each JVM, and fresh databases on it within milliseconds, empty ones or
 * clones of a migrated template.
 */
@NullMarked
package io.volute.testing.postgres;

import org.jspecify.annotations.NullMarked;
