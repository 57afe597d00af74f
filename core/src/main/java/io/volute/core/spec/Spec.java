package io.volute.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A valid {@code volute.yaml}, bound to records.
 *
 * @param project name of the project, unique in a database
 * @param seed seed of everything random
 * @param schedules jobs by name
 * @param accept who accepts proposals
 * @param sections the stages' sections by stage name; a stage without a section is not part of this project
 * @param tree the same text as a tree with sorted keys, scalars as written: pinned by runs, compared by {@code why}
 * @param file where it was read from; empty for a pinned one
 * @param folder paths in the spec are relative to it
 */
public record Spec(
        String project,
        long seed,
        SortedMap<String, Schedule> schedules,
        Accept accept,
        SortedMap<String, Record> sections,
        JsonNode tree,
        Optional<Path> file,
        Path folder) {
    /** Who accepts what a turn of the loop proposes. */
    public enum Accept {
        /** A person, with {@code volute scope accept}. */
        OWNER,
        /** Nobody: a proposal is accepted when the next pass opens. */
        AUTO
    }

    /** Copies. */
    public Spec {
        schedules = Collections.unmodifiableSortedMap(new TreeMap<>(schedules));
        sections = Collections.unmodifiableSortedMap(new TreeMap<>(sections));
    }

    /** A job by name. */
    public Schedule schedule(String job) {
        Schedule schedule = schedules.get(job);
        if (schedule == null) {
            throw new VoluteException(
                    CoreError.UNKNOWN_SUBJECT,
                    "job " + job + ": not in the spec (expected one of: " + String.join(", ", schedules.keySet())
                            + ")");
        }
        return schedule;
    }

    /** The section of a stage. */
    public <S extends Record> S section(String stage, Class<S> type) {
        Record section = sections.get(stage);
        if (section == null) {
            throw new VoluteException(
                    CoreError.UNKNOWN_SUBJECT,
                    "stage " + stage + ": not in the spec (expected one of: " + String.join(", ", sections.keySet())
                            + ")");
        }
        return type.cast(section);
    }
}
