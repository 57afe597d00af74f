package io.volute.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.stage.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTellingTest {
    private static boolean negative(String... subjectsAndValues) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < subjectsAndValues.length; i += 2) {
            verdicts.add(new Verdict(subjectsAndValues[i], subjectsAndValues[i + 1], "because"));
        }
        return RunTelling.negative(verdicts, verdicts);
    }

    @Test
    void saysNoWhereTheScopeStopsOrAnExperimentDoesWhateverTheOwnerIsAskedFor() {
        assertThat(negative("scope", "STOP", "decision", "IMPROVE")).isTrue();
        assertThat(negative("experiment home-rank-v7", "DO_NOT_SHIP", "decision", "KEEP"))
                .isTrue();
        assertThat(negative("scope", "GO", "decision", "STOP")).isTrue();
    }

    @Test
    void takesARefusedGateForAResult() {
        assertThat(negative("scope", "GO_IF", "gate", "REFUSED", "decision", "IMPROVE"))
                .isFalse();
        assertThat(negative()).isFalse();
    }
}
