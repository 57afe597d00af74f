package io.volute.businessanalysis.experiment;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import jakarta.inject.Inject;

/** Registers, as a fact, the design that an experiment had when a run first saw it. */
public final class RegisterDesign implements Step<RegisterDesign.Input, RegisterDesign.Output> {
    /** The experiment. */
    public record Input(@FromSpec(FromSpec.KEY) DefinedExperiment experiment) {}

    /** What it keeps. */
    public record Output(Artifact<RegisteredDesign> registered, String digest) implements Described {
        @Override
        public String summary() {
            return "fixed as " + digest.substring(0, 19);
        }
    }

    @Inject
    RegisterDesign() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        DefinedExperiment experiment = input.experiment();
        String digest = experiment.digest().toString();
        RegisteredDesign registered =
                new RegisteredDesign(experiment.name(), digest, new CanonicalJson().write(experiment));
        return new Output(context.write(RegisteredDesign.class, registered), digest);
    }
}
