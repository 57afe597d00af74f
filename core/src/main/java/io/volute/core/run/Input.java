package io.volute.core.run;

import java.lang.reflect.Type;

/** A component of a step's input record, as the plan understands it. */
sealed interface Input {
    /** Name of the record component. */
    String name();

    /**
     * Part of a stage's section of the spec.
     *
     * @param stage whose section, mostly the step's own
     * @param path dot-separated, {@code *} the value at the own key
     * @param optional whether the step takes it as an Optional
     */
    record SpecPart(String name, String stage, String path, boolean optional) implements Input {}

    /** The outside. */
    record Source(String name) implements Input {}

    /** What people have appended to the stage's own tables. */
    record Appended(String name) implements Input {}

    /** The date of the run, ingest only. */
    record Date(String name) implements Input {}

    /** The own slot. */
    record OwnSlot(String name) implements Input {}

    /** The spec's seed. */
    record Seed(String name) implements Input {}

    /**
     * What another step, or an earlier turn, left.
     *
     * @param entry catalog entry
     * @param alias name of the alias to read, empty for heads
     * @param previous whether it is pinned when the pass opens
     * @param shape one artifact, or a gather over keys or slots
     * @param optional whether absence is fine
     * @param pointer whether the component wants the key too
     * @param last newest slots kept of a gather over slots, 0 for all
     * @param type the artifact's type
     */
    record Read(
            String name,
            String entry,
            String alias,
            boolean previous,
            Shape shape,
            boolean optional,
            boolean pointer,
            int last,
            Type type)
            implements Input {
        boolean aliased() {
            return !alias.isEmpty();
        }
    }

    /** How many artifacts a read brings. */
    enum Shape {
        ONE,
        BY_KEY,
        BY_SLOT
    }
}
