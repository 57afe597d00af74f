package io.volute.modeling.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.dataengineering.Framing;
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
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafts: no costs, no rule; candidates are compared by the loss of the framing. */
final class JudgeByLossTest {
    private static final String FEATURES = """
              features:
                - {transform: number, columns: [speed]}
                - {transform: target-encode, columns: [Wildlife Size]}
            """;
    private static final String SECTION = FEATURES + """
              candidates:
                prior: {trainer: prior}
                linear: {trainer: linear, l2: 1}
            """;

    @TempDir
    Path folder;

    private Loop loop;
    private final Planted strikes = new Planted(1);

    @BeforeEach
    void start() throws Exception {
        loop = new Loop(folder, SECTION);
    }

    private Loop.Turn turn(SortedMap<Slot, Truth> truth, int year, Optional<Pointer<ModelPackage>> champion) {
        return loop.draft(loop.inputs(strikes.examples(), truth, strikes.split(year)), champion);
    }

    @Test
    void comparesProbabilitiesByLogLossAndRefusesMoney() {
        Evaluation evaluation =
                loop.evaluation(turn(strikes.truth(), 2000, Optional.empty()).judged());
        assertThat(evaluation.framing()).isEqualTo(Framing.BINARY);
        assertThat(evaluation.loss()).isEqualTo("log-loss");
        assertThat(evaluation.chosen()).isEqualTo("linear");
        assertThat(evaluation.why())
                .matches("linear: lowest log loss, 0\\.\\d+, and told apart from every other candidate");
        Evaluation.CandidateScore linear = score(evaluation, "linear");
        assertThat(linear.metrics()).containsOnlyKeys("auc", "average-precision", "log-loss");
        assertThat(estimate(linear.lossVersusBaseline()).below(0)).isTrue();
        assertThat(linear.guardrails()).isEmpty();
        for (Figure money : List.of(evaluation.ruleCost(), linear.cost(), linear.costVersusRule())) {
            assertThat(money.refusal()).hasValueSatisfying(refusal -> {
                assertThat(refusal.code()).isEqualTo("no-costs");
                assertThat(refusal.message()).contains("none declared");
                assertThat(refusal.remedy()).contains("declare scoping.costs");
            });
        }
        // The baseline is the constant that the trainer prior learns.
        assertThat(score(evaluation, "prior").lossVersusBaseline().refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("identical"));
    }

    @Test
    void judgesSeveralClasses() {
        Loop.Turn turn = turn(strikes.classes(2), 2000, Optional.empty());
        Evaluation evaluation = loop.evaluation(turn.judged());
        assertThat(evaluation.framing()).isEqualTo(Framing.MULTICLASS);
        assertThat(evaluation.loss()).isEqualTo("log-loss");
        assertThat(evaluation.chosen()).isEqualTo("linear");
        Evaluation.CandidateScore linear = score(evaluation, "linear");
        assertThat(linear.metrics()).containsOnlyKeys("accuracy", "log-loss", "macro-auc");
        assertThat(estimate(linear.metric("macro-auc")).estimate()).isGreaterThan(.6);
        assertThat(estimate(linear.lossVersusBaseline()).below(0)).isTrue();
        ModelPackage model = loop.model(turn.judged().champion().artifact());
        assertThat(model.framing()).contains(Framing.MULTICLASS);
        assertThat(model.classes()).contains(List.of("Minor", "None", "Substantial"));
        var scorer = loop.runtime().load(model);
        assertThat(scorer.outputs()).containsExactly("Minor", "None", "Substantial");
        assertThat(scorer.score(scorer.samples())).hasSize(60);
        assertThat(loop.card(turn.judged()).sections().get("Training data"))
                .contains("of 3 classes: Minor, None, Substantial");
        assertThat(loop.card(turn.judged()).sections().get("Metrics")).contains("accuracy");
        assertThat(loop.card(turn.judged()).gaps()).contains("Business");
    }

