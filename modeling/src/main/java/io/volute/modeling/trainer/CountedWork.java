package io.volute.modeling.trainer;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.TrainingWork;
import io.volute.modeling.feature.Transforms;
import io.volute.modeling.rows.LabelledRows;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;

/** Counts the rows that {@link Train} fits, which are those of every fold and then all mature ones. */
final class CountedWork implements TrainingWork {
    private final Transforms transforms;

    @Inject
    CountedWork(Transforms transforms) {
        this.transforms = transforms;
    }

    @Override
    public Counter over(
            Collection<Examples> examples, Collection<Truth> truth, Split split, Optional<Double> keptNegatives) {
        LabelledRows rows = LabelledRows.of(examples, truth);
        Optional<Sampling> sampling = keptNegatives.map(Sampling::new);
        long trained = IntStream.range(0, split.folds().size())
                .mapToLong(fold -> kept(rows, rows.fold(split.folds().get(fold)).train(), sampling))
                .sum();
        long all = trained + kept(rows, rows.knownBy(split.knownUntil()), sampling);
        int fits = split.folds().size() + 1;
        return model ->
                new Work(fits, all, Math.multiplyExact(all, trees(model)), Math.multiplyExact(all, features(model)));
    }

    /** How many are drawn does not depend on the seed, only which. */
    private static int kept(LabelledRows rows, int[] training, Optional<Sampling> sampling) {
        return sampling.map(drawn -> drawn.keep(rows, training, 0).positions().length)
                .orElse(training.length);
    }

    private static long trees(ModelPackage model) {
        return model.model().path("state").path("trees").size();
    }

    private long features(ModelPackage model) {
        return transforms.read(model.features()).features().size();
    }
}
