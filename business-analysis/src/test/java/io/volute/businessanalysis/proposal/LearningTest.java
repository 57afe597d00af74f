package io.volute.businessanalysis.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.businessanalysis.Lessons;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** SC02: an experiment tells of the model that it tried, whatever is tried next. */
class LearningTest {
    @Test
    void anExperimentKeepsTheTargetOfThePassThatReadItFirst() {
        Lessons first = new Learning(Optional.empty(), "played")
                .lessons(List.of(), Set.of("v7"))
                .orElseThrow();
        Lessons second = new Learning(Optional.of(first), "finished")
                .lessons(List.of(), Set.of("v7", "v8"))
                .orElseThrow();

        assertThat(first.targets()).isEqualTo(Map.of("v7", "played"));
        assertThat(second.targets()).isEqualTo(Map.of("v7", "played", "v8", "finished"));
    }

    @Test
    void anExperimentIsAnsweredOnceTheModelIsMadeGoodAtSomethingElse() {
        Lessons first = new Lessons(List.of(), new TreeMap<>(Map.of("v7", "played")));

        assertThat(new Learning(Optional.of(first), "played").answered("v7")).isFalse();
        assertThat(new Learning(Optional.of(first), "finished").answered("v7")).isTrue();
        assertThat(new Learning(Optional.of(first), "finished").answered("v8")).isFalse();
        assertThat(new Learning(Optional.empty(), "finished").answered("v7")).isFalse();
    }

    @Test
    void nothingIsHandedOnWhereNothingWasTried() {
        assertThat(new Learning(Optional.empty(), "played").lessons(List.of(), Set.of()))
                .isEmpty();
        assertThat(new Learning(Optional.of(new Lessons(List.of(), new TreeMap<>(Map.of("v7", "played")))), "played")
                        .lessons(List.of(), Set.of()))
                .isEmpty();
    }
}
