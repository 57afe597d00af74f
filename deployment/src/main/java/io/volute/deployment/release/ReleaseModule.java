package io.volute.deployment.release;

import com.google.inject.AbstractModule;
import io.volute.core.stage.StageBinder;

/** The policies of a release and the step that composes one. */
public final class ReleaseModule extends AbstractModule {
    private final StageBinder stage;

    /** For the stage's module. */
    public ReleaseModule(StageBinder stage) {
        this.stage = stage;
    }

    @Override
    protected void configure() {
        stage.step("release", Arrange.class, Arrange.Input.class, Arrange.Output.class);
        stage.extensionPoint(ReleasePolicy.class, "policy");
        StageBinder.implementation(binder(), ReleasePolicy.class, "ab", AbSplit.class);
        StageBinder.implementation(binder(), ReleasePolicy.class, "shadow", Shadow.class);
    }
}
