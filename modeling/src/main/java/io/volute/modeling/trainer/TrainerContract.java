package io.volute.modeling.trainer;

import static io.volute.core.stage.ContractKit.require;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.ContractKit;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.modeling.model.Model;
import io.volute.modeling.model.ModelForm;
import io.volute.modeling.rows.Target;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.Draws;
import io.volute.statistics.ranking.Auc;
import io.volute.statistics.score.ClassScores;
import io.volute.statistics.score.NumberErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What every trainer must hold; for authors of trainers. */
public final class TrainerContract implements ContractKit {
    private static final int FEATURES = 6;
    private static final int ROWS = 400;
    private static final int CLASSES = 3;

    private final Trainer trainer;
    private final Record options;
    private final Map<String, ModelForm> forms;

    /** A trainer whose models have forms that are always installed, with options under which it is fast. */
    public TrainerContract(Trainer trainer, Record options) {
        this(trainer, options, ModelForm.shared());
    }

    /**
     * A trainer that brings a form of its own.
     *
     * @param forms the installed forms of models
     */
    public TrainerContract(Trainer trainer, Record options, Map<String, ModelForm> forms) {
        this.trainer = trainer;
        this.options = options;
        this.forms = Map.copyOf(forms);
    }

    @Override
    public List<Behaviour> behaviours() {
        List<Behaviour> behaviours = new ArrayList<>(ContractKit.ofEvery(trainer, options));
        for (Framing framing : Framing.values()) {
            if (trainer.framings().contains(framing)) {
                behaviours.addAll(behaviours(framing));
            }
        }
        behaviours.addAll(List.of(
                new Behaviour("stopsWhenInterrupted", this::interrupted),
                new Behaviour("countsItsParameters", this::parameters)));
        return behaviours;
    }

    private List<Behaviour> behaviours(Framing framing) {
        String of = framing == Framing.BINARY ? "" : " of " + framing.words();
        return List.of(
                new Behaviour("givesTheSameBytesForTheSameRows" + of, () -> sameBytes(framing)),
                new Behaviour("givesOneScoreForEachOutput" + of, () -> outputs(framing)),
                new Behaviour("isReadBackBitForBit" + of, () -> roundTrip(framing)),
                new Behaviour("scoresARowAloneAsAmongOthers" + of, () -> aloneAsAmongOthers(framing)),
                new Behaviour("isAtLeastAsGoodAsChance" + of, () -> chance(framing)),
                new Behaviour("learnsFromFewRows" + of, () -> fewRows(framing)),
                new Behaviour("learnsFromFeaturesThatSayNothing" + of, () -> constantFeatures(framing)),
                new Behaviour("scoresRowsWithoutAnyFeature" + of, () -> emptyRows(framing)));
    }

    private void sameBytes(Framing framing) {
        String first = train(planted(framing)).model().state().toString();
        require(first.equals(train(planted(framing)).model().state().toString()), "two trainings differ");
    }

    private void outputs(Framing framing) {
        TrainingRows rows = planted(framing);
        Model model = train(rows).model();
        requireScores(rows, model.scores(rows.features()), model.outputs());
    }

    private static void requireScores(TrainingRows rows, double[] scores, int outputs) {
        int width = rows.target().width();
        require(outputs == width, "outputs: " + outputs + " (expected: " + width + ")");
        require(scores.length % width == 0, "scores: " + scores.length + " (expected: a multiple of " + width + ")");
        for (int first = 0; first < scores.length; first += width) {
            double sum = 0;
            for (int i = first; i < first + width; i++) {
                boolean inside = rows.target().framing() == Framing.REGRESSION
                        ? Double.isFinite(scores[i])
                        : scores[i] >= 0 && scores[i] <= 1;
                require(inside, "score " + scores[i] + " (expected: a probability, or a finite number)");
                sum += scores[i];
            }
            require(
                    rows.target().framing() != Framing.MULTICLASS || Math.abs(sum - 1) < 1e-9,
                    "probabilities of a row add up to " + sum + " (expected: 1)");
        }
    }

    private void roundTrip(Framing framing) {
        Model model = train(planted(framing)).model();
        ModelForm form = forms.get(model.form());
        require(form != null, "form " + model.form() + " is not installed");
        if (form != null) {
            Model again = form.read(model.state());
            require(again.state().equals(model.state()), "state differs after reading");
            FeatureMatrix rows = planted(framing).features();
            require(Arrays.equals(again.scores(rows), model.scores(rows)), "scores differ after reading");
        }
    }

    private void aloneAsAmongOthers(Framing framing) {
        TrainingRows rows = planted(framing);
        Model model = train(rows).model();
        int width = rows.target().width();
        double[] together = model.scores(rows.features());
        for (int row = 0; row < ROWS; row += 37) {
            double[] alone = model.scores(only(rows.features(), row));
            double[] among = Arrays.copyOfRange(together, row * width, (row + 1) * width);
            require(
                    Arrays.equals(alone, among),
                    "row " + row + " alone " + Arrays.toString(alone) + ", among others " + Arrays.toString(among));
        }
    }

