package io.volute.monitoring.performance;

import com.google.inject.AbstractModule;
import io.volute.core.stage.StageBinder;

/** The step that waits for truth. */
public final class PerformanceModule extends AbstractModule {
    private final StageBinder stage;

    /** For the stage's module. */
    public PerformanceModule(StageBinder stage) {
        this.stage = stage;
    }

    @Override
    protected void configure() {
        stage.step("performance", Realise.class, Realise.Input.class, Realise.Output.class)
                .perSlot();
    }
}
