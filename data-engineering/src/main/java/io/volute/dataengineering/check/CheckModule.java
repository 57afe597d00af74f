package io.volute.dataengineering.check;

import com.google.inject.AbstractModule;
import io.volute.core.stage.StageBinder;

/** The checks that come with Volute, by the name that the spec uses. */
public final class CheckModule extends AbstractModule {
    /** The module. */
    public CheckModule() {}

    @Override
    protected void configure() {
        StageBinder.implementation(binder(), Check.class, "allowed", AllowedCheck.class);
        StageBinder.implementation(binder(), Check.class, "range", RangeCheck.class);
        StageBinder.implementation(binder(), Check.class, "condition", ConditionCheck.class);
        StageBinder.implementation(binder(), Check.class, "pattern", PatternCheck.class);
        StageBinder.implementation(binder(), Check.class, "length", LengthCheck.class);
        StageBinder.implementation(binder(), Check.class, "history", HistoryCheck.class);
        StageBinder.implementation(binder(), Check.class, "completeness", CompletenessCheck.class);
        StageBinder.implementation(binder(), Check.class, "row-count", RowCountCheck.class);
        StageBinder.implementation(binder(), Check.class, "unique", UniqueCheck.class);
    }
}
