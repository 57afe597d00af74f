package io.volute.monitoring.estimate;

import com.google.inject.AbstractModule;
import io.volute.core.stage.StageBinder;

/** The estimators and the step that asks one of them. */
public final class EstimateModule extends AbstractModule {
    private final StageBinder stage;

    /** For the stage's module. */
    public EstimateModule(StageBinder stage) {
        this.stage = stage;
    }

    @Override
    protected void configure() {
        stage.step(
                        "estimate",
                        EstimatePerformance.class,
                        EstimatePerformance.Input.class,
                        EstimatePerformance.Output.class)
                .perSlot();
        stage.extensionPoint(PerformanceEstimator.class, "estimator");
        StageBinder.implementation(binder(), PerformanceEstimator.class, ExpectedCost.METHOD, ExpectedCost.class);
        stage.check("estimate", "slots whose realised cost lay outside the estimate's interval", "share");
    }
}
