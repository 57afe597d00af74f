package io.volute.xgboost;

import com.google.inject.Module;
import io.volute.core.plugin.Plugin;

/** Brings boosted trees. */
public final class XgboostPlugin implements Plugin {
    /** For {@code ServiceLoader}. */
    public XgboostPlugin() {}

    @Override
    public String name() {
        return "xgboost";
    }

    @Override
    public String description() {
        return "trainer boosting: gradient boosted trees (XGBoost)";
    }

    @Override
    public Module module() {
        return new XgboostModule();
    }
}
