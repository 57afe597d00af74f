package io.volute.core.contract.monitoring;

import io.volute.core.run.Slot;
import io.volute.statistics.Figure;
import java.util.List;

/**
 * What monitoring says about one slot.
 *
 * @param slot the slot
 * @param rows decided rows
 * @param drift DRIFT, STABLE or INSUFFICIENT_DATA
 * @param drifted columns that drifted, with their effect in words
 * @param estimatedCost cost per unit of the model policy as estimated without truth
 * @param realisedCost the same with truth, once it exists
 * @param estimatedShare share of events as estimated without truth
 * @param realisedShare the same with truth
 * @param labelled rows with truth by now
 */
public record SlotFinding(
        Slot slot,
        long rows,
        String drift,
        List<String> drifted,
        Figure estimatedCost,
        Figure realisedCost,
        Figure estimatedShare,
        Figure realisedShare,
        long labelled) {}
