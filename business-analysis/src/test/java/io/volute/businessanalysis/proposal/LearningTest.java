package io.volute.businessanalysis.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.ExperimentUnits;
import io.volute.businessanalysis.experiment.Looks;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.core.contract.businessanalysis.Lessons.Effect;
import io.volute.core.contract.businessanalysis.Lessons.Trial;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Estimate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** SC02: an experiment tells of the model that it tried, whatever is tried next. */
class LearningTest {
    private static final Estimate FELL = new Estimate(-.04, -.06, -.02, 4000, "newcombe");

    private static ExperimentReadout readout(String name) {
        return new ExperimentReadout(
                name,
                "sha256:1",
                "sha256:2",
                Optional.empty(),
                new ExperimentUnits.Counts(4000, 3900, 0, 0, 40, 2000, 0),
                List.of(),
                List.of(new ExperimentReadout.Effect(
                        "cancellation-rate@3", MetricRole.PRIMARY, "model", FELL, FELL, FELL, FELL, Optional.empty())),
                Looks.NONE,
                Optional.empty(),
                new Verdict("experiment " + name, "SHIP", "it fell"));
    }

    @Test
    void anExperimentKeepsTheTargetOfThePassThatReadItFirst() {
        Lessons first = new Learning(Optional.empty(), "played").lessons(List.of(), List.of(readout("v7")));
        Lessons second =
                new Learning(Optional.of(first), "finished").lessons(List.of(), List.of(readout("v7"), readout("v8")));

        assertThat(first.trials()).extracting(Trial::target).containsExactly("played");
        assertThat(second.trials())
                .extracting(Trial::experiment, Trial::target, Trial::verdict)
                .containsExactly(tuple("v7", "played", "SHIP"), tuple("v8", "finished", "SHIP"));
        assertThat(second.trials().get(0).effects()).containsExactly(new Effect("cancellation-rate@3", "model", FELL));
    }
}
