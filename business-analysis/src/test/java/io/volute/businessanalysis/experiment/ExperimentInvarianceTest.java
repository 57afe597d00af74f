package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.Estimate;
import io.volute.statistics.random.SplitMix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not matter to an analysis: which arm is which, the order of rows, and how they are divided. */
class ExperimentInvarianceTest {
    @TempDir
    private static Path folder;

    private static Simulated world;
    private static UnitTotals totals;
    private static ExperimentResult result;

    @BeforeAll
    static void analyse() {
        world = Simulated.of(folder, "--users", "1500", "--seed", "7");
        totals = world.totals();
        result = Simulated.analyse(Simulated.LAUNCH, totals);
    }

    @Test
    void exchangedArmsFlipEverySignAndKeepEveryP() {
        Column arm = world.assignments().column("arm");
        Column.Builder exchanged = Column.builder("arm", ColumnType.TEXT, arm.rows());
        for (int row = 0; row < arm.rows(); row++) {
            exchanged.add(arm.textAt(row).equals("control") ? Simulated.LAUNCH : "control");
        }
        List<Column> columns = new ArrayList<>(world.assignments().columns());
        columns.replaceAll(column -> column.name().equals("arm") ? exchanged.build() : column);
        ExperimentResult other = new Simulated(Table.of(columns), world.events()).analyse(Simulated.LAUNCH);

        assertThat(other.comparisons()).hasSize(3);
        for (Comparison one : result.comparisons()) {
            Comparison flipped = Simulated.comparison(other, one.metric());
            Estimate effect = one.effect().found().orElseThrow();
            Estimate opposite = flipped.effect().found().orElseThrow();
            assertThat(effect.estimate()).isNotZero();
            assertThat(opposite.estimate()).isCloseTo(-effect.estimate(), within(1e-12));
            assertThat(opposite.low()).isCloseTo(-effect.high(), within(1e-12));
            assertThat(opposite.high()).isCloseTo(-effect.low(), within(1e-12));
            assertThat(flipped.test().tested().orElseThrow().p())
                    .isCloseTo(one.test().tested().orElseThrow().p(), within(1e-10));
            assertThat(flipped.unitsArm()).isEqualTo(one.unitsControl());
        }
    }

    @Test
    void orderAndDivisionOfTheRowsChangeNothing() {
        Table events = world.events().get(0);
        Table shuffled = events.pick(shuffled(events.rows(), 3));
        List<Table> parts = new ArrayList<>();
        int size = events.rows() / 7 + 1;
        for (int from = 0; from < events.rows(); from += size) {
            parts.add(shuffled.pick(
                    IntStream.range(from, Math.min(events.rows(), from + size)).toArray()));
        }
        Simulated other = new Simulated(
                world.assignments().pick(shuffled(world.assignments().rows(), 5)), parts);
        UnitTotals again = other.totals();

        assertThat(again.log()).isEqualTo(totals.log());
        assertThat(again.units().rows()).isEqualTo(totals.units().rows());
        for (Column column : totals.units().columns()) {
            Column same = again.units().column(column.name());
            for (int row = 0; row < column.rows(); row++) {
                if (column.type() == ColumnType.DOUBLE) {
                    assertThat(same.doubleAt(row))
                            .isCloseTo(column.doubleAt(row), within(1e-12 * (1 + column.doubleAt(row))));
                } else {
                    assertThat(same.valueAt(row)).isEqualTo(column.valueAt(row));
                }
            }
        }
        ExperimentResult same = Simulated.analyse(Simulated.LAUNCH, again);
        assertThat(same.verdict()).isEqualTo(result.verdict());
        assertThat(same.data()).isEqualTo(result.data());
    }

    @Test
    void aVerdictNeverGetsBetterByOneMoreGuardrail() {
        List<String> order = List.of("SHIP", "EXTEND", "NO_EVIDENCE", "DO_NOT_SHIP", "INVALID");
        Design full = Simulated.design(Simulated.LAUNCH);
        int before = 0;
        for (int guardrails = 0; guardrails <= 2; guardrails++) {
            Design design = with(full, full.guardrails().subList(0, guardrails));
            int rank = order.indexOf(Simulated.analyse(design, Simulated.metrics(), totals)
                    .verdict()
                    .value());
            assertThat(rank).isGreaterThanOrEqualTo(before);
            before = rank;
        }
    }

    private static Design with(Design design, List<Design.Guarded> guardrails) {
        return new Design(
                design.experiment(),
                design.unit(),
                design.arms(),
                design.control(),
                design.primary(),
                guardrails,
                design.secondary(),
                design.covariate(),
                design.design(),
                design.prior(),
                design.metrics(),
                design.scope(),
                design.models(),
                design.holdout(),
                design.seed(),
                design.frozen());
    }

    private static int[] shuffled(int rows, long seed) {
        return IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingLong(row -> SplitMix.mix64(seed + SplitMix.mix64(row))))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
