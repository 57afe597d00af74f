package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Table;
import io.volute.modeling.ModelingError;
import io.volute.modeling.exact.Exact;
import io.volute.modeling.feature.FeatureSet;
import io.volute.modeling.feature.Transforms;
import io.volute.modeling.rows.Target;
import io.volute.statistics.sampling.PriorShift;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Packs fitted models with their features, and loads packages for scoring. Thread-safe. */
public final class ModelPackages implements ModelRuntime {
    private static final int FORMAT = 1;
    /** Share of the rows without the event that trained; there only if not all did. */
    private static final String NEGATIVES = "negatives-kept";

    private final Transforms transforms;
    private final Map<String, ModelForm> forms;

    /**
     * Where a model comes from.
     *
     * @param trainer name of the trainer
     * @param options its options
     * @param knownUntil no label that came to exist later was used
     * @param rows training rows
     * @param positives training rows with the event
     * @param ids digest over the sorted ids of the training rows
     * @param target what the model predicts
     */
    public record Provenance(
            String trainer,
            JsonNode options,
            Instant knownUntil,
            long rows,
            long positives,
            String ids,
            Target target) {}

    @Inject
    ModelPackages(Transforms transforms, Map<String, ModelForm> forms) {
        this.transforms = transforms;
        this.forms = new TreeMap<>(forms);
    }

    /**
     * Packs a model with the scores that it gives to some raw rows.
     *
     * @param samples at least one row with the columns that the features read
     */
    public ModelPackage pack(Provenance from, FeatureSet features, Model model, Complexity complexity, Table samples) {
        Table read = samples.select(features.columns());
        ObjectNode fitted = JsonNodeFactory.instance.objectNode();
        fitted.put("family", complexity.family().name());
        fitted.put("form", model.form());
        fitted.put("parameters", complexity.parameters());
        fitted.set("state", model.state());
        if (model instanceof PriorRestored restored) {
            fitted.put(NEGATIVES, Exact.write(restored.shift().negatives()));
        }
        ObjectNode check = JsonNodeFactory.instance.objectNode();
        check.set("rows", SampleRows.write(read));
        check.set("scores", Exact.write(model.scores(features.apply(read))));
        return new ModelPackage(
                FORMAT,
                from.trainer(),
                from.options(),
                from.knownUntil(),
                from.rows(),
                from.positives(),
                from.ids(),
                features.columns(),
                features.state(),
                fitted,
                check,
                Optional.of(from.target().framing()).filter(framing -> framing != Framing.BINARY),
                Optional.of(from.target().classes()).filter(classes -> !classes.isEmpty()));
    }

    /** How complex the packed model is. */
    public Complexity complexity(ModelPackage model) {
        return new Complexity(
                Complexity.Family.valueOf(model.model().get("family").asText()),
                model.model().get("parameters").asDouble());
    }

    @Override
    public Scorer load(ModelPackage model) {
        if (model.format() != FORMAT) {
            throw new VoluteException(
                    ModelingError.PACKAGE_UNKNOWN,
                    "model package: format " + model.format() + " (expected " + FORMAT
                            + "); use the version of Volute that trained it, or train again");
        }
        String form = model.model().get("form").asText();
        ModelForm reader = forms.get(form);
        if (reader == null) {
            throw new VoluteException(
                    ModelingError.PACKAGE_UNKNOWN,
                    "model package: form " + form + " is not installed (expected one of: "
                            + String.join(", ", forms.keySet()) + "); add the plugin that brings it");
        }
        FeatureSet features = transforms.read(model.features());
        Model trained = reader.read(model.model().get("state"));
        Model fitted = model.model().has(NEGATIVES)
                ? new PriorRestored(
                        trained, new PriorShift(Exact.read(model.model().get(NEGATIVES)), 1))
                : trained;
        Target target = target(model);
        if (fitted.outputs() != target.width()) {
            throw new VoluteException(
                    ModelingError.PACKAGE_DAMAGED,
                    "model package: " + fitted.outputs() + " numbers a row (expected " + target.width() + ": "
                            + String.join(", ", target.names()) + "); it is not used. Train again");
        }
        Scorer scorer = new PackagedScorer(
                target, features, fitted, SampleRows.read(model.samples().get("rows")));
        verify(scorer, Exact.readAll(model.samples().get("scores")));
        return scorer;
    }

    /** What the packaged model predicts. */
    public static Target target(ModelPackage model) {
        return new Target(
                model.framing().orElse(Framing.BINARY), model.classes().orElse(List.of()));
    }

    private static void verify(Scorer scorer, double[] expected) {
        double[] found = scorer.score(scorer.samples());
        for (int i = 0; i < expected.length; i++) {
            if (found.length != expected.length
                    || Double.doubleToLongBits(found[i]) != Double.doubleToLongBits(expected[i])) {
                throw new VoluteException(
                        ModelingError.PACKAGE_DAMAGED,
                        "model package: sample row " + i / scorer.outputs().size() + " scores "
                                + (i < found.length ? found[i] : "nothing") + " (expected exactly " + expected[i]
                                + "); it is not used. Train again");
            }
        }
    }

    private record PackagedScorer(Target target, FeatureSet features, Model model, Table samples) implements Scorer {
        @Override
        public Framing framing() {
            return target.framing();
        }

        @Override
        public List<String> outputs() {
            return target.names();
        }

        @Override
        public double[] score(Table rows) {
            return model.scores(features.apply(rows));
        }
    }
}
