package io.volute.core.stage;

import io.volute.core.artifact.Digest;

/**
 * What people have appended to the stage's own tables by the date of the step. Stands in an input as an
 * {@code Optional}, so that a project without such rows runs as if there were none to have.
 *
 * @param through digest of all rows up to the newest one that the step may read
 */
public record ByHand(Digest through) {}