    @Test
    void judgesNumbers() {
        Loop.Turn turn = turn(strikes.numbers(3), 2000, Optional.empty());
        Evaluation evaluation = loop.evaluation(turn.judged());
        assertThat(evaluation.framing()).isEqualTo(Framing.REGRESSION);
        assertThat(evaluation.loss()).isEqualTo("mse");
        Evaluation.CandidateScore linear = score(evaluation, "linear");
        assertThat(linear.metrics()).containsOnlyKeys("mae", "mse", "r2", "rmse");
        // The noise has a deviation of 200, so its mean absolute value is 160; one in ten speeds is not known.
        assertThat(estimate(linear.metric("mae")).estimate()).isCloseTo(163, within(15.0));
        assertThat(estimate(linear.metric("r2")).estimate()).isCloseTo(.89, within(.03));
        assertThat(estimate(linear.lossVersusBaseline()).below(-40_000)).isTrue();
        assertThat(loop.model(turn.judged().champion().artifact()).framing()).contains(Framing.REGRESSION);
        assertThat(turn.judged().summary())
                .matches("linear chosen of 2 · mean squared error .* better than a constant · challenge FIRST");
        assertThat(turn.judged().metrics().values()).containsKeys("mae.linear", "r2.linear", "rmse.prior");
        assertThat(loop.card(turn.judged()).sections().get("Analyses")).contains("share of the variance explained");
    }

    @Test
    void letsALowerLossReplaceTheChampion() {
        Loop.Turn first = turn(strikes.numbers(3), 1999, Optional.empty());
        Pointer<ModelPackage> prior = new Pointer<>(
                "prior",
                Optional.ofNullable(first.trained().get("prior")).orElseThrow().model());
        Loop.Turn second = turn(strikes.numbers(3), 2000, Optional.of(prior));
        Evaluation.Challenge challenge = loop.evaluation(second.judged()).challenge();
        assertThat(challenge.outcome()).isEqualTo("PROMOTED");
        assertThat(challenge.why())
                .matches(
                        "mean squared error [\\d,]+ lower \\(95 %: .*\\) than the champion on .* rows that neither saw");
    }

    @Test
    void succeedsAChampionWhoseTargetTheOwnerReplacedThoughThereAreNoNewRows() {
        Loop.Turn first = turn(strikes.truth(), 2000, Optional.empty());
        Pointer<ModelPackage> champion = first.judged().champion();

        Evaluation.Challenge same = loop.evaluation(
                        loop.retargeted(first.inputs(), first.trained(), champion, "played", "played"))
                .challenge();
        Evaluation.Challenge other = loop.evaluation(
                        loop.retargeted(first.inputs(), first.trained(), champion, "played", "finished"))
                .challenge();

        assertThat(same.outcome()).isEqualTo("REFUSED");
        assertThat(same.why()).contains("no rows that neither saw");
        assertThat(other.outcome()).isEqualTo("FIRST");
        assertThat(other.why()).isEqualTo("the first champion for finished, after one for played");
    }

    @Test
    void succeedsAChampionThatPredictsSomethingElse() {
        Loop.Turn event = turn(strikes.truth(), 1999, Optional.empty());
        Loop.Turn number =
                turn(strikes.numbers(3), 2000, Optional.of(event.judged().champion()));
        Evaluation.Challenge challenge = loop.evaluation(number.judged()).challenge();
        assertThat(challenge.outcome()).isEqualTo("FIRST");
        assertThat(challenge.why()).isEqualTo("the first champion for a label of a number, after one for two classes");
        assertThat(loop.model(number.judged().champion().artifact()).framing()).contains(Framing.REGRESSION);
    }

    @Test
    void comparesWithAChampionThatDoesNotKnowEveryClass() {
        Loop.Turn first = turn(strikes.classes(2), 1999, Optional.empty());
        Pointer<ModelPackage> prior = new Pointer<>(
                "prior",
                Optional.ofNullable(first.trained().get("prior")).orElseThrow().model());
        Loop.Turn second = turn(strikes.classesWithANewOne(2), 2000, Optional.of(prior));
        Evaluation.Challenge challenge = loop.evaluation(second.judged()).challenge();
        assertThat(challenge.champion()).contains("prior");
        assertThat(estimate(challenge.difference()).n()).isGreaterThan(300);
        assertThat(loop.model(Optional.ofNullable(second.trained().get("linear"))
                                .orElseThrow()
                                .model())
                        .classes())
                .contains(List.of("Minor", "New", "None", "Substantial"));
    }

