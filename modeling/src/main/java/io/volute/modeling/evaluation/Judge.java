package io.volute.modeling.evaluation;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.scoping.Alternatives;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Harm;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.Alias;
import io.volute.core.stage.Described;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Metrics;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.Previous;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import io.volute.modeling.ModelingError;
import io.volute.modeling.card.CardSpec;
import io.volute.modeling.card.CardWriter;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.ModelPackages;
import io.volute.modeling.rows.Target;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges the candidates on rows that none of the judged models saw, in money where costs are declared and else by the
 * loss of the framing, chooses one, and lets it challenge the champion of the turn before. A candidate that could not be trained here is not among the gathered ones.
 */
public final class Judge implements Step<Judge.Input, Judge.Output> {
    private final ModelPackages packages;

    /** What it reads. */
    public record Input(
            @FromSpec Selection selection,
            @FromSpec CardSpec card,
            SortedMap<String, Artifact<ModelPackage>> model,
            SortedMap<String, Artifact<FoldScores>> foldScores,
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<Slot, Artifact<Truth>> truth,
            Artifact<Split> split,
            Optional<Artifact<DecisionCosts>> costs,
            Optional<Artifact<BaselineRule>> baselineRule,
            Artifact<Objective> objective,
            Optional<Artifact<Harm>> harm,
            @Previous @Alias("champion") @Entry("model") Optional<Pointer<ModelPackage>> champion,
            Optional<Artifact<Alternatives>> alternatives,

            @Previous @Entry("alternatives") Optional<Artifact<Alternatives>> alternativesBefore,

            long seed) {
        /** What the model was to be good at in the turn before, where that is something else by now. */
        Optional<String> targetBefore(StepContext context) {
            return alternativesBefore
                    .map(before -> context.load(Alternatives.class, before).target())
                    .filter(before ->
                            target(context).filter(now -> !now.equals(before)).isPresent());
        }

        private Optional<String> target(StepContext context) {
            return alternatives.map(now -> context.load(Alternatives.class, now).target());
        }
    }

    /**
     * What it leaves.
     *
     * @param champion kept, or moved to the chosen candidate
     * @param outcome of the challenge: FIRST, PROMOTED or REFUSED
     */
    public record Output(
            Artifact<Evaluation> evaluation,
            Artifact<ModelCard> modelCard,
            @Alias("champion") @Entry("model") Pointer<ModelPackage> champion,
            String outcome,
            String why,
            String summary,
            Metrics metrics)
            implements Described {}

    @Inject
    Judge(ModelPackages packages) {
        this.packages = packages;
    }

    @Override
    public int revision() {
        return 3;
    }

    @Override
    public Output run(Input input, StepContext context) {
        if (input.foldScores().isEmpty()) {
            throw new VoluteException(
                    ModelingError.NO_CANDIDATE,
                    "candidates: none could be trained here (expected: at least one);"
                            + " add one that needs nothing installed, such as {trainer: linear, l2: 1}");
        }
        Bench bench = Bench.of(input, context);
        Yardstick yardstick = bench.yardstick();
        Scoreboard board = new Scoreboard(bench.judged(), yardstick, bench.guardrails(), input.seed());
        SortedMap<String, Evaluation.CandidateScore> scores = new TreeMap<>();
        SortedMap<String, double[]> costs = new TreeMap<>();
        SortedMap<String, Complexity> complexity = new TreeMap<>();
        for (Map.Entry<String, double[]> candidate : bench.scores().entrySet()) {
            context.progress(scores.size(), bench.scores().size(), "candidates");
            context.checkInterrupted();
            String key = candidate.getKey();
            scores.put(key, board.score(candidate.getValue()));
            costs.put(key, yardstick.costs(bench.judged(), candidate.getValue()));
            complexity.put(key, packages.complexity(context.load(ModelPackage.class, model(input, key))));
        }
        var chosen = new SimplestOfBest(costs, complexity, yardstick).choose(broken(bench.objective(), scores));
        var ruling = new ChampionChallenge(input.selection().margin(), yardstick, chosen.key());
        Evaluation.Challenge challenge = input.champion()
                .map(champion -> input.targetBefore(context)
                        .map(before ->
                                ruling.succeeding(before, input.target(context).orElseThrow(), ""))
                        .orElseGet(() -> challenge(ruling, champion, bench, chosen.key(), context)))
                .orElseGet(ruling::first);
        Framing framing = bench.target().framing();
        Evaluation evaluation = new Evaluation(
                bench.foldNames(),
                bench.judged().size(),
                bench.split().knownUntil(),
                framing,
                Yardstick.Loss.of(framing).name(),
                board.ruleCost(),
                scores,
                chosen.key(),
                chosen.why(),
                challenge);
        boolean kept = challenge.outcome().equals(ChampionChallenge.REFUSED);
        Pointer<ModelPackage> champion =
                kept ? input.champion().orElseThrow() : new Pointer<>(chosen.key(), model(input, chosen.key()));
        ModelCard card = new CardWriter(
                        input.card(),
                        bench.objective(),
                        costs(yardstick),
                        input.harm().map(harm -> context.load(Harm.class, harm)),
                        bench.dated())
                .write(subject(champion, kept, evaluation, bench, input, context), evaluation);
        return new Output(
                context.write(Evaluation.class, evaluation),
                context.write(ModelCard.class, card),
                champion,
                challenge.outcome(),
                challenge.why(),
                summary(evaluation, yardstick),
                metrics(scores));
    }

