package io.volute.modeling.trainer;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.spec.Doc;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.ConstantModel;
import io.volute.modeling.model.Model;
import io.volute.statistics.bootstrap.Bootstrap;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The same for everybody: the baseline that every candidate has to beat. The share of events, the share of each class, or
 * the middle of the numbers: their mean, which no other constant beats by squared error, the loss that numbers are judged
 * by; on request their median, which no other constant beats by absolute error.
 */
public final class PriorTrainer implements Trainer {
    /** Which middle. */
    enum Center {
        /** Half of the numbers lie below. */
        MEDIAN,
        /** Arithmetic mean. */
        MEAN
    }

    @Doc("the share of events or classes, or the middle of the numbers, for everybody")
    record Options(
            @Doc("of numbers: mean (best by squared error, taken when left out) or median (best by absolute error)")
            Optional<Center> center) {}

    @Inject
    PriorTrainer() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Complexity.Family family() {
        return Complexity.Family.BASELINE;
    }

    @Override
    public Set<Framing> framings() {
        return Set.of(Framing.values());
    }

    @Override
    public Trained train(Record options, TrainingRows rows, long seed, Watch watch) {
        double[] labels =
                IntStream.range(0, rows.rows()).mapToDouble(rows::value).toArray();
        boolean median = ((Options) options).center().equals(Optional.of(Center.MEDIAN));
        double[] scores = median && rows.target().framing() == Framing.REGRESSION
                ? new double[] {median(labels)}
                : ConstantModel.best(rows.target().framing(), rows.target().width(), labels);
        Model model =
                rows.target().framing() == Framing.BINARY ? new ConstantModel(scores[0]) : ConstantModel.of(scores);
        return new Trained(model, Math.max(1, scores.length - 1));
    }

    private static double median(double[] labels) {
        double[] ascending = labels.clone();
        Arrays.sort(ascending);
        return Bootstrap.quantile(ascending, .5);
    }
}
