package io.volute.core.contract.modeling;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * A fitted model with all that is needed to score raw rows: plain JSON, no native code, loaded by {@link ModelRuntime}.
 * It does not know its candidate key: that belongs to the address, and equal recipes under two keys are one package.
 *
 * @param format version of this layout
 * @param trainer name of the trainer, for example {@code boosting}
 * @param options the trainer's options as it was run
 * @param knownUntil no label that came to exist later was used
 * @param trainedRows number of training rows
 * @param trainedPositives training rows with the event
 * @param trainedIds digest over the sorted ids of the training rows
 * @param columns raw columns it reads, by name
 * @param features fitted transforms
 * @param model fitted model
 * @param samples raw rows with the scores they must reproduce
 */
public record ModelPackage(
        int format,
        String trainer,
        JsonNode options,
        Instant knownUntil,
        long trainedRows,
        long trainedPositives,
        String trainedIds,
        List<String> columns,
        JsonNode features,
        JsonNode model,
        JsonNode samples) {}
