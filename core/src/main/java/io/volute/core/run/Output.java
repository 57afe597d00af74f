package io.volute.core.run;

import java.lang.reflect.Type;

/** A component of a step's output record that means something to the engine. */
sealed interface Output {
    /** Name of the record component. */
    String name();

    /** One artifact of an entry; none where the component is an Optional that is empty. */
    record One(String name, String entry, Type type) implements Output {}

    /** An artifact for each slot of an entry, all in one head. */
    record BySlot(String name, String entry, Type type) implements Output {}

    /** Moves an alias. */
    record Moves(String name, String entry, String alias, Type type) implements Output {}

    /** Figures for the journal. */
    record Figures(String name) implements Output {}

    /** Figures that people are shown, each with its way back. */
    record Shown(String name) implements Output {}

    /** Lines that shown figures rest on. */
    record Lines(String name) implements Output {}

    /** A verdict for the run. */
    record Judged(String name) implements Output {}
}
