package io.volute.modeling.trainer;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.stage.Implementation;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.Model;
import java.util.Set;

/**
 * Fits a model to features. Extension point of this stage, selected by {@code trainer}. Deterministic: the same
 * rows, options and seed give the same model, whatever the number of threads. Thread-safe.
 */
public interface Trainer extends Implementation {
    /** How simple its models are; among candidates that cannot be told apart the simplest is chosen. */
    Complexity.Family family();

    /** Kinds of labels that it can learn; two classes unless it says otherwise. */
    default Set<Framing> framings() {
        return Set.of(Framing.BINARY);
    }

    /**
     * Trains.
     *
     * @param options an instance of {@link #options()}
     * @param rows of one of {@link #framings}; at least one row of each class, or numbers that differ
     * @param seed of everything random
     * @param watch told about progress now and then
     * @throws io.volute.core.error.VoluteException when it cannot fit these rows, saying what to change
     */
    Trained train(Record options, TrainingRows rows, long seed, Watch watch);

    /**
     * A fitted model.
     *
     * @param model of a {@link io.volute.modeling.model.ModelForm} that is installed, with as many outputs as the
     *     target of the rows is wide
     * @param parameters how many numbers the data could set: effective degrees of freedom of a ridge, leaves of trees
     */
    record Trained(Model model, double parameters) {}

    /** Sees progress, and stops a trainer that the user interrupted. */
    interface Watch {
        /**
         * Some of the work is done.
         *
         * @param unit plural noun such as {@code trees}
         * @throws io.volute.core.error.VoluteException INTERRUPTED
         */
        void progress(long done, long total, String unit);
    }
}
