package io.volute.core.database;

/**
 * One module's tables.
 *
 * @param schema PostgreSQL schema that the module owns
 * @param folder class path folder of its {@code V1__….sql}; the file {@code latest} in it holds the newest number
 */
public record Migration(String schema, String folder) {}
