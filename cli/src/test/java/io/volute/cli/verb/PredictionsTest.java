package io.volute.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.dataengineering.Framing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PredictionsTest {
    @Test
    void saysTheProbabilityOfAnEvent() {
        var event = new Predictions(Framing.BINARY, List.of("probability"), new double[] {.25, .5});
        assertThat(event.header(Optional.empty())).isEqualTo("row,probability");
        assertThat(event.rows()).isEqualTo(2);
        assertThat(event.line(1, Optional.empty())).isEqualTo("2,0.5");
        assertThat(event.document(0, Optional.empty())).hasToString("{\"row\":1,\"probability\":0.25}");
    }

    @Test
    void saysTheMostProbableClassAndAColumnForEach() {
        var classes = new Predictions(
                Framing.MULTICLASS, List.of("None", "Minor, \"light\""), new double[] {.75, .25, .5, .5, .125, .875});
        assertThat(classes.header(Optional.empty())).isEqualTo("row,class,None,\"Minor, \"\"light\"\"\"");
        assertThat(classes.rows()).isEqualTo(3);
        assertThat(classes.line(0, Optional.empty())).isEqualTo("1,None,0.75,0.25");
        assertThat(classes.line(1, Optional.empty())).isEqualTo("2,None,0.5,0.5");
        assertThat(classes.line(2, Optional.empty())).isEqualTo("3,\"Minor, \"\"light\"\"\",0.125,0.875");
        assertThat(classes.document(2, Optional.empty()))
                .hasToString("{\"row\":3,\"class\":\"Minor, \\\"light\\\"\",\"probabilities\":{\"None\":0.125,"
                        + "\"Minor, \\\"light\\\"\":0.875}}");
    }

    @Test
    void saysTheNumber() {
        var numbers = new Predictions(Framing.REGRESSION, List.of("prediction"), new double[] {310_455.5});
        assertThat(numbers.header(Optional.empty())).isEqualTo("row,prediction");
        assertThat(numbers.line(0, Optional.empty())).isEqualTo("1,310455.5");
        assertThat(numbers.document(0, Optional.empty())).hasToString("{\"row\":1,\"prediction\":310455.5}");
    }
}
