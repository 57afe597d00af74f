package io.volute.modeling.trainer;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Metrics;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.modeling.ModelingError;
import io.volute.modeling.evaluation.FoldScores;
import io.volute.modeling.feature.FeatureSet;
import io.volute.modeling.feature.FittedFeatures;
import io.volute.modeling.feature.Transforms;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.Model;
import io.volute.modeling.model.ModelPackages;
import io.volute.modeling.model.PriorRestored;
import io.volute.modeling.rows.FoldRows;
import io.volute.modeling.rows.LabelledRows;
import io.volute.modeling.rows.Target;
import io.volute.statistics.sampling.PriorShift;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains one candidate on each fold, scores the rows that judge it, and trains it once more on all mature rows. It knows
 * nothing of costs, so that a change of theirs trains nothing.
 */
public final class Train implements Step<Train.Input, Train.Output> {
    private static final int SAMPLES = 20;

    private final Map<String, Trainer> trainers;
    private final Transforms transforms;
    private final ModelPackages packages;
    private final CanonicalJson json;

    /** What it reads. */
    public record Input(
            @FromSpec(FromSpec.KEY) Choice<Trainer> candidate,
            Artifact<FittedFeatures> features,
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<Slot, Artifact<Truth>> truth,
            Artifact<Split> split,
            @FromSpec Optional<Sampling> sampling,
            long seed) {}

    /**
     * What it leaves.
     *
     * @param model trained on all mature rows
     * @param foldScores scores of the rows that judge, by models that never saw them
     * @param rows rows that trained the model
     * @param folds number of folds
     * @param parameters how many numbers the data could set
     */
    public record Output(
            Artifact<ModelPackage> model,
            Artifact<FoldScores> foldScores,
            long rows,
            int folds,
            double parameters,
            Metrics metrics)
            implements Described {
        @Override
        public String summary() {
            return String.format(
                    Locale.ROOT, "%,d rows · %d folds · %,.0f effective parameters", rows, folds, parameters);
        }
    }

    @Inject
    Train(Map<String, Trainer> trainers, Transforms transforms, ModelPackages packages, CanonicalJson json) {
        this.trainers = new TreeMap<>(trainers);
        this.transforms = transforms;
        this.packages = packages;
        this.json = json;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Trainer trainer = trainer(input.candidate().name());
        LabelledRows rows = LabelledRows.of(
                input.examples().values().stream()
                        .map(artifact -> context.load(Examples.class, artifact))
                        .toList(),
                input.truth().values().stream()
                        .map(artifact -> context.load(Truth.class, artifact))
                        .toList());
        requireFraming(input.candidate().name(), trainer, rows.framing());
        FittedFeatures fitted = context.load(FittedFeatures.class, input.features());
        Split split = context.load(Split.class, input.split());
        Fits fits = new Fits(trainer, input, rows, context, split.folds().size() + 1);
        Target target = rows.target(split.knownUntil());
        FoldScores.Builder scores = FoldScores.builder(target);
        for (int i = 0; i < split.folds().size(); i++) {
            FoldRows fold = rows.fold(split.folds().get(i));
            FeatureSet features = transforms.read(fitted.folds().get(i).state());
            Fit trained = fits.next(features, fold.train(), "fold " + fold.name());
            double[] judged = trained.model().scores(features.apply(rows.table(), fold.judged()));
            scores.add(
                    IntStream.of(fold.judged()).mapToObj(rows::rowId).toList(),
                    fold.name(),
                    target.aligned(rows.target(fold.train()), judged));
        }
        int[] mature = rows.knownBy(split.knownUntil());
        FeatureSet features = transforms.read(fitted.all());
        Fit trained = fits.next(features, mature, "the final model");
        ModelPackage model = packages.pack(
                new ModelPackages.Provenance(
                        input.candidate().name(),
                        json.toTree(input.candidate().options()),
                        split.knownUntil(),
                        trained.rows().length,
                        positives(rows, trained.rows()),
                        ids(rows, trained.rows()),
                        target),
                features,
                trained.model(),
                new Complexity(trainer.family(), trained.parameters()),
                rows.table().pick(samples(mature)));
        return new Output(
                context.write(ModelPackage.class, model),
                context.write(FoldScores.class, scores.build()),
                trained.rows().length,
                split.folds().size(),
                packages.complexity(model).parameters(),
                Metrics.of(Map.of(
                        "train-rows", (double) trained.rows().length, "effective-parameters", trained.parameters())));
    }

