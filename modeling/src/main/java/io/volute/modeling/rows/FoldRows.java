package io.volute.modeling.rows;

import io.volute.core.error.VoluteException;
import io.volute.modeling.ModelingError;
import java.util.BitSet;

/** Which rows train and which judge in one fold; no row does both. Immutable. */
public final class FoldRows {
    private final String name;
    private final int[] train;
    private final int[] judged;

    /**
     * Row numbers of a fold.
     *
     * @throws VoluteException JUDGED_ON_TRAINING_ROWS when a row is in both
     */
    FoldRows(String name, int[] train, int[] judged) {
        this.name = name;
        this.train = train.clone();
        this.judged = judged.clone();
        BitSet trained = new BitSet();
        for (int row : train) {
            trained.set(row);
        }
        for (int row : judged) {
            if (trained.get(row)) {
                throw new VoluteException(
                        ModelingError.JUDGED_ON_TRAINING_ROWS,
                        "fold " + name + ": row " + row + " both trains and judges (expected: one of the two)");
            }
        }
    }

    /** Name of the fold. */
    public String name() {
        return name;
    }

    /** Numbers of the rows that train, ascending. */
    public int[] train() {
        return train.clone();
    }

    /** Numbers of the rows that judge, ascending. */
    public int[] judged() {
        return judged.clone();
    }
}
