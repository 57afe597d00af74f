package io.volute.modeling.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.TrainingWork;
import io.volute.modeling.Loop;
import io.volute.testing.Birdstrikes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What training took is what was trained on. */
final class CountedWorkTest {
    private static final LocalDate AS_OF = LocalDate.of(2000, 1, 1);
    private static final String SECTION = """
              features:
                - {transform: one-hot, columns: [Wildlife Size, Time of day]}
              candidates:
                logistic: {trainer: logistic, l2: 1}
            """;

    private static TrainingWork.Work work(Loop loop, Birdstrikes strikes, Split split, Optional<Double> kept)
            throws Exception {
        Loop.Inputs inputs = loop.inputs(strikes.examples(AS_OF), strikes.truth(AS_OF), split);
        ModelPackage model =
                loop.model(loop.train("logistic", inputs, loop.features(inputs)).model());
        TrainingWork.Work work = loop.work()
                .over(strikes.examples(AS_OF).values(), strikes.truth(AS_OF).values(), split, kept)
                .of(model);
        // Without folds, the only fit is that of the packaged model, which says how many rows trained it.
        TrainingWork.Work last = loop.work()
                .over(
                        strikes.examples(AS_OF).values(),
                        strikes.truth(AS_OF).values(),
                        new Split(List.of(), split.knownUntil()),
                        kept)
                .of(model);
        assertThat(last.rows()).isEqualTo(model.trainedRows());
        assertThat(last.fits()).isOne();
        return work;
    }

    @Test
    void countsTheRowsOfEveryFoldAndOnceMoreAll(@TempDir Path folder) throws Exception {
        Birdstrikes strikes = Birdstrikes.read();
        Split split = Birdstrikes.split(AS_OF);
        TrainingWork.Work all = work(new Loop(folder, SECTION), strikes, split, Optional.empty());
        TrainingWork.Work part = work(
                new Loop(folder, SECTION + "  sampling: {keep-negatives: 0.12}\n"), strikes, split, Optional.of(.12));

        assertThat(all.fits()).isEqualTo(split.folds().size() + 1);
        assertThat(all.rowTrees()).isZero();
        assertThat(all.rowFeatures()).isPositive();
        assertThat(all.rowFeatures() % all.rows()).isZero();
        assertThat(part.rows()).isLessThan(all.rows() / 3).isPositive();
    }
}
