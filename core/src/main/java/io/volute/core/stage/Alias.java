package io.volute.core.stage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an input component ({@code Optional<Artifact<T>>}, {@code Optional<Pointer<T>>} or the bare types): read the alias
 * of the entry instead of a key's head. On an output component ({@code Pointer<T>}): this step moves the alias; it
 * names the target at each run, kept or moved.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Alias {
    /** Name of the alias, for example {@code champion}. */
    String value();
}
