package io.volute.monitoring;

import com.google.inject.AbstractModule;
import io.volute.core.stage.StageBinder;
import io.volute.monitoring.drift.DriftModule;
import io.volute.monitoring.estimate.EstimateModule;
import io.volute.monitoring.finding.FindingModule;
import io.volute.monitoring.performance.PerformanceModule;

/**
 * The stage {@code monitoring}: {@code drift} compares inputs, {@code estimate} guesses performance, {@code performance}
 * computes it once labels exist, {@code findings} puts all slots side by side.
 */
public final class MonitoringModule extends AbstractModule {
    @Override
    protected void configure() {
        StageBinder stage = StageBinder.stage(binder(), "monitoring", MonitoringSpec.class);
        install(new DriftModule(stage));
        install(new EstimateModule(stage));
        install(new PerformanceModule(stage));
        install(new FindingModule(stage));
    }
}
