package io.volute.scoping;

import com.google.inject.AbstractModule;
import io.volute.core.stage.StageBinder;
import io.volute.scoping.assessment.Assess;
import io.volute.scoping.objective.ProvidedChecks;
import io.volute.scoping.objective.Scope;

/** The stage {@code scoping}: {@code scope} cuts the written objective into pieces, {@code assess} computes whether to start. */
public final class ScopingModule extends AbstractModule {
    @Override
    protected void configure() {
        StageBinder stage = StageBinder.stage(binder(), "scoping", ScopingSpec.class);
        stage.rule(ProvidedChecks.class);
        stage.step("scope", Scope.class, Scope.Input.class, Scope.Output.class);
        stage.step("assess", Assess.class, Assess.Input.class, Assess.Output.class);
    }
}