    /** Against a coin, equal shares of all classes, or nought for every number. */
    private void chance(Framing framing) {
        TrainingRows rows = planted(framing);
        double[] scores = train(rows).model().scores(rows.features());
        switch (framing) {
            case BINARY -> {
                double area = Auc.value(scores, events(rows));
                require(area >= .5, "area under the ROC curve on its own training rows " + area + " (expected: .5)");
            }
            case MULTICLASS -> {
                int[] classes =
                        IntStream.range(0, rows.rows()).map(rows::classOf).toArray();
                double loss = mean(ClassScores.log(scores, classes, CLASSES));
                require(loss <= StrictMath.log(CLASSES) + 1e-9, "log loss " + loss + " on its own training rows");
            }
            case REGRESSION -> {
                double[] values =
                        IntStream.range(0, rows.rows()).mapToDouble(rows::value).toArray();
                double error = mean(NumberErrors.squared(scores, values));
                require(
                        error <= mean(NumberErrors.squared(new double[values.length], values)),
                        "mean squared error " + error + " on its own training rows");
            }
        }
    }

    /** One row of each class, or two numbers. */
    private void fewRows(Framing framing) {
        double[] labels = framing == Framing.MULTICLASS ? new double[] {0, 1, 2} : new double[] {0, 1};
        FeatureMatrix.Builder features = FeatureMatrix.builder(1, labels.length);
        for (double label : labels) {
            features.add(0, 2 * label - 1);
            features.endRow();
        }
        train(new TrainingRows(target(framing), features.build(), labels, "few rows"));
    }

    private void constantFeatures(Framing framing) {
        FeatureMatrix.Builder features = FeatureMatrix.builder(1, ROWS);
        double[] labels = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            features.add(0, 1);
            features.endRow();
            labels[row] = framing == Framing.MULTICLASS ? Math.min(2, row % 4) : row % 4 == 0 ? 1 : 0;
        }
        FeatureMatrix built = features.build();
        double[] scores = train(new TrainingRows(target(framing), built, labels, "constant rows"))
                .model()
                .scores(built);
        for (int i = 0; i < scores.length; i++) {
            double share = framing == Framing.MULTICLASS && i % CLASSES == 2 ? .5 : .25;
            // The middle of numbers may be their median, 0, or anything on the way to their mean.
            double low = framing == Framing.REGRESSION ? 0 : share;
            require(
                    scores[i] > low - .02 && scores[i] < share + .02,
                    "score " + scores[i] + " (expected: what the labels are on average, " + share + ")");
        }
    }

    private void emptyRows(Framing framing) {
        FeatureMatrix.Builder features = FeatureMatrix.builder(FEATURES, 1);
        features.endRow();
        TrainingRows rows = planted(framing);
        Model model = train(rows).model();
        requireScores(rows, model.scores(features.build()), model.outputs());
    }

    private void interrupted() {
        int[] calls = new int[1];
        VoluteException stop = new VoluteException(CoreError.INTERRUPTED, "interrupted by the user");
        try {
            trainer.train(options, planted(framing()), 1, (done, total, unit) -> {
                calls[0]++;
                throw stop;
            });
        } catch (VoluteException e) {
            require(e.code() == CoreError.INTERRUPTED, "another error: " + e.getMessage());
        }
        require(calls[0] <= 1, "went on for " + calls[0] + " steps after it was interrupted");
    }

    private void parameters() {
        double parameters = train(planted(framing())).parameters();
        require(parameters > 0 && Double.isFinite(parameters), "parameters " + parameters + " (expected: above 0)");
    }

    /** The first that it can learn. */
    private Framing framing() {
        return Stream.of(Framing.values())
                .filter(trainer.framings()::contains)
                .findFirst()
                .orElseThrow(() -> new AssertionError("framings: none (expected: at least one)"));
    }

    private Trainer.Trained train(TrainingRows rows) {
        return trainer.train(options, rows, 1, (done, total, unit) -> {});
    }

    private static Target target(Framing framing) {
        return switch (framing) {
            case BINARY -> Target.EVENT;
            case MULTICLASS -> Target.of(List.of("high", "low", "middle"));
            case REGRESSION -> Target.NUMBER;
        };
    }

    /** Rows of which the first two features tell something; one in five is not stored. */
    private static TrainingRows planted(Framing framing) {
        Draws draws = Draws.of(7);
        FeatureMatrix.Builder features = FeatureMatrix.builder(FEATURES, ROWS);
        double[] labels = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double margin = -1;
            for (int feature = 0; feature < FEATURES; feature++) {
                double value = draws.normal();
                if (draws.uniform() >= .2) {
                    features.add(feature, value);
                    margin += feature < 2 ? value : 0;
                }
            }
            features.endRow();
            labels[row] = switch (framing) {
                case BINARY -> draws.uniform() < 1 / (1 + StrictMath.exp(-margin)) ? 1 : 0;
                case MULTICLASS -> place(margin + draws.normal());
                case REGRESSION -> 10 + margin + draws.normal();
            };
        }
        return new TrainingRows(target(framing), features.build(), labels, "planted rows");
    }

    private static int place(double margin) {
        return margin > 0 ? 0 : margin < -2 ? 1 : 2;
    }

    private static boolean[] events(TrainingRows rows) {
        boolean[] events = new boolean[rows.rows()];
        for (int row = 0; row < events.length; row++) {
            events[row] = rows.label(row);
        }
        return events;
    }

    private static double mean(double[] values) {
        return Moments.of(values).mean();
    }

    private static FeatureMatrix only(FeatureMatrix all, int row) {
        FeatureMatrix.Builder builder = FeatureMatrix.builder(all.features(), 1);
        for (int entry = all.start(row); entry < all.start(row + 1); entry++) {
            builder.add(all.feature(entry), all.value(entry));
        }
        builder.endRow();
        return builder.build();
    }
}
