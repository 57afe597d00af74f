package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.businessanalysis.metric.UnitMetric.Part;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.sequential.Spending;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import world.Diary;
import world.Newcomer;
import world.Newcomer.Lot;
import world.Visit;
import world.Visit.Candidate;

/**
 * What {@code examples/streaming/run} plays, without its files and commands: the same members, the same kind of model and
 * the same designs, so that it can be played with many seeds. Only who analyses may look at {@link #saved}: it is the
 * truth.
 */
public final class ServiceStory {
    /** July, whose experiment decides on the second model. */
    public static final YearMonth SECOND = YearMonth.of(2026, 7);

    private static final YearMonth FIRST = SECOND.minusMonths(1);
    private static final double SLICE = .3333;
    private static final String CONTROL = "control";
    private static final String PLAYED = "home-rank-v7";
    private static final String FINISHED = "home-rank-v8";

    private final long seed;
    private final long members;
    private final List<LinearRanking.Example> seen = new ArrayList<>();
    private final ToDoubleFunction<Candidate> second;
    private final ExperimentReadout first;
    private final List<Tried> tried = new ArrayList<>();
    private final List<Reach.Month> months = new ArrayList<>();
    private YearMonth through = SECOND;

    private record Tried(int arm, Totals totals) {}

    /** Plays it up to the end of July. */
    public ServiceStory(long seed, long members) {
        this.seed = seed;
        this.members = members;
        for (YearMonth month = FIRST.minusMonths(3); month.isBefore(FIRST); month = month.plusMonths(1)) {
            Newcomer.of(seed, month, members).forEach(member -> member.live(Newcomer.POPULAR, true, learning(member)));
        }
        ToDoubleFunction<Candidate> clicked = LinearRanking.of(seen, Diary.Response::played);
        List<Tried> june = tryOut(FIRST, PLAYED, clicked, 1);
        first = readout(design(PLAYED, Simulated.TAKE_RATE, .05, Simulated.CANCELLATIONS), june, FIRST);
        second = LinearRanking.of(seen, Diary.Response::finished);
        reached(tryOut(SECOND, FINISHED, second, 1));
    }

    /** What the experiment with the first model says. */
    public ExperimentReadout first() {
        return first;
    }

    /** What the experiment with the second model says by now. */
    public ExperimentReadout second() {
        return readout(design(FINISHED, Simulated.CANCELLATIONS, .1), tried, through);
    }

    /** Whom it reaches, month by month. */
    public Reach reach() {
        return new Reach(
                FINISHED,
                Simulated.CANCELLATIONS.toString(),
                Normal.upperQuantile(.025),
                CONTROL,
                new TreeMap<>(Map.of(CONTROL, .5, FINISHED, .5)),
                months);
    }

    /** Another month, in which two thirds of the members get it and half of the others. */
    public void passAMonth() {
        through = through.plusMonths(1);
        reached(tryOut(through, FINISHED, second, SLICE));
    }

    private void reached(List<Tried> more) {
        tried.addAll(more);
        SortedMap<String, Reach.Sums> arms = new TreeMap<>();
        for (int arm = 0; arm < 2; arm++) {
            int place = arm;
            double[] cancelled = more.stream()
                    .filter(one -> one.arm == place)
                    .mapToDouble(one -> one.totals.cancelled)
                    .toArray();
            arms.put(arm == 0 ? CONTROL : FINISHED, Reach.Sums.of(Moments.of(cancelled)));
        }
        long control = more.stream().filter(one -> one.arm == 0).count();
        months.add(new Reach.Month(through.toString(), there(through).count(), control, arms, Reach.Sums.NONE));
    }

    /** How many fewer of a month's members truly cancel, of those whom the second model ranks for after its launch. */
    public double saved(YearMonth month) {
        return cancelling(month, SLICE, Newcomer.POPULAR) - cancelling(month, SLICE, second);
    }

    private Stream<Newcomer> there(YearMonth month) {
        return Newcomer.of(seed, month, members).stream()
                .filter(member -> !member.bot() && !member.visits().isEmpty());
    }

    private double cancelling(YearMonth month, double slice, ToDoubleFunction<Candidate> ranking) {
        return there(month)
                .filter(member -> member.lot(FINISHED, slice) != Lot.CONTROL)
                .mapToDouble(member -> member.live(ranking, false, Diary.NONE).chance())
                .sum();
    }

    /** How likely July's experiment is to tell that fewer cancel, by what they truly do and the normal distribution. */
    public double power() {
        double n = tried.size() / 2.0;
        double exposed = there(SECOND)
                .filter(member -> member.lot(FINISHED, 1) != Lot.CONTROL)
                .count();
        double popular = cancelling(SECOND, 1, Newcomer.POPULAR) / exposed;
        double model = cancelling(SECOND, 1, second) / exposed;
        double error = Math.sqrt((popular * (1 - popular) + model * (1 - model)) / n);
        return Normal.cdf((popular - model) / error - Normal.upperQuantile(.025));
    }

    private List<Tried> tryOut(YearMonth month, String experiment, ToDoubleFunction<Candidate> model, double slice) {
        List<Tried> units = new ArrayList<>();
        for (Newcomer member : Newcomer.of(seed, month, members)) {
            Lot lot = member.lot(experiment, slice);
            boolean ranked = lot == Lot.MODEL || (lot == Lot.OUT && slice < 1);
            var totals = new Totals(learning(member));
            member.live(ranked ? model : Newcomer.POPULAR, false, totals);
            if (lot != Lot.OUT && !member.bot() && !member.visits().isEmpty()) {
                units.add(new Tried(lot == Lot.MODEL ? 1 : 0, totals));
            }
        }
        return units;
    }

