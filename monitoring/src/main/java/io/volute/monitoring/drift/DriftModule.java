package io.volute.monitoring.drift;

import com.google.inject.AbstractModule;
import io.volute.core.stage.StageBinder;

/** The drift tests and the step that looks. A new test is a class and a line here, or a line in a plugin's module. */
public final class DriftModule extends AbstractModule {
    private final StageBinder stage;

    /** For the stage's module. */
    public DriftModule(StageBinder stage) {
        this.stage = stage;
    }

    @Override
    protected void configure() {
        stage.step("drift", Look.class, Look.Input.class, Look.Output.class).perSlot();
        stage.extensionPoint(DriftTest.class, "method");
        StageBinder.implementation(binder(), DriftTest.class, "chi-square", ChiSquareDrift.class);
        stage.check("drift-alarm", "chance of one false alarm or more in a year", "probability");
    }
}
