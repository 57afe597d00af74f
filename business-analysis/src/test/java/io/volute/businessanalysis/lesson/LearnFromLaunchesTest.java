package io.volute.businessanalysis.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.LaunchLog;
import io.volute.core.contract.dataengineering.LoggedRows;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.Estimate;
import io.volute.statistics.random.Draws;
import io.volute.testing.MemoryStepContext;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** BA05: launches of a known world; a metric that has nothing to do with the business is reported as broken. */
class LearnFromLaunchesTest {
    private static final List<String> NUMBERS =
            List.of(LaunchLog.X, LaunchLog.Y, LaunchLog.VAR_X, LaunchLog.VAR_Y, LaunchLog.COV_XY);

    private final MemoryStepContext context = new MemoryStepContext();

    /** True effects on the model's metric have variance 1; the errors of both metrics go together. */
    private static Table launches(int n, double slope, long seed) {
        Column.Builder name = Column.builder(LaunchLog.LAUNCH, ColumnType.TEXT, n);
        List<Column.Builder> numbers = NUMBERS.stream()
                .map(column -> Column.builder(column, ColumnType.DOUBLE, n))
                .toList();
        Draws draws = Draws.of(seed);
        for (int i = 0; i < n; i++) {
            double truth = draws.normal();
            double shared = draws.normal();
            double x = truth + .5 * shared;
            double y = slope * truth + .3 * draws.normal() + .5 * shared;
            name.add("launch-" + i);
            double[] values = {x, y, .25, .25, .25};
            for (int column = 0; column < values.length; column++) {
                numbers.get(column).add(values[column]);
            }
        }
        List<Column> columns = new java.util.ArrayList<>(List.of(name.build()));
        numbers.forEach(number -> columns.add(number.build()));
        return Table.of(columns);
    }

    private Lesson learn(Table rows) {
        Artifact<LoggedRows> log = context.write(LoggedRows.class, new LoggedRows(rows));
        var output = new LearnFromLaunches()
                .run(
                        new LearnFromLaunches.Input(
                                new LaunchesOf("launches"), new TreeMap<>(java.util.Map.of("launches", log))),
                        context);
        return context.load(Lesson.class, output.lesson());
    }

    @Test
    void metricThatMovesNothingIsBrokenThoughAPlainScatterSlopesUp() {
        Lesson lesson = learn(launches(400, 0, 7));

        assertThat(lesson.broken()).isTrue();
        assertThat(lesson.naiveSlope())
                .isInstanceOfSatisfying(
                        Estimate.class, naive -> assertThat(naive.low()).isPositive());
    }

    @Test
    void metricThatMovesTheBusinessIsNotBrokenAndItsSlopeIsFound() {
        Lesson lesson = learn(launches(400, 1, 7));

        assertThat(lesson.broken()).isFalse();
        assertThat(lesson.slope()).isInstanceOfSatisfying(Estimate.class, slope -> {
            assertThat(slope.low()).isLessThan(1);
            assertThat(slope.high()).isGreaterThan(1);
        });
    }

    @Test
    void fewLaunchesBreakNothing() {
        assertThat(learn(launches(5, 0, 7)).broken()).isFalse();
        assertThat(learn(launches(5, 0, 7)).status()).isEqualTo("REFUSED");
    }

    @Test
    void logThatIsNotDeclaredIsNamed() {
        assertThatThrownBy(() -> new LearnFromLaunches()
                        .run(new LearnFromLaunches.Input(new LaunchesOf("past"), new TreeMap<>()), context))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.NO_LOG))
                .hasMessageContaining("no log past");
    }
}
