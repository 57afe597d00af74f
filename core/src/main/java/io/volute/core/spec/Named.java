package io.volute.core.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text of this component, each text of its list or each key of its map is a name that addresses or files may carry:
 * it must follow the grammar of {@link Names}. Without it, texts and keys are free (column names, for example).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Named {}
