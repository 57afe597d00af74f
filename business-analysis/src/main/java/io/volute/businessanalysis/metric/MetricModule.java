package io.volute.businessanalysis.metric;

import com.google.inject.AbstractModule;

/** Binds what computes metrics. */
public final class MetricModule extends AbstractModule {
    /** The module. */
    public MetricModule() {}

    @Override
    protected void configure() {
        bind(Metrics.class);
        bind(MetricHistory.class);
        bind(MetricChange.class);
    }
}
