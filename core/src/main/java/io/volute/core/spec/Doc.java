package io.volute.core.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key of the spec means, in a phrase without a full stop that can follow "expected:", for example
 * {@code who answers for the business metric}. Shown in errors, in the JSON Schema and in the reference.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Doc {
    /** The phrase. */
    String value();
}
