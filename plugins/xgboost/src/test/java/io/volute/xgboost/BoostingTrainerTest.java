package io.volute.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.volute.core.error.VoluteException;
import io.volute.modeling.ModelingError;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.modeling.feature.FeatureModule;
import io.volute.modeling.model.Forest;
import io.volute.modeling.model.Model;
import io.volute.modeling.model.ModelForm;
import io.volute.modeling.model.ModelModule;
import io.volute.modeling.rows.Target;
import io.volute.modeling.trainer.Trainer;
import io.volute.modeling.trainer.TrainerContract;
import io.volute.modeling.trainer.TrainingRows;
import io.volute.statistics.random.Draws;
import io.volute.testing.Kits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class BoostingTrainerTest {
    private final Injector injector = Guice.createInjector(new FeatureModule(), new ModelModule(), new XgboostModule());

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfTrainers() {
        assumeInstalled();
        return Kits.tests(new TrainerContract(trainer(), new BoostingTrainer.Options(10, 3, .1, 1, 1)));
    }

    /** 200,000 rows: missing values, negative zero and values equal to thresholds among them. */
    @Test
    void scoresAsTheLibraryDoesWithoutIt() throws Exception {
        assumeInstalled();
        assertThat(furthest(rows(200_000), 1)).isLessThan(2e-7);
    }

    /** Trees of four classes follow each other; the base score is a margin for each. */
    @Test
    void scoresSeveralClassesAsTheLibraryDoesWithoutIt() throws Exception {
        assumeInstalled();
        TrainingRows two = rows(20_000);
        double[] labels = new double[two.rows()];
        for (int row = 0; row < labels.length; row++) {
            // Unequal shares, so that the base scores differ.
            labels[row] = two.label(row) ? row % 3 == 0 ? 3 : 1 : row % 7 == 0 ? 2 : 0;
        }
        assertThat(furthest(
                        new TrainingRows(Target.of(List.of("a", "b", "c", "d")), two.features(), labels, "test rows"),
                        1))
                .isLessThan(5e-7);
    }

    /** In units of the label's size, since the library adds 32-bit numbers. */
    @Test
    void scoresNumbersAsTheLibraryDoesWithoutIt() throws Exception {
        assumeInstalled();
        TrainingRows two = rows(20_000);
        double[] labels = new double[two.rows()];
        Draws draws = Draws.of(5);
        for (int row = 0; row < labels.length; row++) {
            labels[row] = 10_000 + (two.label(row) ? 500 : 0) + draws.normal(0, 100);
        }
        assertThat(furthest(new TrainingRows(Target.NUMBER, two.features(), labels, "test rows"), 10_000))
                .isLessThan(2e-7);
    }

    /** The largest difference between the library's predictions and ours, in parts of {@code unit}. */
    private static double furthest(TrainingRows rows, double unit) throws XGBoostError {
        DMatrix data = BoostingTrainer.matrix(rows.features());
        data.setLabel(BoostingTrainer.labels(rows));
        Map<String, Object> parameters = BoostingTrainer.objective(rows.target());
        parameters.putAll(Map.of("max_depth", 6, "eta", .3, "nthread", 2, "verbosity", 0));
        Booster booster = XGBoost.train(data, parameters, 0, Map.of(), null, null);
        for (int round = 0; round < 30; round++) {
            booster.update(data, round);
        }
        Forest forest = XgboostModel.read(booster.toByteArray("json"), rows.target());
        // What is stored scores as what was read from the library.
        Model again = ModelForm.shared().get("forest").read(forest.state());
        double[] ours = again.scores(rows.features());
        float[][] theirs = booster.predict(data);
        booster.dispose();
        data.dispose();
        double worst = 0;
        for (int row = 0; row < ours.length; row++) {
            int width = rows.target().width();
            worst = Math.max(worst, Math.abs(ours[row] - theirs[row / width][row % width]) / unit);
        }
        assertThat(ours).hasSize(theirs.length * rows.target().width());
        return worst;
    }

    @Test
    void namesTheInstallLineWhenTheLibraryIsMissing() {
        Trainer trainer = new BoostingTrainer(() -> Optional.of(OpenMpLibrary.remedy("Linux")));
        assertThat(trainer.unavailable())
                .hasValueSatisfying(line -> assertThat(line).contains("apt-get install libgomp1"));
        assertThatThrownBy(() -> trainer.train(
                        new BoostingTrainer.Options(1, 1, .1, 1, 1), rows(10), 1, (done, total, unit) -> {}))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.TRAINER_UNAVAILABLE))
                .hasMessageContaining("apt-get install libgomp1");
        assertThat(OpenMpLibrary.remedy("Mac OS X")).contains("brew install libomp");
    }

    @Test
    void reportsEveryTree() {
        assumeInstalled();
        StringBuilder seen = new StringBuilder();
        trainer()
                .train(
                        new BoostingTrainer.Options(3, 2, .1, 1, 1),
                        rows(200),
                        1,
                        (done, total, unit) -> seen.append(done)
                                .append('/')
                                .append(total)
                                .append(' ')
                                .append(unit)
                                .append(' '));
        assertThat(seen).hasToString("1/3 trees 2/3 trees 3/3 trees ");
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> new BoostingTrainer.Options(0, 4, .1, 1, 1))
                .hasMessage("trees: 0 (expected: 1 to 10,000)");
        assertThatThrownBy(() -> new BoostingTrainer.Options(10, 4, Double.NaN, 1, 1))
                .hasMessage("eta: NaN (expected: above 0, at most 1)");
    }

    private Trainer trainer() {
        return injector.getInstance(BoostingTrainer.class);
    }

    private void assumeInstalled() {
        Optional<String> missing = injector.getInstance(NativeLibrary.class).missing();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
    }

    private static TrainingRows rows(int n) {
        int features = 8;
        Draws draws = Draws.of(11);
        FeatureMatrix.Builder builder = FeatureMatrix.builder(features, n);
        boolean[] labels = new boolean[n];
        for (int row = 0; row < n; row++) {
            double margin = 0;
            for (int feature = 0; feature < features; feature++) {
                // Rounded to eighths, so that many values equal a threshold; negative zero is among them.
                double value = Math.rint(draws.normal() * 8) / 8;
                if (draws.uniform() >= .15) {
                    builder.add(feature, value);
                    margin += feature % 2 == 0 ? value : -value * value / 2;
                }
            }
            builder.endRow();
            labels[row] = draws.uniform() < 1 / (1 + StrictMath.exp(-margin));
        }
        return new TrainingRows(builder.build(), labels, "test rows");
    }
}
