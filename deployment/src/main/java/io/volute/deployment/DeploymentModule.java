package io.volute.deployment;

import com.google.inject.AbstractModule;
import io.volute.core.stage.StageBinder;
import io.volute.deployment.gate.GateModule;
import io.volute.deployment.release.ReleaseModule;
import io.volute.deployment.scoring.ScoringModule;

/** The stage {@code deployment}: {@code gate} judges a model, {@code release} gives it its share, {@code score} decides. */
public final class DeploymentModule extends AbstractModule {
    @Override
    protected void configure() {
        StageBinder stage = StageBinder.stage(binder(), "deployment", DeploymentSpec.class);
        install(new GateModule(stage));
        install(new ReleaseModule(stage));
        install(new ScoringModule(stage));
    }
}
