package io.volute.dataengineering.log;

import io.volute.core.contract.dataengineering.LaunchLog;
import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.stage.Choice;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.source.Source;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A log beside the decisions.
 *
 * @param holds what its rows are
 * @param source where it comes from
 * @param columns types of its further columns; one that is not named is text in assignments, and left out of events
 */
public record LogSpec(
        @Doc("what its rows are: assignments, events or launches")
        Holds holds,

        @Doc("where it comes from") Choice<Source> source,

        @Doc("types of further columns, such as {seconds: number}") @Default("{}")
        SortedMap<String, ValueType> columns) {
    /** What rows of a log are. */
    public enum Holds {
        /** One row for each assigned unit. */
        ASSIGNMENTS,
        /** One row for each thing that a unit did. */
        EVENTS,
        /** One row for each past launch, shipped or not. */
        LAUNCHES
    }

    /** Copies and checks. */
    public LogSpec {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
        SortedMap<String, ValueType> own = own(holds);
        columns.forEach((name, type) -> {
            if (own.containsKey(name)) {
                throw new IllegalArgumentException(
                        "columns: " + name + " is " + own.get(name).written()
                                + " in every log of " + holds.name().toLowerCase(Locale.ROOT)
                                + " (expected: further columns only)");
            }
        });
    }

    /** Columns that must have a value in every row. */
    List<String> needed() {
        return switch (holds) {
            case ASSIGNMENTS -> List.of(Assigned.UNIT, Assigned.ARM, Assigned.ASSIGNED_AT);
            case EVENTS -> List.of(Logged.EVENT_ID, Logged.UNIT, Logged.EVENT, Logged.AT);
            case LAUNCHES ->
                List.of(
                        LaunchLog.LAUNCH,
                        LaunchLog.DATE,
                        LaunchLog.X,
                        LaunchLog.Y,
                        LaunchLog.VAR_X,
                        LaunchLog.VAR_Y,
                        LaunchLog.COV_XY);
        };
    }

    /** Types of the columns that are read, out of those of a header. */
    SortedMap<String, ValueType> types(List<String> header) {
        SortedMap<String, ValueType> types = new TreeMap<>(own(holds));
        types.putAll(columns);
        if (holds == Holds.ASSIGNMENTS) {
            header.forEach(name -> types.putIfAbsent(name, ValueType.TEXT));
        }
        return types;
    }

    private static SortedMap<String, ValueType> own(Holds holds) {
        SortedMap<String, ValueType> types = new TreeMap<>();
        switch (holds) {
            case ASSIGNMENTS -> {
                types.put(Assigned.UNIT, ValueType.TEXT);
                types.put(Assigned.ARM, ValueType.TEXT);
                types.put(Assigned.ASSIGNED_AT, ValueType.INSTANT);
                types.put(Assigned.EXPOSED_AT, ValueType.INSTANT);
                types.put(Assigned.IS_BOT, ValueType.BOOL);
            }
            case EVENTS -> {
                types.put(Logged.EVENT_ID, ValueType.TEXT);
                types.put(Logged.UNIT, ValueType.TEXT);
                types.put(Logged.EVENT, ValueType.TEXT);
                types.put(Logged.AT, ValueType.INSTANT);
                types.put(Logged.RECEIVED_AT, ValueType.INSTANT);
            }
            case LAUNCHES -> {
                types.put(LaunchLog.LAUNCH, ValueType.TEXT);
                types.put(LaunchLog.DATE, ValueType.DATE);
                List.of(LaunchLog.X, LaunchLog.Y, LaunchLog.VAR_X, LaunchLog.VAR_Y, LaunchLog.COV_XY, LaunchLog.SRM_P)
                        .forEach(name -> types.put(name, ValueType.NUMBER));
            }
        }
        return types;
    }
}
