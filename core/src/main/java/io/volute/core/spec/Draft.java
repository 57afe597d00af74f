package io.volute.core.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an Optional record component of the spec: its key has to be there, and may say {@value #WORD}, which makes it
 * absent and every {@link NotInDraft} component of the same record optional.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Draft {
    /** What stands where something is still to be written. */
    String WORD = "draft";

    /** A key inside the value; one without it is bound, and still leaves the {@link NotInDraft} components optional. */
    String unless() default "";
}
