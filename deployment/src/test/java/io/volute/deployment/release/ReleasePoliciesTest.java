package io.volute.deployment.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.testing.Kits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ReleasePoliciesTest {
    private static final List<ExperimentPlan> PLANS =
            Stream.of(.1, .5, .9).map(ReleasePoliciesTest::plan).toList();

    @TestFactory
    Stream<DynamicTest> keepTheContract() {
        return Stream.of(
                        new ReleasePolicyContract(new AbSplit(), new NoOptions(), PLANS),
                        new ReleasePolicyContract(new Shadow(), new NoOptions(), PLANS))
                .flatMap(Kits::tests);
    }

    @Test
    void theContractCatchesAPolicyWithoutAControl() {
        ReleasePolicy bold = new ReleasePolicy() {
            @Override
            public int revision() {
                return 1;
            }

            @Override
            public Class<? extends Record> options() {
                return NoOptions.class;
            }

            @Override
            public List<Arm> arms(Optional<ExperimentPlan> plan, Record options) {
                return List.of(Arms.model(plan.map(ExperimentPlan::modelShare).orElse(.5)));
            }
        };
        assertThat(Kits.failures(new ReleasePolicyContract(bold, new NoOptions(), PLANS)))
                .containsExactly("givesSharesThatAddUpToOne", "beginsWithTheControl", "letsNoModelDecideWithoutAPlan");
    }

    private static ExperimentPlan plan(double modelShare) {
        return new ExperimentPlan("PAIRED", "all known", 165, 33, modelShare, .8, .05, 1_000);
    }
}
