package io.volute.modeling.feature;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Choice;
import io.volute.modeling.ModelingError;
import io.volute.modeling.rows.TrainingTable;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The installed transforms; fits and reads feature sets. Thread-safe. */
public final class Transforms {
    private final Map<String, Transform> byName;

    @Inject
    Transforms(Map<String, Transform> byName) {
        this.byName = new TreeMap<>(byName);
    }

    /** Raw columns that these transforms would read. */
    List<String> columns(Choice<Transform> choice) {
        return find(choice.name()).columns(choice.options());
    }

    /** Raw columns that all these transforms would read, each once. */
    List<String> columns(List<Choice<Transform>> choices) {
        return choices.stream()
                .flatMap(choice -> columns(choice).stream())
                .distinct()
                .toList();
    }

    /** Fits on these rows, at least one; each transform gets a table with its own columns and no other. */
    public FeatureSet fit(List<Choice<Transform>> choices, TrainingTable trainingRows) {
        List<FeatureSet.Part> parts = new ArrayList<>();
        for (Choice<Transform> choice : choices) {
            Transform transform = find(choice.name());
            TrainingTable visible = trainingRows.select(transform.columns(choice.options()));
            parts.add(
                    new FeatureSet.Part(choice.name(), transform.revision(), transform.fit(choice.options(), visible)));
        }
        return new FeatureSet(parts);
    }

    /**
     * Reads what {@link FeatureSet#state} wrote.
     *
     * @throws VoluteException PACKAGE_UNKNOWN when a transform is not installed here in that revision
     */
    public FeatureSet read(JsonNode state) {
        List<FeatureSet.Part> parts = new ArrayList<>();
        for (JsonNode part : state) {
            String name = part.get("transform").asText();
            int revision = part.get("revision").asInt();
            Transform transform = find(name);
            if (transform.revision() != revision) {
                throw new VoluteException(
                        ModelingError.PACKAGE_UNKNOWN,
                        "transform " + name + ": revision " + revision + " in the package, " + transform.revision()
                                + " here (expected: the same; train again, or use the version that trained it)");
            }
            parts.add(new FeatureSet.Part(name, revision, transform.read(part.get("state"))));
        }
        return new FeatureSet(parts);
    }

    private Transform find(String name) {
        Transform transform = byName.get(name);
        if (transform == null) {
            throw new VoluteException(
                    ModelingError.PACKAGE_UNKNOWN,
                    "transform " + name + ": not installed (expected one of: " + String.join(", ", byName.keySet())
                            + ")");
        }
        return transform;
    }
}
