package io.volute.core.stage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Filled from the stage's section of the spec: the section record's component of this name (or of {@link #value}). Take
 * as little as the step needs, since every change of it makes the step stale. {@link #KEY} stands for the value of the
 * step's own key in its fan-out. An Optional component takes what stands below a key that the spec may leave out.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FromSpec {
    /** The value at the step's own key, for a step bound with {@code forEach}. */
    String KEY = "*";

    /**
     * The stage whose section is read; empty: the step's own. Another stage's section may be missing or look otherwise,
     * so that only an Optional component may read it, and only what people call something.
     */
    String stage() default "";

    /** Component path in the section record, dot-separated, or {@link #KEY}; empty: the component's own name. */
    String value() default "";
}
