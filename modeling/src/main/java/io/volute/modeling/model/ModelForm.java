package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A shape of models, by name: how their state is read and scored. Trainers share the ones that are here ({@code linear},
 * {@code forest}, {@code constant}), so that a package scores where its trainer is not installed. Thread-safe.
 */
public interface ModelForm {
    /** Reads what {@link Model#state} wrote; the result scores bit for bit alike. */
    Model read(JsonNode state);

    /** The forms that are always installed, by name. */
    static Map<String, ModelForm> shared() {
        return Map.of(
                ConstantModel.FORM, new ConstantModel.Form(),
                Forest.FORM, new Forest.Form(),
                LinearModel.FORM, new LinearModel.Form());
    }
}