    @Test
    void drawsRowsThatHaveNoDecisionTime() {
        Loop.Inputs inputs = loop.inputs(strikes.undated(), Planted.undated(strikes.numbers(3)), Planted.drawn(1));
        Loop.Turn turn = loop.draft(inputs, Optional.empty());
        Evaluation evaluation = loop.evaluation(turn.judged());
        // A fifth of 1,460 rows each.
        assertThat(evaluation.rows()).isEqualTo(584);
        assertThat(evaluation.folds()).containsExactly("validation", "test");
        assertThat(evaluation.chosen()).isEqualTo("linear");
        assertThat(loop.model(turn.judged().champion().artifact()).trainedRows())
                .isEqualTo(1_460);
        assertThat(loop.card(turn.judged()).sections().get("Details")).contains("knows all labels that there were");
        assertThat(loop.card(turn.judged()).sections().get("Evaluation data")).contains("drawn by lot");
        Loop.Turn again = loop.draft(inputs, Optional.of(turn.judged().champion()));
        assertThat(loop.evaluation(again.judged()).challenge().why())
                .isEqualTo("rows have no decision time, so none is known to be new to the champion; promote by hand");
    }

    @Test
    void givesTheSamePackagesAndFiguresTwiceForEveryFraming() {
        for (SortedMap<Slot, Truth> truth : List.of(strikes.truth(), strikes.classes(2), strikes.numbers(3))) {
            Loop.Turn one = turn(truth, 2000, Optional.empty());
            Loop.Turn two = turn(truth, 2000, Optional.empty());
            assertThat(loop.model(one.judged().champion().artifact()))
                    .isEqualTo(loop.model(two.judged().champion().artifact()));
            assertThat(loop.evaluation(one.judged())).isEqualTo(loop.evaluation(two.judged()));
        }
    }

    @Test
    void refusesCostsForALabelThatIsNoEvent() {
        Loop.Inputs inputs = loop.inputs(strikes.examples(), strikes.classes(2), strikes.split(2000));
        SortedMap<String, Train.Output> trained =
                loop.draft(inputs, Optional.empty()).trained();
        assertThatThrownBy(() -> loop.judge(inputs, trained, Optional.empty()))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.FRAMING_UNSUPPORTED))
                .hasMessageContaining("scoping.costs: declared for a label of several classes");
    }

    @Test
    void namesTheTrainersThatCanLearnTheLabel() throws Exception {
        loop = new Loop(folder, FEATURES + "  candidates: {logistic: {trainer: logistic, l2: 1}}\n");
        assertThatThrownBy(() -> turn(strikes.numbers(3), 2000, Optional.empty()))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.FRAMING_UNSUPPORTED))
                .hasMessageStartingWith(
                        "trainer logistic: cannot learn a label of a number (expected one of: linear, prior)");
    }

    /** DE09: altered labels of rows that judge both folds change nothing; those of training rows do. */
    @Test
    void fitsFeaturesOnTrainingRowsAlone() {
        Split split = new Split(
                List.of(strikes.split(2000).folds().get(0)),
                strikes.split(2000).folds().get(0).from());
        String fitted = fitted(strikes.truth(), split);
        assertThat(fitted(strikes.relabelledFrom(1998), split)).isEqualTo(fitted);
        assertThat(fitted(strikes.relabelledFrom(1997), split)).isNotEqualTo(fitted);
    }

    private String fitted(SortedMap<Slot, Truth> truth, Split split) {
        return loop.fitted(loop.features(loop.inputs(strikes.examples(), truth, split)))
                .toString();
    }

    private static Evaluation.CandidateScore score(Evaluation evaluation, String key) {
        return Optional.ofNullable(evaluation.candidates().get(key)).orElseThrow();
    }

    private static Estimate estimate(Figure figure) {
        return figure.found().orElseThrow();
    }
}
