package io.volute.modeling.feature;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.modeling.ModelingError;
import io.volute.modeling.rows.LabelledRows;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;

/** Fits the features of each fold and of the final model, each on its training rows alone. */
public final class FitFeatures implements Step<FitFeatures.Input, FitFeatures.Output> {
    private final Transforms transforms;

    /** What it reads. */
    public record Input(
            @FromSpec("features") List<Choice<Transform>> choices,
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<Slot, Artifact<Truth>> truth,
            Artifact<Split> split,
            Artifact<DataReport> dataReport) {}

    /**
     * What it leaves.
     *
     * @param features all fitted states
     * @param count number of features of the final model
     * @param columns raw columns that they read
     */
    public record Output(Artifact<FittedFeatures> features, int count, List<String> columns) implements Described {
        @Override
        public String summary() {
            return String.format(Locale.ROOT, "%,d features of %d columns", count, columns.size());
        }
    }

    @Inject
    FitFeatures(Transforms transforms) {
        this.transforms = transforms;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        var examples = input.examples().values().stream()
                .map(artifact -> context.load(Examples.class, artifact))
                .toList();
        var truth = input.truth().values().stream()
                .map(artifact -> context.load(Truth.class, artifact))
                .toList();
        LabelledRows rows = LabelledRows.of(examples, truth);
        refuseForbidden(input.choices(), rows, truth, context.load(DataReport.class, input.dataReport()));
        Split split = context.load(Split.class, input.split());
        List<FittedFeatures.FoldFeatures> folds = new ArrayList<>();
        for (Split.Fold fold : split.folds()) {
            FeatureSet features = fit(input.choices(), rows, rows.fold(fold).train(), "fold " + fold.name());
            folds.add(new FittedFeatures.FoldFeatures(fold.name(), features.state()));
            context.checkInterrupted();
        }
        FeatureSet all = fit(input.choices(), rows, rows.knownBy(split.knownUntil()), "the final model");
        var fitted = context.write(FittedFeatures.class, new FittedFeatures(folds, all.state()));
        return new Output(fitted, all.features().size(), all.columns());
    }

    private FeatureSet fit(List<Choice<Transform>> choices, LabelledRows rows, int[] training, String what) {
        if (training.length == 0) {
            throw new VoluteException(
                    ModelingError.NO_ROWS,
                    "training rows of " + what + ": 0 (expected: rows whose label was known at its start); "
                            + "declare fewer folds, or wait for labels");
        }
        return transforms.fit(choices, rows.training(training, transforms.columns(choices)));
    }

    private void refuseForbidden(
            List<Choice<Transform>> choices, LabelledRows rows, List<Truth> truth, DataReport report) {
        Set<String> known = FeatureColumns.usable(rows.table());
        for (Choice<Transform> choice : choices) {
            for (String column : transforms.columns(choice)) {
                FeatureColumns.refusePersonal(column, report.personal().orElse(List.of()));
                FeatureColumns.check(column, known, report.neverAvailable(), truth);
            }
        }
    }
}
