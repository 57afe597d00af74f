package io.volute.modeling.trainer;

import static io.volute.core.stage.ContractKit.require;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.ContractKit;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.modeling.model.Model;
import io.volute.modeling.model.ModelForm;
import io.volute.statistics.random.Draws;
import io.volute.statistics.ranking.Auc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What every trainer must hold; for authors of trainers. */
public final class TrainerContract implements ContractKit {
    private static final int FEATURES = 6;
    private static final int ROWS = 400;

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
        behaviours.addAll(List.of(
                new Behaviour("givesTheSameBytesForTheSameRows", this::sameBytes),
                new Behaviour("givesProbabilities", this::probabilities),
                new Behaviour("isReadBackBitForBit", this::roundTrip),
                new Behaviour("scoresARowAloneAsAmongOthers", this::aloneAsAmongOthers),
                new Behaviour("ranksAtLeastAsWellAsChance", this::ranks),
                new Behaviour("learnsFromTwoRows", this::twoRows),
                new Behaviour("learnsFromFeaturesThatSayNothing", this::constantFeatures),
                new Behaviour("scoresRowsWithoutAnyFeature", this::emptyRows),
                new Behaviour("stopsWhenInterrupted", this::interrupted),
                new Behaviour("countsItsParameters", this::parameters)));
        return behaviours;
    }

    private void sameBytes() {
        String first = train(planted(ROWS)).model().state().toString();
        require(first.equals(train(planted(ROWS)).model().state().toString()), "two trainings differ");
    }

    private void probabilities() {
        for (double p : train(planted(ROWS)).model().probabilities(planted(ROWS).features())) {
            require(p >= 0 && p <= 1, "probability " + p + " (expected: 0 to 1)");
        }
    }

    private void roundTrip() {
        Model model = train(planted(ROWS)).model();
        ModelForm form = forms.get(model.form());
        require(form != null, "form " + model.form() + " is not installed");
        if (form != null) {
            Model again = form.read(model.state());
            require(again.state().equals(model.state()), "state differs after reading");
            FeatureMatrix rows = planted(ROWS).features();
            require(
                    Arrays.equals(again.probabilities(rows), model.probabilities(rows)),
                    "probabilities differ after reading");
        }
    }

    private void aloneAsAmongOthers() {
        Model model = train(planted(ROWS)).model();
        double[] together = model.probabilities(planted(ROWS).features());
        for (int row = 0; row < ROWS; row += 37) {
            double alone = model.probabilities(only(planted(ROWS).features(), row))[0];
            require(alone == together[row], "row " + row + " alone " + alone + ", among others " + together[row]);
        }
    }

    private void ranks() {
        TrainingRows rows = planted(ROWS);
        double area = Auc.value(train(rows).model().probabilities(rows.features()), labels(rows));
        require(area >= .5, "area under the ROC curve on its own training rows " + area + " (expected: .5 or more)");
    }

    private void twoRows() {
        FeatureMatrix.Builder features = FeatureMatrix.builder(1, 2);
        features.add(0, -1);
        features.endRow();
        features.add(0, 1);
        features.endRow();
        train(new TrainingRows(features.build(), new boolean[] {false, true}, "two rows"));
    }

    private void constantFeatures() {
        FeatureMatrix.Builder features = FeatureMatrix.builder(1, ROWS);
        boolean[] labels = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            features.add(0, 1);
            features.endRow();
            labels[row] = row % 4 == 0;
        }
        FeatureMatrix built = features.build();
        double[] scores =
                train(new TrainingRows(built, labels, "constant rows")).model().probabilities(built);
        for (double score : scores) {
            require(Math.abs(score - .25) < .02, "probability " + score + " (expected: the share of events, .25)");
        }
    }

    private void emptyRows() {
        FeatureMatrix.Builder features = FeatureMatrix.builder(FEATURES, 1);
        features.endRow();
        double p = train(planted(ROWS)).model().probabilities(features.build())[0];
        require(p >= 0 && p <= 1, "probability " + p + " (expected: 0 to 1)");
    }

    private void interrupted() {
        int[] calls = new int[1];
        VoluteException stop = new VoluteException(CoreError.INTERRUPTED, "interrupted by the user");
        try {
            trainer.train(options, planted(ROWS), 1, (done, total, unit) -> {
                calls[0]++;
                throw stop;
            });
        } catch (VoluteException e) {
            require(e.code() == CoreError.INTERRUPTED, "another error: " + e.getMessage());
        }
        require(calls[0] <= 1, "went on for " + calls[0] + " steps after it was interrupted");
    }

    private void parameters() {
        double parameters = train(planted(ROWS)).parameters();
        require(parameters > 0 && Double.isFinite(parameters), "parameters " + parameters + " (expected: above 0)");
    }

    private Trainer.Trained train(TrainingRows rows) {
        return trainer.train(options, rows, 1, (done, total, unit) -> {});
    }

    /** Rows of which the first two features tell something; one in five is not stored. */
    private static TrainingRows planted(int rows) {
        Draws draws = Draws.of(7);
        FeatureMatrix.Builder features = FeatureMatrix.builder(FEATURES, rows);
        boolean[] labels = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            double margin = -1;
            for (int feature = 0; feature < FEATURES; feature++) {
                double value = draws.normal();
                if (draws.uniform() >= .2) {
                    features.add(feature, value);
                    margin += feature < 2 ? value : 0;
                }
            }
            features.endRow();
            labels[row] = draws.uniform() < 1 / (1 + StrictMath.exp(-margin));
        }
        return new TrainingRows(features.build(), labels, "planted rows");
    }

    private static boolean[] labels(TrainingRows rows) {
        boolean[] labels = new boolean[rows.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = rows.label(row);
        }
        return labels;
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
