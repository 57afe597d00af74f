package com.example.stump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.modeling.feature.FeatureMatrix;
import io.volute.modeling.model.Model;
import io.volute.modeling.trainer.TrainerContract;
import io.volute.modeling.trainer.TrainingRows;
import io.volute.testing.Kits;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StumpTrainerTest {
    private final StumpTrainer trainer = new StumpTrainer();

    /** What Volute asks of every trainer. */
    @TestFactory
    Stream<DynamicTest> keepsTheContractOfTrainers() {
        return Kits.tests(new TrainerContract(trainer, new StumpTrainer.Options(20)));
    }

    /** Four rows without the feature never had the event, three of the four with a 1 had it. */
    @Test
    void asksForTheFeatureThatTellsMost() {
        FeatureMatrix.Builder features = FeatureMatrix.builder(2, 8);
        boolean[] labels = new boolean[8];
        for (int row = 0; row < 8; row++) {
            if (row % 2 == 0) {
                features.add(0, 1);
            }
            if (row < 4) {
                features.add(1, 1);
                labels[row] = row > 0;
            }
            features.endRow();
        }
        FeatureMatrix rows = features.build();
        Model model = trainer.train(
                        new StumpTrainer.Options(2), new TrainingRows(rows, labels, "eight rows"), 1, (done, total, unit) -> {})
                .model();

        double[] probabilities = model.scores(rows);
        for (int row = 0; row < 8; row++) {
            assertThat(probabilities[row]).isCloseTo(row < 4 ? 4 / 6.0 : 1 / 6.0, within(1e-6));
        }
    }

    @Test
    void refusesAnEmptySide() {
        assertThatThrownBy(() -> new StumpTrainer.Options(0)).hasMessage("min-rows: 0 (expected: 1 or more)");
    }
}
