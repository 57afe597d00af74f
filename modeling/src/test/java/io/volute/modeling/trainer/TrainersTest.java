package io.volute.modeling.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.error.VoluteException;
import io.volute.modeling.ModelingError;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.ConstantModel;
import io.volute.modeling.model.Model;
import io.volute.modeling.rows.Target;
import io.volute.testing.Kits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class TrainersTest {
    @TestFactory
    Stream<DynamicTest> logisticKeepsTheContract() {
        return Kits.tests(new TrainerContract(new LogisticTrainer(), new LogisticTrainer.Options(1)));
    }

    @TestFactory
    Stream<DynamicTest> linearKeepsTheContract() {
        return Kits.tests(new TrainerContract(new LinearTrainer(), new LinearTrainer.Options(1)));
    }

    @TestFactory
    Stream<DynamicTest> priorKeepsTheContract() {
        return Kits.tests(new TrainerContract(new PriorTrainer(), new PriorTrainer.Options(Optional.empty())));
    }

    @Test
    void theContractCatchesATrainerThatGivesAnotherModelEachTime() {
        Trainer restless = new Trainer() {
            private int calls;

            @Override
            public int revision() {
                return 1;
            }

            @Override
            public Class<? extends Record> options() {
                return PriorTrainer.Options.class;
            }

            @Override
            public Complexity.Family family() {
                return Complexity.Family.BASELINE;
            }

            @Override
            public Trained train(Record options, TrainingRows rows, long seed, Watch watch) {
                return new Trained(new ConstantModel((double) rows.positives() / rows.rows() + 1e-9 * calls++), 1);
            }
        };
        assertThat(Kits.failures(new TrainerContract(restless, new PriorTrainer.Options(Optional.empty()))))
                .containsExactly("givesTheSameBytesForTheSameRows");
    }

    /** x = -2 … 3, y = 0 0 1 0 1 1, ridge 1, free intercept: scikit-learn 1.9, newton-cholesky. */
    @Test
    void logisticFindsTheOptimumOfScikitLearn() {
        FeatureMatrix.Builder features = FeatureMatrix.builder(1, 6);
        for (int x = -2; x <= 3; x++) {
            features.add(0, x);
            features.endRow();
        }
        FeatureMatrix built = features.build();
        TrainingRows rows = new TrainingRows(built, new boolean[] {false, false, true, false, true, true}, "six rows");
        Trainer.Trained trained =
                new LogisticTrainer().train(new LogisticTrainer.Options(1), rows, 1, (done, total, unit) -> {});
        double[] expected = {
            0.12812560412480473,
            0.2403830529425271,
            0.4052765433901969,
            0.594723456609803,
            0.7596169470574728,
            0.8718743958751952
        };
        double[] found = trained.model().scores(built);
        for (int row = 0; row < expected.length; row++) {
            assertThat(found[row]).isCloseTo(expected[row], within(1e-9));
        }
        assertThat(trained.parameters()).isBetween(1.0, 2.0);
    }

    @Test
    void strongerRidgeHasFewerEffectiveParameters() {
        FeatureMatrix.Builder features = FeatureMatrix.builder(3, 60);
        boolean[] labels = new boolean[60];
        for (int row = 0; row < 60; row++) {
            features.add(row % 3, 1);
            features.endRow();
            labels[row] = row % 7 == 0 || row % 3 == 1;
        }
        TrainingRows rows = new TrainingRows(features.build(), labels, "sixty rows");
        assertThat(parameters(rows, 10)).isLessThan(parameters(rows, 1)).isGreaterThan(1);
        assertThat(parameters(rows, 1e9)).isCloseTo(1, within(1e-6));
    }

    private static double parameters(TrainingRows rows, double l2) {
        return new LogisticTrainer()
                .train(new LogisticTrainer.Options(l2), rows, 1, (done, total, unit) -> {})
                .parameters();
    }

    @Test
    void logisticRefusesToGoWithoutARidge() {
        assertThatThrownBy(() -> new LogisticTrainer.Options(0)).hasMessage("l2: 0.0 (expected: > 0)");
    }

    @Test
    void logisticSaysWhatToDoAboutTooManyFeatures() {
        FeatureMatrix.Builder features = FeatureMatrix.builder(LogisticTrainer.FEATURES_MAX + 1, 2);
        features.endRow();
        features.endRow();
        TrainingRows rows = new TrainingRows(features.build(), new boolean[] {true, false}, "two rows");
        assertThatThrownBy(() ->
                        new LogisticTrainer().train(new LogisticTrainer.Options(1), rows, 1, (done, total, unit) -> {}))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.TOO_MANY_FEATURES))
                .hasMessageContaining("raise min-count");
    }

    @Test
    void priorSaysTheShareOfEvents() {
        FeatureMatrix.Builder features = FeatureMatrix.builder(0, 4);
        for (int row = 0; row < 4; row++) {
            features.endRow();
        }
        TrainingRows rows = new TrainingRows(features.build(), new boolean[] {true, false, false, false}, "four rows");
        assertThat(new PriorTrainer()
                        .train(new PriorTrainer.Options(Optional.empty()), rows, 1, (done, total, unit) -> {})
                        .model())
                .isEqualTo(new ConstantModel(.25));
    }

    @Test
    void priorSaysTheSharesOfClassesAndTheMiddleOfNumbers() {
        FeatureMatrix.Builder features = FeatureMatrix.builder(0, 4);
        for (int row = 0; row < 4; row++) {
            features.endRow();
        }
        FeatureMatrix none = features.build();
        TrainingRows classes =
                new TrainingRows(Target.of(List.of("a", "b")), none, new double[] {1, 1, 0, 1}, "four rows");
        assertThat(prior(classes, Optional.empty())).isEqualTo(ConstantModel.of(.25, .75));
        TrainingRows numbers = new TrainingRows(Target.NUMBER, none, new double[] {1, 2, 3, 100}, "four rows");
        assertThat(prior(numbers, Optional.empty())).isEqualTo(ConstantModel.of(26.5));
        assertThat(prior(numbers, Optional.of(PriorTrainer.Center.MEDIAN))).isEqualTo(ConstantModel.of(2.5));
        assertThat(prior(numbers, Optional.of(PriorTrainer.Center.MEAN))).isEqualTo(ConstantModel.of(26.5));
    }

    private static Model prior(TrainingRows rows, Optional<PriorTrainer.Center> center) {
        return new PriorTrainer()
                .train(new PriorTrainer.Options(center), rows, 1, (done, total, unit) -> {})
                .model();
    }

    @Test
    void refusesNumbersThatAreAllTheSame() {
        FeatureMatrix.Builder features = FeatureMatrix.builder(0, 2);
        features.endRow();
        features.endRow();
        FeatureMatrix built = features.build();
        assertThatThrownBy(() -> new TrainingRows(Target.NUMBER, built, new double[] {7, 7}, "fold 1995"))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.ONE_CLASS))
                .hasMessageContaining("labels of fold 1995: 7.0 in all 2 training rows");
    }

    @Test
    void refusesRowsOfOneClass() {
        FeatureMatrix.Builder features = FeatureMatrix.builder(0, 1);
        features.endRow();
        FeatureMatrix built = features.build();
        assertThatThrownBy(() -> new TrainingRows(built, new boolean[] {false}, "fold 1995"))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.ONE_CLASS))
                .hasMessageContaining("labels of fold 1995: 1 class in 1 training rows (expected: both)");
    }

    @Test
    void refusesNoRows() {
        FeatureMatrix none = FeatureMatrix.builder(0, 0).build();
        assertThatThrownBy(() -> new TrainingRows(none, new boolean[0], "fold 1995"))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.NO_ROWS));
    }
}
