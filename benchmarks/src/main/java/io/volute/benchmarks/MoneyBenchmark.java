package io.volute.benchmarks;

import io.volute.statistics.Figure;
import io.volute.statistics.launch.Launch;
import io.volute.statistics.launch.Launches;
import io.volute.statistics.launch.Link;
import io.volute.statistics.launch.Noise;
import io.volute.statistics.ledger.BenefitLine;
import io.volute.statistics.ledger.BreakEven;
import io.volute.statistics.ledger.CostPlan;
import io.volute.statistics.ledger.Quantity;
import io.volute.statistics.ledger.RoiForecast;
import io.volute.statistics.ledger.Uncertain;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** What forecasts of money and lessons of launches cost: 10,000 paths of 60 months, 2,000 launches; each at most a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MoneyBenchmark {
    private static final int PATHS = 10_000;
    private static final int MONTHS = 60;
    private static final int LAUNCHES = 2_000;

    private final List<Launch> launches = new ArrayList<>();

    /** Made for JMH. */
    public MoneyBenchmark() {}

    /** Launches whose true slope is one, under noise that goes against it. */
    @Setup
    public void fill() {
        Random random = new Random(3);
        Noise noise = new Noise(3, -3, 6);
        for (int i = 0; i < LAUNCHES; i++) {
            double x = random.nextGaussian();
            double first = Math.sqrt(3) * random.nextGaussian();
            launches.add(new Launch(
                    "l" + i,
                    x + first,
                    x - first + Math.sqrt(3) * random.nextGaussian(),
                    noise,
                    OptionalDouble.empty()));
        }
    }

    /** Draws all paths and reads the fan, the break-even and the return. */
    @Benchmark
    public BreakEven forecast() {
        BenefitLine line = BenefitLine.of(
                        "home",
                        1_000,
                        new Quantity("effect", new Uncertain.Gaussian(.011, .004)),
                        new Quantity("unit value", new Uncertain.Triangle(8, 9.5, 11)))
                .maturing(new Quantity("tau", new Uncertain.Triangle(3, 6, 12)))
                .decaying(new Quantity("half-life", new Uncertain.Triangle(18, 36, 80)));
        CostPlan cost = new CostPlan(300, 10, 40, 1, new Quantity("learning", new Uncertain.Triangle(0, .15, .32)));
        RoiForecast forecast =
                RoiForecast.simulate(new RoiForecast.Plan(List.of(line), List.of(cost), MONTHS, .01), PATHS, 7);
        Figure roi = forecast.roi(.8);
        if (roi.refusal().isPresent() || forecast.net().medians(.8).size() != MONTHS + 1) {
            throw new IllegalStateException("no forecast");
        }
        return forecast.net().breakEven();
    }

    /** Slope, influential launches and the bootstrapped correlation. */
    @Benchmark
    public Link learn() {
        Launches all = new Launches(launches);
        if (all.correlation(1).value().refusal().isPresent()
                || all.influential().size() > LAUNCHES) {
            throw new IllegalStateException("no lesson");
        }
        return all.link();
    }
}
