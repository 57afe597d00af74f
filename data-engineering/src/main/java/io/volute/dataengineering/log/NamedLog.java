package io.volute.dataengineering.log;

/**
 * A log under its name.
 *
 * @param name as the spec calls it
 * @param log what it is
 */
public record NamedLog(String name, LogSpec log) {}
