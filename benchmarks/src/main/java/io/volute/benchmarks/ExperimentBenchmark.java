package io.volute.benchmarks;

import io.volute.businessanalysis.experiment.Comparison;
import io.volute.businessanalysis.experiment.Comparisons;
import io.volute.businessanalysis.experiment.Design;
import io.volute.businessanalysis.experiment.LookPlan;
import io.volute.businessanalysis.experiment.MetricMoments;
import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.statistics.Figure;
import io.volute.statistics.bootstrap.PoissonBootstrap;
import io.volute.statistics.moments.CrossMoments;
import io.volute.statistics.sequential.GroupSequential;
import io.volute.statistics.sequential.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an experiment costs once its events are added up: 200 metrics in 3 arms, 200 looks, the bootstrap of a million. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExperimentBenchmark {
    private static final int METRICS = 200;
    private static final int LOOKS = 200;
    private static final int UNITS = 1_000_000;
    private static final int DRAWS = 2_000;
    private static final int SAMPLE = 2_000;

    private final List<MetricMoments> moments = new ArrayList<>();
    private Optional<Comparisons> comparisons = Optional.empty();

    /** Made for JMH. */
    public ExperimentBenchmark() {}

    /** Ratios with the same before the exposure, a third of a million units an arm; the first decides. */
    @Setup
    public void fill() {
        Random random = new Random(3);
        List<MetricId> ids = IntStream.range(0, METRICS)
                .mapToObj(i -> new MetricId("metric-" + i, 1))
                .toList();
        for (MetricId id : ids) {
            List<CrossMoments> arms = new ArrayList<>();
            for (int arm = 0; arm < 3; arm++) {
                CrossMoments.Builder sums = new CrossMoments.Builder(4);
                for (int unit = 0; unit < SAMPLE; unit++) {
                    double before = 5 + random.nextInt(20);
                    double after = before + random.nextInt(5);
                    sums.add(after * random.nextDouble(), after, before * random.nextDouble(), before);
                }
                CrossMoments all = sums.build();
                while (all.n() < UNITS / 3) {
                    all = all.plus(all);
                }
                arms.add(all);
            }
            moments.add(new MetricMoments(id, Direction.UP, MetricMoments.Shape.RATIO_ADJUSTED, false, arms));
        }
        comparisons = Optional.of(new Comparisons(new Design(
                "many",
                "user",
                new TreeMap<>(Map.of("control", .4, "one", .3, "two", .3)),
                "control",
                List.of(new Design.Primary(ids.get(0), .02, Optional.empty())),
                List.of(),
                ids.subList(1, METRICS),
                Optional.of(new Design.CovariateSpec(14)),
                new LookPlan(LookPlan.Type.FIXED, Spending.OBRIEN_FLEMING, List.of(), Optional.empty(), .8, .05),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty())));
    }

    /** Effects, lifts, tests and corrections of 200 adjusted ratios in 3 arms. */
    @Benchmark
    public List<Comparison> metricsInThreeArms() {
        return comparisons.orElseThrow().of(moments);
    }

    /** Bounds at 200 equal looks. */
    @Benchmark
    public List<Double> boundaries() {
        double[] information = IntStream.rangeClosed(1, LOOKS)
                .mapToDouble(look -> (double) look / LOOKS)
                .toArray();
        return GroupSequential.bounds(information, .05, Spending.OBRIEN_FLEMING, true);
    }

    /** Difference of two arms of half a million units each. */
    @Benchmark
    @Warmup(iterations = 1, time = 1)
    @Measurement(iterations = 2, time = 1)
    public Figure bootstrap() {
        PoissonBootstrap treatment = new PoissonBootstrap(DRAWS, 1);
        PoissonBootstrap control = new PoissonBootstrap(DRAWS, 1);
        for (int unit = 0; unit < UNITS; unit++) {
            (unit % 2 == 0 ? treatment : control).add(unit, unit % 7);
        }
        return PoissonBootstrap.difference(treatment, control);
    }
}
