package io.volute.core.contract.modeling;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.contract.dataengineering.Framing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
 * @param framing what kind of label it predicts; absent for two classes, as in packages written before there were others
 * @param classes of several classes, their names in the order of their UTF-8 bytes; absent otherwise
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
        JsonNode samples,
        Optional<Framing> framing,
        Optional<List<String>> classes) {
    /** Copies; a package written before there were several framings has neither. */
    public ModelPackage {
        framing = Objects.requireNonNullElse(framing, Optional.empty());
        classes = Objects.requireNonNullElse(classes, Optional.<List<String>>empty())
                .map(List::copyOf);
    }

    /** A package of two classes. */
    public ModelPackage(
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
            JsonNode samples) {
        this(
                format,
                trainer,
                options,
                knownUntil,
                trainedRows,
                trainedPositives,
                trainedIds,
                columns,
                features,
                model,
                samples,
                Optional.empty(),
                Optional.empty());
    }
}
