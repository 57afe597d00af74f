package io.volute.modeling.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.Pointer;
import io.volute.modeling.Loop;
import io.volute.modeling.ModelingError;
import io.volute.modeling.Planted;
import io.volute.modeling.trainer.Train;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JudgeTest {
    private static final String SECTION = """
              features:
                - {transform: one-hot, columns: [Wildlife Size], min-count: 1}
                - {transform: number, columns: [speed]}
              candidates:
                prior: {trainer: prior}
                logistic: {trainer: logistic, l2: 1}
              card: {intended-use: decide about inspections, factors: none known, ethics: none, caveats: planted data}
            """;

    @TempDir
    Path folder;

    private Loop loop;
    private Planted strikes;

    @BeforeEach
    void plant() throws Exception {
        loop = new Loop(folder, SECTION);
        strikes = new Planted(1);
    }

    private Loop.Inputs inputs(Split split) {
        SortedMap<Slot, Examples> examples = strikes.examples();
        SortedMap<Slot, Truth> truth = strikes.truth();
        return loop.inputs(examples, truth, split);
    }

    private Loop.Turn turn(int year, Optional<Pointer<ModelPackage>> champion) {
        return loop.turn(inputs(strikes.split(year)), champion);
    }

    @Test
    void findsThePlantedEffectAndFillsTheCard() {
        Loop.Turn turn = turn(2000, Optional.empty());
        Evaluation evaluation = loop.evaluation(turn.judged());
        assertThat(evaluation.chosen()).isEqualTo("logistic");
        assertThat(evaluation.candidates().get("logistic"))
                .isNotNull()
                .satisfies(score -> assertThat(score.costVersusRule().found())
                        .hasValueSatisfying(
                                difference -> assertThat(difference.below(0)).isTrue()));
        assertThat(loop.card(turn.judged()).gaps()).isEmpty();
        // SC18: what the scope says of people stands in the card, and fills no gap.
        assertThat(loop.card(turn.judged()).sections().get("Intended use"))
                .endsWith(" Not for: whether an aircraft may fly.");
        assertThat(loop.card(turn.judged()).sections().get("Ethics"))
                .endsWith(" May be harmed: passengers, when damage is missed. May be misused: to skip repairs.");
        assertThat(loop.card(turn.judged()).sections().get("Details"))
                .contains("logistic: trainer logistic with l2 1")
                .contains("knows labels up to 2000-01-01");
    }

    @Test
    void goesOnWithoutACandidateThatCouldNotBeTrained() {
        Loop.Turn all = turn(2000, Optional.empty());
        SortedMap<String, Train.Output> rest = new TreeMap<>(all.trained());
        rest.remove("logistic");
        Evaluation evaluation = loop.evaluation(loop.judge(all.inputs(), rest, Optional.empty()));
        assertThat(evaluation.candidates()).containsOnlyKeys("prior");
        assertThat(evaluation.chosen()).isEqualTo("prior");
    }

    @Test
    void saysSoWhenNoCandidateCouldBeTrained() {
        Loop.Inputs inputs = inputs(strikes.split(2000));
        assertThatThrownBy(() -> loop.judge(inputs, new TreeMap<>(), Optional.empty()))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.NO_CANDIDATE))
                .hasMessageContaining("none could be trained here");
    }

    @Test
    void refusesScoresOfOtherRowsThanTheOnesThatJudge() {
        Loop.Turn early = turn(1999, Optional.empty());
        Loop.Inputs late = inputs(strikes.split(2000));
        assertThatThrownBy(() -> loop.judge(late, early.trained(), Optional.empty()))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        e -> assertThat(e.code()).isEqualTo(ModelingError.JUDGED_ON_TRAINING_ROWS));
    }

    @Test
    void keepsAChampionThatSawTheNewestFold() {
        Loop.Turn first = turn(2000, Optional.empty());
        Loop.Turn again = turn(2000, Optional.of(first.judged().champion()));
        Evaluation.Challenge challenge = loop.evaluation(again.judged()).challenge();
        assertThat(challenge.outcome()).isEqualTo("REFUSED");
        assertThat(challenge.difference().refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("no-unseen-rows"));
        assertThat(again.judged().champion()).isEqualTo(first.judged().champion());
        assertThat(loop.card(again.judged()).sections().get("Evaluation data"))
                .isEqualTo("No labelled rows yet that it has not seen.");
    }

    @Test
    void promotesAChallengerThatIsToldApartFromTheChampion() {
        Loop.Turn first = turn(1999, Optional.empty());
        Pointer<ModelPackage> prior = new Pointer<>(
                "prior",
                Optional.ofNullable(first.trained().get("prior")).orElseThrow().model());
        Loop.Turn second = turn(2000, Optional.of(prior));
        Evaluation.Challenge challenge = loop.evaluation(second.judged()).challenge();
        assertThat(challenge.outcome()).isEqualTo("PROMOTED");
        assertThat(challenge.champion()).contains("prior");
        assertThat(challenge.why())
                .matches("[\\d,]+ \\$ a strike cheaper \\(95 %: .*\\) than the champion on .* rows"
                        + " that neither saw");
        assertThat(second.judged().champion().key()).isEqualTo("logistic");
        assertThat(second.judged().champion().artifact())
                .isEqualTo(Optional.ofNullable(second.trained().get("logistic"))
                        .orElseThrow()
                        .model());
    }

    @Test
    void asksForTheMarginBeforeItPromotes() throws Exception {
        loop = new Loop(folder, SECTION + "  selection: {margin: 5000}\n");
        Loop.Turn first = turn(1999, Optional.empty());
        Pointer<ModelPackage> prior = new Pointer<>(
                "prior",
                Optional.ofNullable(first.trained().get("prior")).orElseThrow().model());
        Evaluation.Challenge challenge =
                loop.evaluation(turn(2000, Optional.of(prior)).judged()).challenge();
        assertThat(challenge.outcome()).isEqualTo("REFUSED");
        assertThat(challenge.why()).endsWith(": not by the margin of 5,000 $");
    }

    @Test
    void leavesAGapInTheCardForEachTextThatNobodyWrote() throws Exception {
        loop = new Loop(folder, SECTION.substring(0, SECTION.indexOf("  card:")));
        assertThat(loop.card(turn(2000, Optional.empty()).judged()).gaps())
                .containsExactly("Intended use", "Factors", "Ethics", "Caveats");
    }

    @Test
    void givesTheSamePackageAndFiguresTwice() {
        Loop.Turn one = turn(2000, Optional.empty());
        Loop.Turn two = turn(2000, Optional.empty());
        assertThat(loop.model(one.judged().champion().artifact()))
                .isEqualTo(loop.model(two.judged().champion().artifact()));
        assertThat(loop.evaluation(one.judged())).isEqualTo(loop.evaluation(two.judged()));
    }
}