    /** By candidate, the first guardrail of the objective that it does not hold. */
    private static SortedMap<String, String> broken(
            Objective objective, SortedMap<String, Evaluation.CandidateScore> scores) {
        SortedMap<String, String> broken = new TreeMap<>();
        scores.forEach((key, score) -> score.guardrails().stream()
                .filter(share -> objective.guardrails().stream()
                        .anyMatch(guardrail ->
                                guardrail.name().equals(share.name()) && !share.holds(guardrail.maxRise())))
                .findFirst()
                .ifPresent(share -> broken.put(key, share.name())));
        return broken;
    }

    private static Optional<DecisionCosts> costs(Yardstick yardstick) {
        return yardstick instanceof Yardstick.Money money ? Optional.of(money.costs()) : Optional.empty();
    }

    private static Artifact<ModelPackage> model(Input input, String key) {
        Artifact<ModelPackage> model = input.model().get(key);
        if (model == null) {
            throw new IllegalStateException("candidate " + key + ": has scores, but no model");
        }
        return model;
    }

    private Evaluation.Challenge challenge(
            ChampionChallenge ruling, Pointer<ModelPackage> champion, Bench bench, String chosen, StepContext context) {
        ModelPackage theirs = context.load(ModelPackage.class, champion.artifact());
        Target target = ModelPackages.target(theirs);
        if (target.framing() != bench.target().framing()) {
            return ruling.succeeding(
                    target.framing().words(), bench.target().framing().words(), "a label of ");
        }
        int[] places = bench.unseenPlaces(theirs.knownUntil());
        JudgedRows rows = bench.judgedAt(places);
        double[] ours = bench.pick(chosen, places);
        return ruling.against(
                champion.key(), theirs, rows, bench.dated(), bench.score(packages.load(theirs), target, rows), ours);
    }

    /** Who the card is about: the chosen one on all folds, or a kept champion on the rows that it has not seen. */
    private CardWriter.Champion subject(
            Pointer<ModelPackage> champion,
            boolean kept,
            Evaluation evaluation,
            Bench bench,
            Input input,
            StepContext context) {
        ModelPackage model = context.load(ModelPackage.class, champion.artifact());
        if (!kept) {
            return new CardWriter.Champion(
                    champion.key(),
                    model,
                    Numbers.count(evaluation.rows()) + " rows of the folds "
                            + String.join(", ", evaluation.folds())
                            + (bench.dated()
                                    ? ", each judged by a model trained on labels known before its fold began."
                                    : ", each judged by a model that was not trained on it; rows were drawn by lot,"
                                            + " since they have no decision time."),
                    Optional.ofNullable(evaluation.candidates().get(champion.key())));
        }
        JudgedRows rows = bench.judgedAt(bench.unseenPlaces(model.knownUntil()));
        if (rows.size() == 0) {
            return new CardWriter.Champion(
                    champion.key(), model, "No labelled rows yet that it has not seen.", Optional.empty());
        }
        Scoreboard board = new Scoreboard(rows, bench.yardstick(), bench.guardrails(), input.seed());
        return new CardWriter.Champion(
                champion.key(),
                model,
                Numbers.count(rows.size()) + " rows of the fold "
                        + bench.foldNames().get(bench.foldNames().size() - 1) + ", decided after its training.",
                Optional.of(board.score(bench.score(packages.load(model), ModelPackages.target(model), rows))));
    }

    private static String summary(Evaluation evaluation, Yardstick yardstick) {
        String found = Optional.ofNullable(evaluation.candidates().get(evaluation.chosen()))
                .map(score -> " · " + figure(evaluation, score, yardstick))
                .orElse("");
        return evaluation.chosen() + " chosen of " + evaluation.candidates().size() + found + " · challenge "
                + evaluation.challenge().outcome();
    }

    private static String figure(Evaluation evaluation, Evaluation.CandidateScore score, Yardstick yardstick) {
        if (yardstick instanceof Yardstick.Money money) {
            return Numbers.money(score.cost(), money.costs().currency()) + " a " + money.unit();
        }
        String loss =
                Yardstick.Loss.of(evaluation.framing()).words() + " " + Numbers.plain(score.metric(evaluation.loss()));
        return score.lossVersusBaseline()
                .found()
                .map(difference ->
                        loss + ", " + (difference.below(0) ? "better than a constant" : "no better than a constant"))
                .orElse(loss);
    }

    private static Metrics metrics(SortedMap<String, Evaluation.CandidateScore> scores) {
        SortedMap<String, Double> values = new TreeMap<>();
        scores.forEach((key, score) -> {
            score.cost().found().ifPresent(cost -> values.put("cost-per-unit." + key, cost.estimate()));
            score.metrics()
                    .forEach((name, figure) -> figure.found()
                            .filter(estimate -> !name.equals(Evaluation.AVERAGE_PRECISION))
                            .ifPresent(estimate -> values.put(name + "." + key, estimate.estimate())));
        });
        return Metrics.of(values);
    }
}