    private Trainer trainer(String name) {
        Trainer trainer = trainers.get(name);
        if (trainer == null) {
            throw new VoluteException(
                    ModelingError.PACKAGE_UNKNOWN,
                    "trainer " + name + ": not installed (expected one of: " + String.join(", ", trainers.keySet())
                            + ")");
        }
        return trainer;
    }

    private void requireFraming(String name, Trainer trainer, Framing framing) {
        if (!trainer.framings().contains(framing)) {
            List<String> able = trainers.entrySet().stream()
                    .filter(entry -> entry.getValue().framings().contains(framing))
                    .map(Map.Entry::getKey)
                    .toList();
            throw new VoluteException(
                    ModelingError.FRAMING_UNSUPPORTED,
                    "trainer " + name + ": cannot learn a label of " + framing.words() + " (expected one of: "
                            + String.join(", ", able) + "); take it out of modeling.candidates, or declare another"
                            + " label");
        }
    }

    private static long positives(LabelledRows rows, int[] numbers) {
        return rows.framing() == Framing.BINARY
                ? IntStream.of(numbers).filter(rows::label).count()
                : 0;
    }

    private static String ids(LabelledRows rows, int[] numbers) {
        return Digest.of(IntStream.of(numbers).mapToObj(rows::rowId).sorted().collect(Collectors.joining("\n")))
                .toString();
    }

    /** Rows spread evenly over the training period, so that old and new values are among them. */
    private static int[] samples(int[] training) {
        int n = Math.min(SAMPLES, training.length);
        return IntStream.range(0, n)
                .map(i -> training[(int) ((long) i * training.length / n)])
                .toArray();
    }

    /** What a set of rows gave: the rows that trained, and the model of all of them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Fit(int[] rows, Model model, double parameters) {}

    /** One trainer on several sets of rows, with one progress bar for all. */
    private static final class Fits {
        private final Trainer trainer;
        private final Input input;
        private final LabelledRows rows;
        private final StepContext context;
        private final int total;
        private int done;

        Fits(Trainer trainer, Input input, LabelledRows rows, StepContext context, int total) {
            this.trainer = trainer;
            this.input = input;
            this.rows = rows;
            this.context = context;
            this.total = total;
        }

        Fit next(FeatureSet features, int[] training, String what) {
            context.checkInterrupted();
            long before = done++;
            Target target = rows.target(training);
            Sampling.Kept kept = kept(training);
            int[] learning =
                    IntStream.of(kept.positions()).map(i -> training[i]).toArray();
            TrainingRows learnt = new TrainingRows(
                    target,
                    features.applyToTraining(rows.training(training, features.columns()), kept.positions()),
                    rows.labels(learning, target),
                    what);
            Trainer.Trained trained =
                    trainer.train(input.candidate().options(), learnt, input.seed(), (part, parts, unit) -> {
                        context.checkInterrupted();
                        context.progress(before * parts + part, total * parts, unit);
                    });
            return new Fit(
                    learning,
                    kept.negatives() == 1
                            ? trained.model()
                            : new PriorRestored(trained.model(), new PriorShift(kept.negatives(), 1)),
                    trained.parameters());
        }

        private Sampling.Kept kept(int[] training) {
            return input.sampling()
                    .map(sampling -> sampling.keep(rows, training, input.seed()))
                    .orElseGet(() -> new Sampling.Kept(
                            IntStream.range(0, training.length).toArray(), 1));
        }
    }
}
