package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A shape of models, by name: how their state is read and scored. Trainers share the ones that are here ({@code linear},
 * {@code forest}, {@code constant}), so that a package scores where its trainer is not installed. Thread-safe.
 */
public interface ModelForm {
    /** Reads what {@link Model#state} wrote; the result scores bit for bit alike. */
    Model read(JsonNode state);
}