    /** Every second member's visits are learned from. */
    private Diary learning(Newcomer member) {
        return member.number() % 2 != 0 || member.bot()
                ? Diary.NONE
                : new Diary() {
                    @Override
                    public void shown(Visit visit, Candidate what, Response response) {
                        seen.add(new LinearRanking.Example(what, response));
                    }

                    @Override
                    public void event(Event event) {}
                };
    }

    private static ExperimentReadout readout(Design design, List<Tried> tried, YearMonth month) {
        SortedMap<MetricId, MetricDefinition> definitions = Simulated.metrics();
        double[] shown = tried.stream().mapToDouble(one -> one.totals.shown).toArray();
        double[] taken = tried.stream().mapToDouble(one -> one.totals.taken).toArray();
        List<UnitMetric> metrics = new ArrayList<>();
        definitions.forEach((id, definition) -> metrics.add(new UnitMetric(
                id,
                definition,
                id.equals(Simulated.TAKE_RATE)
                        ? new Part(taken, shown)
                        : Part.of(tried.stream()
                                .mapToDouble(one ->
                                        id.equals(Simulated.HOURS) ? one.totals.seconds / 3600 : one.totals.cancelled)
                                .toArray()),
                Optional.empty())));
        var units = new ExperimentUnits(
                new String[tried.size()],
                tried.stream().mapToInt(Tried::arm).toArray(),
                new TreeMap<>(),
                metrics,
                new ExperimentUnits.Counts(tried.size(), tried.size(), 0, 0, 0, 0, 0),
                Optional.empty(),
                Optional.of(month.plusMonths(1).atDay(1)));
        return ExperimentReadout.of(new ExperimentAnalysis(design, definitions).glance(units), Looks.NONE);
    }

    /** As service.yaml has it. */
    private static Design design(String name, MetricId primary, double mde, MetricId... more) {
        List<Design.Guarded> guardrails = new ArrayList<>();
        guardrails.add(new Design.Guarded(Simulated.HOURS, .05, Optional.empty()));
        List.of(more).forEach(id -> guardrails.add(new Design.Guarded(id, .05, Optional.empty())));
        return new Design(
                name,
                "member",
                new TreeMap<>(Map.of(CONTROL, .5, name, .5)),
                CONTROL,
                List.of(new Design.Primary(primary, mde, Optional.empty())),
                guardrails,
                List.of(),
                Optional.empty(),
                new LookPlan(LookPlan.Type.FIXED, Spending.OBRIEN_FLEMING, List.of(), Optional.empty(), .8, .05),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
    }

    /** What the metrics of the example count of a member. */
    private static final class Totals implements Diary {
        private final Diary also;
        private int shown;
        private int taken;
        private double seconds;
        private int cancelled;

        Totals(Diary also) {
            this.also = also;
        }

        @Override
        public void shown(Visit visit, Candidate what, Response response) {
            shown++;
            also.shown(visit, what, response);
        }

        @Override
        public void event(Event event) {
            if (event.kind().equals("play")) {
                seconds += event.seconds();
                taken += !event.rec().isEmpty() && event.seconds() >= 60 ? 1 : 0;
            } else if (event.kind().equals("cancel")) {
                cancelled = 1;
            }
        }
    }

    /** A logistic regression on what is known of a title, fitted by Newton's method: enough to rank by. */
    private static final class LinearRanking {
        private static final int STEPS = 8;
        private static final int SIZE = 6;

        record Example(Candidate what, Diary.Response response) {}

        static ToDoubleFunction<Candidate> of(List<Example> examples, Predicate<Diary.Response> label) {
            double[][] x = examples.stream().map(one -> features(one.what())).toArray(double[][]::new);
            double[] weights = new double[SIZE];
            for (int step = 0; step < STEPS; step++) {
                double[][] system = new double[SIZE][SIZE + 1];
                for (int row = 0; row < x.length; row++) {
                    double p = 1 / (1 + Math.exp(-dot(weights, x[row])));
                    double miss = (label.test(examples.get(row).response()) ? 1 : 0) - p;
                    for (int i = 0; i < SIZE; i++) {
                        system[i][SIZE] += miss * x[row][i];
                        for (int j = 0; j < SIZE; j++) {
                            system[i][j] += p * (1 - p) * x[row][i] * x[row][j];
                        }
                    }
                }
                solve(system);
                for (int i = 0; i < SIZE; i++) {
                    weights[i] += system[i][SIZE];
                }
            }
            return candidate -> dot(weights, features(candidate));
        }

        private static double[] features(Candidate candidate) {
            return new double[] {
                1,
                candidate.affinity(),
                candidate.title().thumbnail(),
                candidate.title().critics(),
                candidate.title().minutes() / 100.0,
                candidate.title().popularity()
            };
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }

        /** Gauss and Jordan, in place; the last column becomes the solution. */
        private static void solve(double[][] system) {
            for (int pivot = 0; pivot < system.length; pivot++) {
                double[] own = system[pivot];
                double lead = own[pivot];
                for (int j = pivot; j < own.length; j++) {
                    own[j] /= lead;
                }
                for (int i = 0; i < system.length; i++) {
                    double times = i == pivot ? 0 : system[i][pivot];
                    for (int j = pivot; times != 0 && j < own.length; j++) {
                        system[i][j] -= times * own[j];
                    }
                }
            }
        }
    }
}
