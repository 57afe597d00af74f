package io.volute.core.plugin;

import com.google.inject.Module;

/** What a jar brings; found by {@code ServiceLoader} in the command line, handed over by name in the library. */
public interface Plugin {
    /** Short name, for example {@code xgboost}. */
    String name();

    /** What it adds, in a few words, for {@code volute plugins}. */
    String description();

    /** Its bindings. */
    Module module();
}
