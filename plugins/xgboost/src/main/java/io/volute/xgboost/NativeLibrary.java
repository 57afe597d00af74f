package io.volute.xgboost;

import java.util.Optional;

/** Whether XGBoost's native code can be loaded on this machine. Thread-safe. */
interface NativeLibrary {
    /** What is missing and how to install it; empty when nothing is. Cheap after the first call. */
    Optional<String> missing();
}
