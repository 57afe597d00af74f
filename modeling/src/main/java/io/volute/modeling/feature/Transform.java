package io.volute.modeling.feature;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.stage.Implementation;
import io.volute.core.table.Table;
import io.volute.modeling.rows.TrainingTable;
import java.util.List;

/**
 * Makes numbers out of raw columns: learns what it needs from training rows, then says the same about any row. Extension
 * point of this stage, selected by {@code transform}. Thread-safe.
 */
public interface Transform extends Implementation {
    /** Raw columns that it would read with these options, in their order. */
    List<String> columns(Record options);

    /**
     * Learns from training rows; no other row is reachable from here.
     *
     * @param options an instance of {@link #options()}
     * @param trainingRows the columns of {@link #columns} with the labels, at least one row
     * @throws io.volute.core.error.VoluteException COLUMN_UNUSABLE naming a column of the wrong type or without values
     */
    Fitted fit(Record options, TrainingTable trainingRows);

    /** Reads what {@link Fitted#state} wrote, bit for bit. */
    Fitted read(JsonNode state);

    /** What was learnt; immutable and thread-safe. */
    interface Fitted {
        /** Raw columns that it reads. */
        List<String> columns();

        /** Names of the features that it makes. */
        List<String> features();

        /** All that was learnt, floating point numbers in a form without loss. */
        JsonNode state();

        /**
         * Looks up the columns once, for as many rows as follow.
         *
         * @throws io.volute.core.error.VoluteException ROWS_UNSUITABLE naming a column that is missing or of another type
         */
        Encoder over(Table rows);

        /**
         * As {@link #over}, for the very rows that it learnt from. What learns from labels overrides this: a training
         * row must not be told its own label, or the model would trust the feature more than it deserves.
         *
         * @param trainingRows the rows of the fit, or the same ones again
         */
        default Encoder overTraining(TrainingTable trainingRows) {
            return over(trainingRows.table());
        }
    }

    /** Encodes single rows of one table; used by one thread. */
    interface Encoder {
        /** Hands the features of this row that are not zero to the sink, in ascending order. */
        void encode(int row, Sink sink);
    }

    /** Takes features of one row. */
    interface Sink {
        /** Adds a finite value; {@code feature} counts from 0 within the transform. */
        void add(int feature, double value);
    }
}
