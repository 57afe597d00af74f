package io.volute.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.scoping.Assessment;
import org.junit.jupiter.api.Test;

class AssessmentJsonTest {
    private static final String BEFORE =
            "{\"asOf\":\"2000-01-01T00:00:00Z\",\"checks\":[{\"id\":\"S1\",\"remedy\":\"r\",\"status\":\"PASS\","
                    + "\"title\":\"t\",\"value\":\"743 $\"}],\"conditions\":[{\"check\":\"S10\",\"owner\":\"o\","
                    + "\"text\":\"x\"}],\"verdict\":{\"subject\":\"scope\",\"value\":\"GO_IF\",\"why\":\"w\"}}";

    /** Of a time when there were neither numbers nor waivers nor dates. */
    @Test
    void anEarlierAssessmentIsReadAndWrittenInTheSameBytes() {
        CanonicalJson json = new CanonicalJson();
        Assessment read = json.read(BEFORE, Assessment.class);

        assertThat(read.checks().get(0).measured()).isEmpty();
        assertThat(read.conditions().get(0).due()).isEmpty();
        assertThat(read.valueCurve()).isEmpty();
        assertThat(json.write(read)).isEqualTo(BEFORE);
    }
}
