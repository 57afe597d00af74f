package io.volute.core.stage;

import java.util.Optional;

/**
 * A stage as the engine knows it.
 *
 * @param name for example {@code data-engineering}
 * @param section the record that its section of the spec binds to
 * @param schema its PostgreSQL schema when it owns tables, for example {@code data_engineering}
 * @param migrations class path folder of its Flyway migrations when it owns tables
 */
public record StageDefinition(
        String name, Class<? extends Record> section, Optional<String> schema, Optional<String> migrations) {}
