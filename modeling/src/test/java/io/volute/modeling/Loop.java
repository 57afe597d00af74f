package io.volute.modeling;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.core.contract.modeling.TrainingWork;
import io.volute.core.contract.scoping.Alternatives;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Harm;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.run.Slot;
import io.volute.core.spec.SpecLoader;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.Verdict;
import io.volute.core.table.Table;
import io.volute.core.table.TableEngine;
import io.volute.modeling.evaluation.FoldScores;
import io.volute.modeling.evaluation.Judge;
import io.volute.modeling.feature.FitFeatures;
import io.volute.modeling.feature.FittedFeatures;
import io.volute.modeling.trainer.Train;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The three steps one after the other, without engine, store or database: artifacts are values in memory. */
public final class Loop {
    private static final long SEED = 1;

    private static final Harm HARM = new Harm(
            List.of("passengers, when damage is missed"),
            List.of("to skip repairs"),
            List.of("whether an aircraft may fly"));

    private static final Objective DRAFT =
            new Objective("draft", "", "label", "row", "label", "act", 0, Period.ZERO, List.of());

    private final Injector injector;
    private final ModelingSpec spec;
    private final MemoryStepContext context = new MemoryStepContext();

    /**
     * The stage as a spec tells it.
     *
     * @param modeling the section, its lines indented by two
     * @param beside modules of plugins
     */
    public Loop(Path folder, String modeling, Module... beside) throws IOException {
        injector = Guice.createInjector(binder -> {
            binder.bind(TableEngine.class).to(NoTables.class);
            binder.bind(SpecLoader.class);
            binder.bind(CanonicalJson.class).toInstance(new CanonicalJson());
            binder.install(new ModelingModule());
            List.of(beside).forEach(binder::install);
        });
        Path file = Files.writeString(folder.resolve("volute.yaml"), "project: test\nseed: 1\nmodeling:\n" + modeling);
        spec = injector.getInstance(SpecLoader.class).load(file, List.of()).section("modeling", ModelingSpec.class);
    }

    /** What one turn read and left. */
    public record Turn(
            FitFeatures.Output features, SortedMap<String, Train.Output> trained, Judge.Output judged, Inputs inputs) {}

    /** Artifacts from the other stages. */
    public record Inputs(
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<Slot, Artifact<Truth>> truth,
            Artifact<Split> split,
            Artifact<DataReport> dataReport) {}

    /** Writes what data engineering would hand over. */
    public Inputs inputs(SortedMap<Slot, Examples> examples, SortedMap<Slot, Truth> truth, Split split) {
        SortedMap<Slot, Artifact<Examples>> exampleArtifacts = new TreeMap<>();
        examples.forEach((slot, value) -> exampleArtifacts.put(slot, context.write(Examples.class, value)));
        SortedMap<Slot, Artifact<Truth>> truthArtifacts = new TreeMap<>();
        truth.forEach((slot, value) -> truthArtifacts.put(slot, context.write(Truth.class, value)));
        DataReport report = new DataReport(
                0,
                0,
                0,
                new TreeMap<>(),
                0,
                List.of(),
                List.of(),
                List.of("Cost Total $"),
                new Verdict("check", "PASS", ""));
        return new Inputs(
                exampleArtifacts,
                truthArtifacts,
                context.write(Split.class, split),
                context.write(DataReport.class, report));
    }

    /** A turn with the costs, the rule and the guardrail of the example. */
    public Turn turn(Inputs inputs, Optional<Pointer<ModelPackage>> champion) {
        FitFeatures.Output features = features(inputs);
        SortedMap<String, Train.Output> trained = new TreeMap<>();
        spec.candidates().keySet().forEach(key -> trained.put(key, train(key, inputs, features)));
        return new Turn(features, trained, judge(inputs, trained, champion), inputs);
    }

    /** What counts training. */
    public TrainingWork work() {
        return injector.getInstance(TrainingWork.class);
    }

    /** The first step. */
    public FitFeatures.Output features(Inputs inputs) {
        return injector.getInstance(FitFeatures.class)
                .run(
                        new FitFeatures.Input(
                                spec.features(),
                                inputs.examples(),
                                inputs.truth(),
                                inputs.split(),
                                inputs.dataReport()),
                        context);
    }

    /** The second step for one candidate. */
    public Train.Output train(String key, Inputs inputs, FitFeatures.Output features) {
        return injector.getInstance(Train.class)
                .run(
                        new Train.Input(
                                Optional.ofNullable(spec.candidates().get(key)).orElseThrow(),
                                features.features(),
                                inputs.examples(),
                                inputs.truth(),
                                inputs.split(),
                                spec.sampling(),
                                SEED),
                        context);
    }

