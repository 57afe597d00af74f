package io.volute.modeling.feature;

import com.google.inject.AbstractModule;
import io.volute.core.stage.StageBinder;

/** The transforms of this stage. */
public final class FeatureModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(Transforms.class);
        StageBinder.implementation(binder(), Transform.class, "bins", Bins.class);
        StageBinder.implementation(binder(), Transform.class, "calendar", Calendar.class);
        StageBinder.implementation(binder(), Transform.class, "number", StandardNumber.class);
        StageBinder.implementation(binder(), Transform.class, "one-hot", OneHot.class);
        StageBinder.implementation(binder(), Transform.class, "ordinal", Ordinal.class);
        StageBinder.implementation(binder(), Transform.class, "target-encode", TargetEncode.class);
    }
}
