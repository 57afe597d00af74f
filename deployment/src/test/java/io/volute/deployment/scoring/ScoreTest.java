package io.volute.deployment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.deployment.FixedRuntime;
import io.volute.testing.MemoryStepContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Slot SLOT = Slot.parse("2000-03");

    private final MemoryStepContext context = new MemoryStepContext();
    private final FixedRuntime runtime = new FixedRuntime();
    private final Score score = new Score(new LoadedModels(runtime));

    @Test
    void logsWhatBothPoliciesWouldDoOnEveryRow() {
        Table log = exposures(examples(200), release(.5));
        assertThat(log.rows()).isEqualTo(200);
        int byModel = 0;
        for (int row = 0; row < 200; row++) {
            boolean model = log.column("arm").textAt(row).equals("model");
            byModel += model ? 1 : 0;
            double p = log.column("probability").doubleAt(row);
            assertThat(log.column("model_action").boolAt(row)).isEqualTo(p >= .1);
            assertThat(log.column("rule_action").boolAt(row)).isEqualTo(p >= .5);
            assertThat(log.column("action").boolAt(row))
                    .isEqualTo(
                            log.column(model ? "model_action" : "rule_action").boolAt(row));
            assertThat(log.column("propensity").doubleAt(row)).isEqualTo(.5);
        }
        assertThat(byModel).isBetween(70, 130);
    }

    @Test
    void sortsByRowIdWhateverTheOrderOfTheRows() {
        Table log = exposures(examples(50), release(.5));
        assertThat(IntStream.range(0, 50).mapToObj(log.column("row_id")::textAt))
                .isSorted();
        // The first example in time has the last id and a missing speed.
        assertThat(log.column("probability").doubleAt(49)).isEqualTo(.5);
    }

    @Test
    void countsWhatTheTablesKeep() {
        Score.Output output = run(examples(200), release(1));
        assertThat(output.rows()).isEqualTo(200);
        assertThat(output.decidedByModel()).isEqualTo(200);
        assertThat(output.acted())
                .isEqualTo(IntStream.range(0, 200)
                        .filter(context.load(Exposures.class, output.exposures())
                                .rows()
                                .column("action")::boolAt)
                        .count());
        assertThat(output.slot()).isEqualTo(SLOT);
    }

    @Test
    void leavesTheModelsColumnsEmptyWhenTheRuleDecidesAlone() {
        Release ruleOnly = new Release(
                "r",
                List.of(new Arm("rule", "RULE", 1)),
                "a",
                "s",
                Optional.empty(),
                Optional.empty(),
                Optional.of(.1),
                Optional.of("speed >= 50"));
        Table log = exposures(examples(10), ruleOnly);
        assertThat(log.column("model").missing()).isEqualTo(10);
        assertThat(log.column("probability").missing()).isEqualTo(10);
        assertThat(log.column("model_action").missing()).isEqualTo(10);
        assertThat(log.column("arm").textAt(0)).isEqualTo("rule");
        assertThat(runtime.loads()).isZero();
    }

    @Test
    void writesAnEmptyTableForAPeriodWithoutRows() {
        Table log = exposures(examples(0), release(.5));
        assertThat(log.rows()).isZero();
        assertThat(log.columns())
                .extracting(Column::name)
                .startsWith("row_id", "unit", "at")
                .hasSize(11);
    }

    @Test
    void loadsTheModelOfAReleaseOnce() {
        Release release = release(.5);
        exposures(examples(3), release);
        exposures(examples(4), release);
        assertThat(runtime.loads()).isOne();
    }

    private Table exposures(Examples examples, Release release) {
        return context.load(Exposures.class, run(examples, release).exposures()).rows();
    }

    private Score.Output run(Examples examples, Release release) {
        return score.run(
                new Score.Input(SLOT, context.write(Examples.class, examples), context.write(Release.class, release)),
                context);
    }

    private Release release(double share) {
        Artifact<ModelPackage> model = context.write(ModelPackage.class, FixedRuntime.PACKAGE);
        return new Release(
                "r",
                List.of(new Arm("rule", "RULE", 1 - share), new Arm("model", "MODEL", share)),
                "a",
                "s",
                Optional.of(model),
                Optional.of("strong"),
                Optional.of(.1),
                Optional.of("speed >= 50 or speed is missing"));
    }

    /** Speeds 0 to 99 again and again, the first missing; ids fall as time goes on. */
    private static Examples examples(int n) {
        var id = Column.builder("row_id", ColumnType.TEXT, n);
        var group = Column.builder("group_id", ColumnType.TEXT, n);
        var at = Column.builder("at", ColumnType.INSTANT, n);
        var speed = Column.builder("speed", ColumnType.DOUBLE, n);
        for (int row = 0; row < n; row++) {
            String name = "%016x".formatted(10_000 - row);
            id.add(name);
            group.add(name);
            at.add(Instant.parse("2000-03-01T00:00:00Z").plusSeconds(row));
            if (row == 0) {
                speed.addMissing();
            } else {
                speed.add((double) (row % 100));
            }
        }
        return new Examples(Table.of(List.of(id.build(), group.build(), at.build(), speed.build())));
    }

    @Test
    void logsProbabilitiesAndNoActionWhereNeitherRuleNorCostsAreDeclared() {
        Artifact<ModelPackage> model = context.write(ModelPackage.class, FixedRuntime.PACKAGE);
        Release draft = new Release(
                "r",
                List.of(new Arm("rule", "RULE", 1)),
                "a",
                "s",
                Optional.of(model),
                Optional.of("strong"),
                Optional.empty(),
                Optional.empty());
        Score.Output output = run(examples(10), draft);
        Table log = context.load(Exposures.class, output.exposures()).rows();
        assertThat(log.column("probability").missing()).isZero();
        assertThat(log.column("rule_action").missing()).isEqualTo(10);
        assertThat(log.column("model_action").missing()).isEqualTo(10);
        assertThat(log.column("action").missing()).isZero();
        assertThat(output.acted()).isZero();
    }
}
