package io.volute.monitoring.finding;

import com.google.inject.AbstractModule;
import io.volute.core.stage.StageBinder;

/** The step that gathers. */
public final class FindingModule extends AbstractModule {
    private final StageBinder stage;

    /** For the stage's module. */
    public FindingModule(StageBinder stage) {
        this.stage = stage;
    }

    @Override
    protected void configure() {
        stage.step("findings", Gather.class, Gather.Input.class, Gather.Output.class);
    }
}
