package io.volute.core.stage;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes rows of a step's result into the stage's own tables, inside the commit: inserts only, a pure function of
 * (result, output), so that the tables can be rebuilt from the stored outputs. A reuse records nothing; readers join
 * the result of the current head.
 */
public interface Recorder<O extends Record> {
    /** Inserts the rows, each carrying {@code result}. */
    void record(Handle handle, UUID result, O output);
}
