package io.volute.dataengineering.check;

import io.volute.core.run.Slot;
import java.util.SortedMap;

/** A rule on how many rows each period has, those that are set aside too. */
public non-sealed interface SeriesCheck extends Check {
    /**
     * Judges.
     *
     * @param rows by slot, without gaps; the newest is the one to judge
     */
    BatchCheck.Judgement judge(Record options, SortedMap<Slot, Long> rows);
}
