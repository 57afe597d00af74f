package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.Reach;
import io.volute.businessanalysis.experiment.ServiceStory;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.core.stage.ByHand;
import io.volute.statistics.Estimate;
import io.volute.statistics.Simulations;
import io.volute.statistics.Simulations.Kind;
import io.volute.statistics.random.Draws;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * BA11, BA07: the story of examples/streaming over many seeds. A model that is clicked more is stopped; one that is
 * watched to the end ships as often as so many members can tell; and the money of its launch lies in its interval, which
 * mostly narrows. What a member is worth is drawn from what the owner believes.
 */
class StoryOnManySeedsTest {
    private static final int WORLDS = Simulations.worlds(24, 400);
    private static final Simulations SIMULATIONS = Simulations.of(StoryOnManySeedsTest.class);
    private static final long MEMBERS = 3000;
    private static final int MONTHS = 3;
    private static final double BELIEVED = 38;
    private static final double LEAST = 30;
    private static final double MOST = 46;
    private static final MeasuredObjective OBJECTIVE = new MeasuredObjective(
            "cancellation-rate@3",
            "down",
            Optional.of(.22),
            List.of(),
            Optional.of(new UnitValue(
                    "member who stays",
                    BigDecimal.valueOf(BELIEVED),
                    BigDecimal.valueOf(LEAST),
                    BigDecimal.valueOf(MOST),
                    "EUR",
                    "finance",
                    Optional.of(LocalDate.parse("2027-06-30")))));
    private static final double STOPPED = .98;
    private static final double SHIPPED = .6;

    @Test
    @Tag("simulation")
    void stopsTheFirstModelShipsTheSecondAndHoldsTheTruthInIntervalsThatMostlyNarrow() {
        int stopped = 0;
        int shipped = 0;
        double power = 0;
        int narrower = 0;
        int[] covered = new int[MONTHS];
        for (int seed = 1; seed <= WORLDS; seed++) {
            var story = new ServiceStory(seed, MEMBERS);
            stopped += story.first().verdict().value().equals("DO_NOT_SHIP") ? 1 : 0;
            power += story.power() / WORLDS;
            ExperimentReadout july = story.second();
            if (july.verdict().value().equals("SHIP")) {
                shipped++;
                double worth = worth(Draws.of(seed, 0).uniform());
                double truth = 0;
                double[] width = new double[MONTHS];
                for (int age = 1; age <= MONTHS; age++) {
                    YearMonth month = ServiceStory.SECOND.plusMonths(age);
                    story.passAMonth();
                    truth += worth * story.saved(month);
                    Estimate earned = earned(story, july, month);
                    covered[age - 1] += earned.covers(truth) ? 1 : 0;
                    width[age - 1] = (earned.high() - earned.low()) / age;
                }
                narrower += width[MONTHS - 1] < width[0] ? 1 : 0;
            }
        }
        // By itself and in most worlds: where the effect turns out larger than July said, so does what is uncertain of
        // it.
        assertThat(narrower * 2).isGreaterThan(shipped);
        // Were everybody's chances known, the normal distribution would say the same.
        assertThat(power).isCloseTo(SHIPPED, within(.05));
        measured(Kind.POWER, "model that is clicked more is stopped, 3000 members", STOPPED, WORLDS, stopped);
        measured(Kind.POWER, "model that is watched to the end ships, 3000 members", SHIPPED, WORLDS, shipped);
        measured(Kind.COVERAGE, "money of a launch in the simulated service, first month", .95, shipped, covered[0]);
        measured(Kind.COVERAGE, "money of a launch in the simulated service, third month", .95, shipped, covered[2]);
    }

    private static void measured(Kind kind, String name, double nominal, int worlds, int times) {
        SIMULATIONS.measured(kind, name, nominal, worlds, 1, (double) times / worlds);
    }

    /** A draw from the triangle of what the owner believes a member to be worth. */
    private static double worth(double u) {
        double left = (BELIEVED - LEAST) / (MOST - LEAST);
        return u < left
                ? LEAST + Math.sqrt(u * (MOST - LEAST) * (BELIEVED - LEAST))
                : MOST - Math.sqrt((1 - u) * (MOST - LEAST) * (MOST - BELIEVED));
    }

    /** What the books say that the launch earned by the end of a month; it was posted when July was read out. */
    private static Estimate earned(ServiceStory story, ExperimentReadout july, YearMonth through) {
        Instant posted = Instant.parse("2026-08-01T00:00:00Z");
        Evidence evidence = new Evidence() {
            @Override
            public Optional<MeasuredObjective> objective() {
                return Optional.of(OBJECTIVE);
            }

            @Override
            public Optional<ExperimentReadout> find(String experiment) {
                return Optional.of(july).filter(one -> one.experiment().equals(experiment));
            }
        };
        HandBook book = new HandBook();
        var rules = new PostingRules(book, Optional.of("EUR"), evidence, posted);
        Posting launch = BooksDatabase.moved(july.experiment(), EstimateState.LAUNCHED, "2026-08-01");
        book.add(HandRow.after(book.last(), rules.check(launch), "ann", posted));
        var context = new MemoryStepContext();
        Instant asOf = through.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        KeepBooks.Output output = new KeepBooks(rows -> new HandStore.Known(book, List.of()))
                .run(
                        new KeepBooks.Input(
                                List.of(),
                                2_000,
                                Optional.empty(),
                                context.write(Challenges.class, new Challenges(List.of())),
                                Optional.empty(),
                                context.write(
                                        Objective.class,
                                        new Objective(
                                                "fewer-cancellations",
                                                "growth lead",
                                                OBJECTIVE.metric(),
                                                "member",
                                                "",
                                                "",
                                                -.1,
                                                Period.ofYears(1),
                                                List.of(),
                                                Optional.of(OBJECTIVE))),
                                Optional.of(new ByHand(Digest.of("rows"))),
                                one(context.write(ExperimentReadout.class, story.second())),
                                one(context.write(Reach.class, story.reach())),
                                Optional.of(context.write(AsOf.class, new AsOf(asOf))),
                                1),
                        context);
        Book kept = context.load(Book.class, output.ledger().orElseThrow());
        return kept.benefit().found().orElseThrow();
    }

    private static <T> SortedMap<String, Artifact<T>> one(Artifact<T> artifact) {
        return new TreeMap<>(Map.of("home-rank-v8", artifact));
    }
}
