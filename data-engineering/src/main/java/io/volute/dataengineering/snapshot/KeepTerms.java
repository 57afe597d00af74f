package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Artifact;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.contract.ContractTerms;
import jakarta.inject.Inject;

/**
 * Keeps, as a fact, the columns that a version of the contract had when a source was first read by it: whoever changes
 * columns later is measured by that. It comes after reading, so that a contract which does not fit its source yet binds
 * nobody.
 */
public final class KeepTerms implements Step<KeepTerms.Input, KeepTerms.Output> {
    /** The version's columns, once something was read by it. */
    public record Input(@FromSpec(FromSpec.KEY) ContractTerms terms, Artifact<Snapshot> snapshot) {}

    /** What it keeps. */
    public record Output(Artifact<ContractTerms> contract, int version, int columns) implements Described {
        @Override
        public String summary() {
            return columns == 0
                    ? "version " + version + " was never read by"
                    : "version " + version + " has " + Numbers.count(columns) + " columns";
        }
    }

    /** The step. */
    @Inject
    public KeepTerms() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        ContractTerms terms = input.terms();
        return new Output(
                context.write(ContractTerms.class, terms),
                terms.version(),
                terms.columns().map(java.util.SortedMap::size).orElse(0));
    }
}
