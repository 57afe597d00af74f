package io.volute.deployment.gate;

import com.google.inject.AbstractModule;
import io.volute.core.stage.StageBinder;

/** The gates and the step that asks them. A new one is a class and a line here, or a line in a plugin's module. */
public final class GateModule extends AbstractModule {
    private final StageBinder stage;

    /** For the stage's module. */
    public GateModule(StageBinder stage) {
        this.stage = stage;
    }

    @Override
    protected void configure() {
        stage.step("gate", Bless.class, Bless.Input.class, Bless.Output.class);
        stage.extensionPoint(Gate.class, "gate");
        StageBinder.implementation(binder(), Gate.class, "baseline", BaselineGate.class);
        StageBinder.implementation(binder(), Gate.class, "card", CardGate.class);
        StageBinder.implementation(binder(), Gate.class, GuardrailGate.NAME, GuardrailGate.class);
        StageBinder.implementation(binder(), Gate.class, LatencyGate.NAME, LatencyGate.class);
        StageBinder.implementation(binder(), Gate.class, NeededLiftGate.NAME, NeededLiftGate.class);
        StageBinder.implementation(binder(), Gate.class, "package", PackageGate.class);
        stage.check(LatencyGate.NAME, "time to score one row, 99th percentile", "ms");
        stage.check("reload", "sample rows that a reloaded package scores differently", "rows");
        stage.check(GuardrailGate.NAME, "rise of the share of guarded events that are missed", "share");
    }
}
