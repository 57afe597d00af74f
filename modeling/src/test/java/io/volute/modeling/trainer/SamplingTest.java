package io.volute.modeling.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.modeling.Loop;
import io.volute.modeling.rows.LabelledRows;
import io.volute.testing.Birdstrikes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DE30: trained on all damaged strikes and twelve in a hundred of the others, the probabilities are those of all. */
final class SamplingTest {
    private static final LocalDate AS_OF = LocalDate.of(2000, 1, 1);
    private static final String SECTION = """
              features:
                - transform: one-hot
                  columns: [Airport Name, Origin State, Phase of flight, Wildlife Size, Wildlife Species, Time of day]
                  min-count: 15
              candidates:
                logistic: {trainer: logistic, l2: 1}
            """;

    private static Birdstrikes strikes;
    private static LabelledRows rows;
    private static Loop loop;
    private static ModelPackage all;
    private static ModelPackage sampled;

    @BeforeAll
    static void train(@TempDir Path folder) throws Exception {
        strikes = Birdstrikes.read();
        rows = LabelledRows.of(
                strikes.examples(AS_OF).values(), strikes.truth(AS_OF).values());
        loop = new Loop(folder, SECTION);
        all = trained(loop);
        sampled = trained(new Loop(folder, SECTION + "  sampling: {keep-negatives: 0.12}\n"));
    }

    private static ModelPackage trained(Loop loop) {
        Loop.Inputs inputs = loop.inputs(strikes.examples(AS_OF), strikes.truth(AS_OF), Birdstrikes.split(AS_OF));
        return loop.model(loop.train("logistic", inputs, loop.features(inputs)).model());
    }

    private static double meanPrediction(ModelPackage model, DoubleUnaryOperator read) {
        ModelRuntime.Scorer scorer = loop.runtime().load(model);
        return Arrays.stream(scorer.score(rows.table())).map(read).average().orElseThrow();
    }

    @Test
    void theMeanPredictionIsWithinATenthOfTheBaseRate() {
        double base = (double) positives() / rows.table().rows();

        assertThat(sampled.trainedPositives()).isEqualTo(all.trainedPositives());
        assertThat(sampled.trainedRows() - sampled.trainedPositives())
                .isEqualTo(Math.round(.12 * (all.trainedRows() - all.trainedPositives())));
        assertIsTheBaseRate(meanPrediction(sampled, p -> p), base);
        // The obvious model believes its sample; half-way is to scale the probability instead of its odds.
        assertThatThrownBy(() -> assertIsTheBaseRate(meanPrediction(sampled, SamplingTest::asInTheSample), base))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertIsTheBaseRate(meanPrediction(sampled, p -> .12 * asInTheSample(p)), base))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertIsTheBaseRate(double mean, double base) {
        assertThat(mean).isCloseTo(base, within(base / 10));
    }

    /** The probability among all positives and twelve in a hundred negatives. */
    private static double asInTheSample(double p) {
        return p / (p + .12 * (1 - p));
    }

    private static long positives() {
        return IntStream.range(0, rows.table().rows()).filter(rows::label).count();
    }

    @Test
    void theSameRowsAreDrawnAgainAndAnotherSeedDrawsOthers() {
        int[] training = IntStream.range(0, rows.table().rows()).toArray();
        Sampling sampling = new Sampling(.12);

        assertThat(sampling.keep(rows, training, 1).positions())
                .isEqualTo(sampling.keep(rows, training, 1).positions())
                .isNotEqualTo(sampling.keep(rows, training, 2).positions())
                .isSorted();
        assertThat(new Sampling(1).keep(rows, training, 1).positions()).isEqualTo(training);
        assertThatThrownBy(() -> new Sampling(0)).hasMessageContaining("keep-negatives: 0.0");
    }
}