    /** The third step, with costs. */
    public Judge.Output judge(
            Inputs inputs, SortedMap<String, Train.Output> trained, Optional<Pointer<ModelPackage>> champion) {
        return judge(
                inputs,
                trained,
                champion,
                Optional.of(new DecisionCosts("USD", new BigDecimal("1000"), new BigDecimal("10000"))));
    }

    /** A turn of a draft, without costs, rule and guardrail. */
    public Turn draft(Inputs inputs, Optional<Pointer<ModelPackage>> champion) {
        FitFeatures.Output features = features(inputs);
        SortedMap<String, Train.Output> trained = new TreeMap<>();
        spec.candidates().keySet().forEach(key -> trained.put(key, train(key, inputs, features)));
        return new Turn(features, trained, judge(inputs, trained, champion, Optional.empty()), inputs);
    }

    /** The third step. */
    public Judge.Output judge(
            Inputs inputs,
            SortedMap<String, Train.Output> trained,
            Optional<Pointer<ModelPackage>> champion,
            Optional<DecisionCosts> costs) {
        return judge(inputs, trained, champion, costs, Optional.empty(), Optional.empty());
    }

    /** A draft's third step, where the owner wants another target than in the turn before. */
    public Judge.Output retargeted(
            Inputs inputs,
            SortedMap<String, Train.Output> trained,
            Pointer<ModelPackage> champion,
            String before,
            String now) {
        return judge(
                inputs,
                trained,
                Optional.of(champion),
                Optional.empty(),
                Optional.of(new Alternatives(before, List.of())),
                Optional.of(new Alternatives(now, List.of())));
    }

    private Judge.Output judge(
            Inputs inputs,
            SortedMap<String, Train.Output> trained,
            Optional<Pointer<ModelPackage>> champion,
            Optional<DecisionCosts> costs,
            Optional<Alternatives> before,
            Optional<Alternatives> now) {
        SortedMap<String, Artifact<ModelPackage>> models = new TreeMap<>();
        SortedMap<String, Artifact<FoldScores>> scores = new TreeMap<>();
        trained.forEach((key, output) -> {
            models.put(key, output.model());
            scores.put(key, output.foldScores());
        });
        Objective objective = new Objective(
                "cheaper-strikes",
                "head of maintenance control",
                "handling cost per strike",
                "strike",
                "damage",
                "inspect",
                -.05,
                Period.ofMonths(12),
                List.of(new Objective.Guardrail(
                        "substantial-damage-missed", "\"Effect Amount of damage\" = 'Substantial'", .1)));
        return injector.getInstance(Judge.class)
                .run(
                        new Judge.Input(
                                spec.selection(),
                                spec.card(),
                                models,
                                scores,
                                inputs.examples(),
                                inputs.truth(),
                                inputs.split(),
                                costs.map(declared -> context.write(DecisionCosts.class, declared)),
                                costs.map(declared -> context.write(
                                        BaselineRule.class,
                                        new BaselineRule(
                                                "inspect unless the animal was small",
                                                "\"Wildlife Size\" != 'Small'"))),
                                context.write(Objective.class, costs.isPresent() ? objective : DRAFT),
                                Optional.of(context.write(Harm.class, HARM)),
                                champion,
                                now.map(alternatives -> context.write(Alternatives.class, alternatives)),
                                before.map(alternatives -> context.write(Alternatives.class, alternatives)),
                                SEED),
                        context);
    }

    /** The fitted states that a turn left. */
    public FittedFeatures fitted(FitFeatures.Output features) {
        return context.load(FittedFeatures.class, features.features());
    }

    /** The evaluation that a turn left. */
    public Evaluation evaluation(Judge.Output judged) {
        return context.load(Evaluation.class, judged.evaluation());
    }

    /** The card that a turn left. */
    public ModelCard card(Judge.Output judged) {
        return context.load(ModelCard.class, judged.modelCard());
    }

    /** A package that a turn left. */
    public ModelPackage model(Artifact<ModelPackage> artifact) {
        return context.load(ModelPackage.class, artifact);
    }

    /** Scores that a turn left. */
    public FoldScores scores(Train.Output trained) {
        return context.load(FoldScores.class, trained.foldScores());
    }

    /** The runtime as other stages get it. */
    public ModelRuntime runtime() {
        return injector.getInstance(ModelRuntime.class);
    }

    /** Any part of the stage. */
    public <T> T part(Class<T> type) {
        return injector.getInstance(type);
    }

    /** Nothing here is stored. */
    private static final class NoTables implements TableEngine {
        @Override
        public String version() {
            return "none";
        }

        @Override
        public void write(Table table, Path target) {
            throw new UnsupportedOperationException("tables stay in memory here");
        }

        @Override
        public Table read(Path file) {
            throw new UnsupportedOperationException("tables stay in memory here");
        }
    }
}
