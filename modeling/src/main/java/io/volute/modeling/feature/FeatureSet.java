package io.volute.modeling.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.table.Table;
import io.volute.modeling.rows.TrainingTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Fitted transforms in their order: the way from raw columns to a model's features. Immutable and thread-safe. */
public final class FeatureSet {
    private final List<Part> parts;
    private final List<String> features;

    /** One fitted transform, by the name and revision of its code. */
    record Part(String transform, int revision, Transform.Fitted fitted) {}

    FeatureSet(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.features = parts.stream()
                .flatMap(part -> part.fitted().features().stream())
                .toList();
    }

    /** Raw columns that it reads, each once. */
    public List<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        parts.forEach(part -> columns.addAll(part.fitted().columns()));
        return List.copyOf(columns);
    }

    /** Names of the features, in their order. */
    public List<String> features() {
        return features;
    }

    /** The features of all rows, in order. */
    public FeatureMatrix apply(Table rows) {
        return apply(rows, IntStream.range(0, rows.rows()).toArray());
    }

    /**
     * The features of these rows of the table, in that order. One row alone and the same row among many give the same
     * bits.
     *
     * @throws io.volute.core.error.VoluteException ROWS_UNSUITABLE naming a column, NOT_FINITE naming column and row
     */
    public FeatureMatrix apply(Table rows, int[] rowNumbers) {
        return encode(rowNumbers, fitted -> fitted.over(rows));
    }

    /** The features of the rows that it was fitted on, in order, none of them told its own label. */
    public FeatureMatrix applyToTraining(TrainingTable trainingRows) {
        return applyToTraining(
                trainingRows, IntStream.range(0, trainingRows.rows()).toArray());
    }

    /** The same of some of them. */
    public FeatureMatrix applyToTraining(TrainingTable trainingRows, int[] rowNumbers) {
        return encode(rowNumbers, fitted -> fitted.overTraining(trainingRows.select(fitted.columns())));
    }

    private FeatureMatrix encode(int[] rowNumbers, Function<Transform.Fitted, Transform.Encoder> over) {
        int n = parts.size();
        Transform.Encoder[] encoders = new Transform.Encoder[n];
        Transform.Sink[] sinks = new Transform.Sink[n];
        FeatureMatrix.Builder builder = FeatureMatrix.builder(features.size(), rowNumbers.length);
        int first = 0;
        for (int i = 0; i < n; i++) {
            Transform.Fitted fitted = parts.get(i).fitted();
            int offset = first;
            encoders[i] = over.apply(fitted);
            sinks[i] = (feature, value) -> builder.add(offset + feature, value);
            first += fitted.features().size();
        }
        for (int row : rowNumbers) {
            for (int i = 0; i < n; i++) {
                encoders[i].encode(row, sinks[i]);
            }
            builder.endRow();
        }
        return builder.build();
    }

    /** All that was learnt; {@link Transforms#read} makes an equal set of it. */
    public JsonNode state() {
        ArrayNode state = JsonNodeFactory.instance.arrayNode();
        for (Part part : parts) {
            ObjectNode object = state.addObject();
            object.put("revision", part.revision());
            object.set("state", part.fitted().state());
            object.put("transform", part.transform());
        }
        return state;
    }
}
