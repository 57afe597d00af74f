package io.volute.modeling.trainer;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Doc;
import io.volute.modeling.ModelingError;
import io.volute.modeling.rows.LabelledRows;
import io.volute.statistics.sampling.Samples;
import java.util.stream.IntStream;

/**
 * Training on all rows with the event and a part of the others, where events are rare. Rows that judge are never sampled,
 * and the probabilities of the whole are restored in the packaged model.
 *
 * @param keepNegatives share of the training rows without the event that train
 */
public record Sampling(
        @Doc("share of the training rows without the event that train, above 0 and at most 1, for example 0.1")
        double keepNegatives) {
    /** Checks the share. */
    public Sampling {
        if (!(keepNegatives > 0 && keepNegatives <= 1)) {
            throw new IllegalArgumentException(
                    "keep-negatives: " + keepNegatives + " (expected: a share above 0, at most 1)");
        }
    }

    /**
     * Rows that train.
     *
     * @param positions places in the training rows, ascending
     * @param negatives share of the rows without the event that is among them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(int[] positions, double negatives) {}

    /**
     * Draws them.
     *
     * @throws VoluteException FRAMING_UNSUPPORTED where labels are not of two classes
     */
    Kept keep(LabelledRows rows, int[] training, long seed) {
        if (rows.framing() != Framing.BINARY) {
            throw new VoluteException(
                    ModelingError.FRAMING_UNSUPPORTED,
                    "modeling.sampling: a label of " + rows.framing().words()
                            + " has no rows without the event (expected: two classes); take it out");
        }
        int[] negatives = IntStream.range(0, training.length)
                .filter(position -> !rows.label(training[position]))
                .toArray();
        long[] ids = IntStream.of(negatives)
                .mapToLong(position -> Long.parseUnsignedLong(rows.rowId(training[position]), 16))
                .toArray();
        int size = Math.max(Math.min(1, ids.length), (int) Math.round(keepNegatives * ids.length));
        IntStream drawn = IntStream.of(Samples.simple(ids, size, seed)).map(number -> negatives[number]);
        IntStream positives = IntStream.range(0, training.length).filter(position -> rows.label(training[position]));
        return new Kept(
                IntStream.concat(drawn, positives).sorted().toArray(),
                ids.length == 0 ? 1 : (double) size / ids.length);
    }
}
