package io.volute.core.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a record component of the spec is when its key is left out, written as in the spec: {@code @Default("100")},
 * {@code @Default("[]")}, {@code @Default("{}")}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    /** YAML: a scalar as it is, or a list or mapping in brackets. */
    String value();
}
