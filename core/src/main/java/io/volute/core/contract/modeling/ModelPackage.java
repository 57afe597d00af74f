package io.volute.core.contract.modeling;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * A fitted model with all that is needed to score raw rows: plain JSON, no native code, loaded by {@link ModelRuntime}.
 *
 * @param format version of this layout
 * @param recipe key of the candidate, for example {@code boosting}
 * @param trainer name of the trainer
 * @param knownUntil no label that came to exist later was used
 * @param trainedRows number of training rows
 * @param trainedIds digest over the sorted ids of the training rows
 * @param columns raw columns it reads, by name
 * @param features fitted transforms
 * @param model fitted model
 * @param samples raw rows with the scores they must reproduce
 */
public record ModelPackage(
        int format,
        String recipe,
        String trainer,
        Instant knownUntil,
        long trainedRows,
        String trainedIds,
        List<String> columns,
        JsonNode features,
        JsonNode model,
        JsonNode samples) {}
