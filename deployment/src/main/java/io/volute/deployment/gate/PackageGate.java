package io.volute.deployment.gate;

import io.volute.core.contract.deployment.Blessing.GateResult;
import jakarta.inject.Inject;

/** The package loads where it will be used and reproduces its sample scores bit for bit. */
final class PackageGate implements Gate {
    @Inject
    PackageGate() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return NoOptions.class;
    }

    @Override
    public GateResult judge(Evidence evidence, Record options) {
        String expected = "loads and reproduces its sample scores bit for bit";
        if (evidence.loading() instanceof Evidence.Loading.Loaded loaded) {
            int samples = loaded.scorer().samples().rows();
            return Results.of("package", samples > 0, samples + " samples reproduced", expected);
        }
        return Results.of("package", false, ((Evidence.Loading.Broken) evidence.loading()).why(), expected);
    }
}
