package io.volute.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.core.run.Slot;
import io.volute.core.spec.SpecLoader;
import io.volute.core.stage.Verdict;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.duckdb.DuckDbModule;
import io.volute.modeling.ModelingModule;
import io.volute.modeling.ModelingSpec;
import io.volute.modeling.evaluation.FoldScores;
import io.volute.modeling.feature.FitFeatures;
import io.volute.modeling.rows.LabelledRows;
import io.volute.modeling.trainer.Train;
import io.volute.statistics.moments.Moments;
import io.volute.testing.Birdstrikes;
import io.volute.testing.MemoryStepContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boosting on the example. Orientation from the same data in Python (xgboost 3, 100 trees, depth 4): folds 1995 to 1999
 * 673 $ a strike, production 2000-01 to 2002-07 609 $ against 667 $ for the rule, paired standard error 22 $.
 */
final class BoostedBirdstrikesReferenceTest {
    private static final LocalDate AS_OF = LocalDate.of(2000, 1, 1);
    private static final LocalDate END = LocalDate.of(2003, 1, 1);
    private static final String SPEC = """
            project: test
            seed: 1
            modeling:
              features:
                - transform: one-hot
                  columns: [Airport Name, Aircraft Make Model, Aircraft Airline Operator, Origin State,
                            Phase of flight, Wildlife Size, Wildlife Species, Time of day]
                  min-count: 15
                - {transform: number, columns: [Speed IAS in knots]}
              candidates:
                boosting: {trainer: boosting, trees: 100, depth: 4, eta: 0.1}
            """;

    private final MemoryStepContext context = new MemoryStepContext();
    private final Injector injector =
            Guice.createInjector(new ModelingModule(), new XgboostModule(), new DuckDbModule(), binder -> {
                binder.bind(SpecLoader.class);
                binder.bind(CanonicalJson.class).toInstance(new CanonicalJson());
            });

    @Test
    void costsWhatTheSameRecipeCostsInPython(@TempDir Path folder) throws Exception {
        Optional<String> missing = injector.getInstance(NativeLibrary.class).missing();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        Birdstrikes strikes = Birdstrikes.read();
        Train.Output trained = train(strikes, folder);

        LabelledRows known = LabelledRows.of(
                strikes.examples(AS_OF).values(), strikes.truth(AS_OF).values());
        Table scores = context.load(FoldScores.class, trained.foldScores()).rows();
        Column probability = scores.column(FoldScores.PROBABILITY);
        double[] costs = new double[scores.rows()];
        for (int i = 0; i < costs.length; i++) {
            int row = known.find(scores.column(Examples.ROW_ID).textAt(i)).orElseThrow();
            costs[i] = cost(probability.doubleAt(i), known.label(row));
        }
        assertThat(Moments.of(costs).mean()).isCloseTo(673, within(15.0));

        LabelledRows all = LabelledRows.of(
                strikes.examples(END).values(), strikes.truth(END).values());
        int[] production = all.decidedIn(Birdstrikes.start(AS_OF), Birdstrikes.start(END));
        ModelPackage model = context.load(ModelPackage.class, trained.model());
        double[] decided = injector.getInstance(ModelRuntime.class)
                .load(model)
                .score(all.table().pick(production));
        for (int i = 0; i < decided.length; i++) {
            decided[i] = cost(decided[i], all.label(production[i]));
        }
        assertThat(production).hasSize(2_781);
        assertThat(Moments.of(decided).mean()).isCloseTo(609, within(15.0));
    }

    private Train.Output train(Birdstrikes strikes, Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("volute.yaml"), SPEC);
        ModelingSpec spec =
                injector.getInstance(SpecLoader.class).load(file, List.of()).section("modeling", ModelingSpec.class);
        SortedMap<Slot, Artifact<Examples>> examples = new TreeMap<>();
        strikes.examples(AS_OF).forEach((slot, month) -> examples.put(slot, context.write(Examples.class, month)));
        SortedMap<Slot, Artifact<Truth>> truth = new TreeMap<>();
        strikes.truth(AS_OF).forEach((slot, month) -> truth.put(slot, context.write(Truth.class, month)));
        Artifact<Split> split = context.write(Split.class, Birdstrikes.split(AS_OF));
        Verdict pass = new Verdict("check", "PASS", "nothing to report");
        DataReport report = new DataReport(0, 0, 0, new TreeMap<>(), 0, List.of(), List.of(), List.of(), pass);
        FitFeatures.Output features = injector.getInstance(FitFeatures.class)
                .run(
                        new FitFeatures.Input(
                                spec.features(), examples, truth, split, context.write(DataReport.class, report)),
                        context);
        return injector.getInstance(Train.class)
                .run(
                        new Train.Input(
                                Optional.ofNullable(spec.candidates().get("boosting"))
                                        .orElseThrow(),
                                features.features(),
                                examples,
                                truth,
                                split,
                                Optional.empty(),
                                1),
                        context);
    }

    private static double cost(double probability, boolean damage) {
        return probability >= .1 ? 1_000 : damage ? 10_000 : 0;
    }
}
