package io.volute.core.run.story;

import com.google.inject.AbstractModule;
import io.volute.core.artifact.Artifact;
import io.volute.core.run.Slot;
import io.volute.core.spec.Default;
import io.volute.core.stage.Alias;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Implementation;
import io.volute.core.stage.Metrics;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.Previous;
import io.volute.core.stage.StageBinder;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.stage.Verdict;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Fits features, trains candidates and judges them against the champion. */
public final class ModelingStage extends AbstractModule {
    private final Faults faults;

    /** With trainers that fail when they are told to. */
    public ModelingStage(Faults faults) {
        this.faults = faults;
    }

    /** The section. */
    public record Section(SortedMap<String, Choice<Trainer>> candidates, double margin) {}

    /** How many strikes there are, and how big. */
    public record Features(long rows, long sum) {}

    /** A model: what made it, of how much, and how good it is. */
    public record Model(String trainer, long rows, double quality, long seed) {}

    /** Quality of each candidate. */
    public record Evaluation(SortedMap<String, Double> quality) {}

    /** Trains. */
    public interface Trainer extends Implementation {
        /** Quality of a model of so many rows. */
        double quality(Record options, long rows);
    }

    /** Options of the plain trainer. */
    public record Ridge(@Default("1") double ridge) {}

    /** Options of the better trainer. */
    public record Trees(@Default("100") int trees) {}

    @Override
    protected void configure() {
        bind(Faults.class).toInstance(faults);
        StageBinder stage = StageBinder.stage(binder(), "modeling", Section.class);
        stage.extensionPoint(Trainer.class, "trainer");
        StageBinder.implementation(binder(), Trainer.class, "logistic", Logistic.class);
        StageBinder.implementation(binder(), Trainer.class, "boosting", Boosting.class);
        stage.step("features", Fit.class, Fit.Input.class, Fit.Output.class);
        stage.step("train", Train.class, Train.Input.class, Train.Output.class)
                .forEach("candidate", Section.class, Section::candidates);
        stage.step("judge", Judge.class, Judge.Input.class, Judge.Output.class);
    }

    static final class Logistic implements Trainer {
        @Inject
        Logistic() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Class<? extends Record> options() {
            return Ridge.class;
        }

        @Override
        public double quality(Record options, long rows) {
            return rows - ((Ridge) options).ridge() / 10;
        }
    }

    static final class Boosting implements Trainer {
        @Inject
        Boosting() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Class<? extends Record> options() {
            return Trees.class;
        }

        @Override
        public double quality(Record options, long rows) {
            return rows + ((Trees) options).trees() / 1_000.0;
        }
    }

    static final class Fit implements Step<Fit.Input, Fit.Output> {
        record Input(SortedMap<Slot, Artifact<DataStage.Examples>> examples) {}

        record Output(Artifact<Features> features) {}

        @Inject
        Fit() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Fit.Output run(Fit.Input input, StepContext context) {
            long rows = 0;
            long sum = 0;
            for (Artifact<DataStage.Examples> month : input.examples().values()) {
                for (long size :
                        context.load(DataStage.Examples.class, month).size().values()) {
                    rows++;
                    sum += size;
                }
            }
            return new Fit.Output(context.write(Features.class, new Features(rows, sum)));
        }
    }

    static final class Train implements Step<Train.Input, Train.Output> {
        private final Faults faults;
        private final Map<String, Trainer> trainers;

        record Input(
                @FromSpec(FromSpec.KEY) Choice<Trainer> candidate,
                Artifact<Features> features,
                SortedMap<Slot, Artifact<DataStage.Outcomes>> outcomes,
                long seed) {}

        record Output(Artifact<Model> model, Metrics metrics) {}

        @Inject
        Train(Faults faults, Map<String, Trainer> trainers) {
            this.faults = faults;
            this.trainers = Map.copyOf(trainers);
        }

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Train.Output run(Train.Input input, StepContext context) {
            faults.check("train " + input.candidate().name());
            Trainer trainer =
                    Optional.ofNullable(trainers.get(input.candidate().name())).orElseThrow();
            long rows = context.load(Features.class, input.features()).rows();
            double quality = trainer.quality(input.candidate().options(), rows);
            var model = new Model(trainer.getClass().getSimpleName(), rows, quality, input.seed());
            return new Train.Output(context.write(Model.class, model), Metrics.of(Map.of("quality", quality)));
        }
    }

    static final class Judge implements Step<Judge.Input, Judge.Output> {
        record Input(
                SortedMap<String, Artifact<Model>> model,
                @FromSpec double margin,

                @Previous @Alias("champion") @Entry("model") Optional<Pointer<Model>> before) {}

        record Output(
                Artifact<Evaluation> evaluation,

                @Alias("champion") @Entry("model") Pointer<Model> champion,

                Verdict verdict) {}

        @Inject
        Judge() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Judge.Output run(Judge.Input input, StepContext context) {
            SortedMap<String, Double> quality = new java.util.TreeMap<>();
            input.model()
                    .forEach((key, model) ->
                            quality.put(key, context.load(Model.class, model).quality()));
            String best = quality.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            Artifact<Model> challenger = input.model().entrySet().stream()
                    .filter(entry -> entry.getKey().equals(best))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            Pointer<Model> champion = input.before()
                    .filter(before ->
                            context.load(Model.class, before.artifact()).quality() + input.margin()
                                    >= context.load(Model.class, challenger).quality())
                    .orElse(new Pointer<>(best, challenger));
            boolean kept = input.before().filter(champion::equals).isPresent();
            return new Judge.Output(
                    context.write(Evaluation.class, new Evaluation(quality)),
                    champion,
                    new Verdict("challenge", kept ? "REFUSED" : "PASS", kept ? "the champion stays" : best));
        }
    }
}
