package io.volute.businessanalysis.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.dataengineering.LaunchLog;
import io.volute.core.contract.dataengineering.LoggedRows;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.launch.Link;
import io.volute.statistics.random.Draws;
import io.volute.testing.MemoryStepContext;
import java.util.List;
import java.util.Optional;
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

    private LearnedLink learn(Table rows) {
        return learn(rows, Optional.empty());
    }

    private LearnedLink learn(Table rows, Optional<LaunchMetrics> metrics) {
        Artifact<LoggedRows> log = context.write(LoggedRows.class, new LoggedRows(rows));
        var output = new LearnFromLaunches()
                .run(
                        new LearnFromLaunches.Input(
                                new LaunchesOf("launches", metrics),
                                Optional.of("ndcg"),
                                Optional.of("retention@1"),
                                new TreeMap<>(java.util.Map.of("launches", log))),
                        context);
        return context.load(LearnedLink.class, output.learnedLink());
    }

    @Test
    void metricThatMovesNothingIsBrokenThoughAPlainScatterSlopesUp() {
        LearnedLink lesson = learn(launches(400, 0, 7));

        assertThat(lesson.broken()).isTrue();
        assertThat(lesson.naiveSlope())
                .isInstanceOfSatisfying(
                        Estimate.class, naive -> assertThat(naive.low()).isPositive());
    }

    @Test
    void metricThatMovesTheBusinessIsNotBrokenAndItsSlopeIsFound() {
        LearnedLink lesson = learn(launches(400, 1, 7));

        assertThat(lesson.broken()).isFalse();
        assertThat(lesson.slope()).isInstanceOfSatisfying(Estimate.class, slope -> {
            assertThat(slope.low()).isLessThan(1);
            assertThat(slope.high()).isGreaterThan(1);
        });
    }

    @Test
    void fewLaunchesBreakNothing() {
        assertThat(learn(launches(5, 0, 7)).broken()).isFalse();
        assertThat(learn(launches(5, 0, 7)).status()).isEqualTo(Link.Status.REFUSED);
    }

    @Test
    void whatFewLaunchesSeemToSayIsKeptToSayWhyTheyProveNothing() {
        LearnedLink few = learn(launches(9, 1, 1));

        assertThat(few.proven()).isFalse();
        assertThat(few.usable()).isEmpty();
        assertThat(few.slope()).isInstanceOf(Refused.class);
        assertThat(few.seen())
                .isInstanceOfSatisfying(
                        Estimate.class, seen -> assertThat(seen.n()).isEqualTo(9));
    }

    @Test
    void elevenLaunchesThatAllGoOneWayProveTheDirectionAndNoSize() {
        LearnedLink some = learn(launches(11, 3, 7));

        assertThat(some.status()).isEqualTo(Link.Status.SIGN_ONLY);
        assertThat(some.proven()).isTrue();
        assertThat(some.usable()).isEmpty();
    }

    @Test
    void effectsAreOnTheMetricsOfTheScopeUnlessTheLogIsAboutOthers() {
        assertThat(learn(launches(12, 1, 7)).joins("ndcg", "retention@1")).isTrue();
        LearnedLink other =
                learn(launches(12, 1, 7), Optional.of(new LaunchMetrics("take-rate@3", "cancellation-rate@3")));
        assertThat(other.joins("ndcg", "retention@1")).isFalse();
        assertThat(other.tellsOf("cancellation-rate@3", "take-rate@3")).isTrue();
    }

    @Test
    void correlationOfTheTrueEffectsIsTheOneThatWasPlanted() {
        // Slope 1, so y = truth + .3 normal: correlation 1 / sqrt(1.09) = .9578.
        LearnedLink lesson = learn(launches(400, 1, 7));

        assertThat(lesson.correlation()).isInstanceOfSatisfying(Estimate.class, rho -> {
            assertThat(rho.low()).isLessThan(.9578);
            assertThat(rho.high()).isGreaterThan(.9578);
        });
        assertThat(lesson.priorMean().found().orElseThrow().n()).isEqualTo(400);
        // Variance of the true effects: 1 + .09.
        assertThat(lesson.priorVariance().found().orElseThrow().covers(1.09)).isTrue();
    }

    @Test
    void logThatIsNotDeclaredIsNamed() {
        assertThatThrownBy(() -> new LearnFromLaunches()
                        .run(
                                new LearnFromLaunches.Input(
                                        new LaunchesOf("past", Optional.empty()),
                                        Optional.empty(),
                                        Optional.empty(),
                                        new TreeMap<>()),
                                context))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.NO_LOG))
                .hasMessageContaining("no log past");
    }
}
