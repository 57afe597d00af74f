package io.volute.monitoring.drift;

import io.volute.core.stage.Implementation;
import io.volute.core.table.Column;
import java.util.List;

/** How two samples of one column are compared; chosen in the spec by {@code method: NAME}. */
public interface DriftTest extends Implementation {
    /**
     * Compares values, and apart from them the share of missing ones: dropping missing rows first would hide a column that
     * vanishes.
     *
     * @param reference the column in each window of the reference, oldest first, all of one type
     * @param current the column now
     * @param options of the type that {@link #options()} names
     * @return the comparisons that could be made and the reasons why others could not
     */
    List<Comparison> compare(List<Column> reference, Column current, Record options);
}
