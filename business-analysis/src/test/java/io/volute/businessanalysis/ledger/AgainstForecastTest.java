package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Story;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.scoping.Assessment.ForecastMonth;
import io.volute.core.contract.scoping.Forecast;
import io.volute.core.contract.scoping.Objective;
import io.volute.statistics.Estimate;
import io.volute.statistics.ledger.ModelPlan;
import io.volute.statistics.ledger.NetPaths;
import io.volute.statistics.ledger.Uncertain;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** BA07, SC11: the forecast stays as it was made, is held against each month, and narrows as the months come in. */
class AgainstForecastTest {
    private static final YearMonth FIRST = YearMonth.of(2000, 1);
    private static final int HORIZON = 24;
    private static final ModelPlan PLAN = new ModelPlan(
            2_000,
            800,
            .5,
            0,
            new Uncertain.Triangle(3, 6, 12),
            6_000,
            100,
            500,
            12,
            new Uncertain.Triangle(0, .15, .32),
            HORIZON);

    private static Forecast forecast() {
        NetPaths net = PLAN.simulate(4_000, 1).net();
        List<Estimate> fan = net.fan(.8);
        List<ForecastMonth> months = new ArrayList<>();
        for (int month = 1; month <= HORIZON; month++) {
            Estimate at = fan.get(month);
            months.add(new ForecastMonth(
                    FIRST.plusMonths(month - 1L),
                    at.estimate(),
                    at.low(),
                    at.high(),
                    net.breakEven().probabilityBy().get(month)));
        }
        return new Forecast(
                "USD",
                months,
                new Forecast.Benefit(2_000, 800, .5, new Forecast.Assumed(3, 6, 12), Optional.empty()),
                new Forecast.Cost(6_000, 100, 500, 12, new Forecast.Assumed(0, .15, .32)),
                4_000,
                1);
    }

    /** A book in which each month earns its share of what matures, and the sum is known within a tenth. */
    private static Book book(int months, double matured) {
        List<Book.Month> booked = new ArrayList<>();
        double earned = 0;
        double spent = 0;
        for (int i = 1; i <= months; i++) {
            double benefit = matured * (1 - Math.exp(-i / 6.0));
            double cost = i == 1 ? 6_100 : 100;
            earned += benefit;
            spent += cost;
            double half = 1.96 * earned / 10;
            booked.add(new Book.Month(
                    FIRST.plusMonths(i - 1L).toString(),
                    money(cost),
                    money(spent),
                    100,
                    money(benefit),
                    Optional.of(new Estimate(earned - spent, earned - spent - half, earned - spent + half, 1, "paths")),
                    Optional.empty()));
        }
        Estimate net = new Estimate(earned - spent, earned - spent, earned - spent, 1, "paths");
        return new Book(
                "USD",
                booked,
                money(spent),
                net,
                net,
                new Book.BreakEvenMonths(Optional.empty(), Optional.empty(), Optional.empty(), 0),
                "",
                Optional.empty());
    }

    private static BigDecimal money(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static Foreseen foreseen(Book book, String asOf) {
        return new AgainstForecast(forecast(), book, Instant.parse(asOf + "T00:00:00Z"))
                .foreseen()
                .orElseThrow();
    }

    private static double width(Foreseen foreseen) {
        List<Foreseen.Path> months = foreseen.later().orElseThrow().months();
        Foreseen.Path end = months.get(months.size() - 1);
        return end.high() - end.low();
    }

    @Test
    void holdsEachMonthThatIsOverAgainstTheForecastAsItWasMade() {
        Foreseen foreseen = foreseen(book(7, 1_100), "2000-07-20");

        assertThat(foreseen.months())
                .extracting(Foreseen.Held::month)
                .containsExactly("2000-01", "2000-02", "2000-03", "2000-04", "2000-05", "2000-06");
        Foreseen.Held last = foreseen.months().get(5);
        assertThat(last.forecast()).isEqualTo(forecast().months().get(5).net());
        assertThat(last.error()).isCloseTo(last.actual() - last.forecast(), within(.011));
        assertThat(last.inside()).isTrue();
        assertThat(last.coverage()).isEqualTo(foreseen.inside() / 6.0);
    }

    @Test
    void saysWhereAMonthLiesOutside() {
        Foreseen foreseen = foreseen(book(6, 2_200), "2000-07-01");
        assertThat(foreseen.months().get(5).inside()).isFalse();
        assertThat(foreseen.above()).isPositive();
        assertThat(foreseen.inside() + foreseen.above()).isEqualTo(6);
        assertThat(foreseen.below()).isZero();
        assertThat(foreseen.months().get(5).coverage()).isLessThan(1);
    }

    @Test
    void narrowsWithTheMonthsAndMovesTowardsWhatCame() {
        double before = forecast().months().get(HORIZON - 1).high()
                - forecast().months().get(HORIZON - 1).low();
        Foreseen early = foreseen(book(3, 1_500), "2000-04-01");
        Foreseen late = foreseen(book(12, 1_500), "2001-01-01");

        assertThat(width(early)).isLessThan(before);
        assertThat(width(late)).isLessThan(width(early));
        List<Foreseen.Path> months = late.later().orElseThrow().months();
        assertThat(months).hasSize(12);
        assertThat(late.later().orElseThrow().eachQuarter())
                .extracting(Foreseen.Path::month)
                .containsExactly("2001-01", "2001-04", "2001-07", "2001-10", "2001-12");
        assertThat(months.get(11).month()).isEqualTo("2001-12");
        assertThat(months.get(11).net())
                .isGreaterThan(forecast().months().get(HORIZON - 1).net());
        assertThat(late.later().get().breakEven().median().orElseThrow()).isBetween("2000-06", "2000-12");
    }

    @Test
    void leavesAnOpenEndAfterTheLastMonth() {
        Foreseen.Later later = foreseen(book(12, 420), "2001-01-01").later().orElseThrow();
        assertThat(later.breakEven().high()).isEmpty();
        assertThat(later.horizon()).isEqualTo("2001-12");
        assertThat(later.breakEven().probability()).isLessThan(.9);
    }

    @Test
    void standsAsItWasMadeWhereNothingCanBeTold() {
        Foreseen unlike = foreseen(book(12, 9_000), "2001-01-01");
        assertThat(unlike.later()).isEmpty();
        assertThat(unlike.note().orElseThrow()).contains("unlike what was forecast");
        Book known = book(2, 1_000);
        Book untold = new Book(
                "USD",
                known.months().stream()
                        .map(month -> new Book.Month(
                                month.month(),
                                month.cost(),
                                month.cumulativeCost(),
                                0,
                                money(0),
                                Optional.empty(),
                                Optional.empty()))
                        .toList(),
                known.cost(),
                known.benefit(),
                known.net(),
                known.breakEven(),
                "",
                Optional.empty());
        assertThat(foreseen(untold, "2000-03-01").note().orElseThrow()).contains("no effect can be told yet");
        assertThat(new AgainstForecast(forecast(), known, Instant.parse("2000-01-20T00:00:00Z")).foreseen())
                .isEmpty();
    }

    @Test
    void holdsMonthsBeforeTheBooksBeginAgainstNothing() {
        Book all = book(6, 1_100);
        Book late = new Book(
                "USD",
                all.months().subList(2, 6),
                all.cost(),
                all.benefit(),
                all.net(),
                all.breakEven(),
                "",
                Optional.empty());
        Foreseen foreseen = foreseen(late, "2000-07-01");
        assertThat(foreseen.months()).hasSize(6);
        assertThat(foreseen.months().get(1).actual()).isZero();
        assertThat(foreseen.months().get(2).actual())
                .isEqualTo(all.months()
                        .get(2)
                        .benefit()
                        .subtract(all.months().get(2).cost())
                        .doubleValue());
        assertThat(foreseen.later()).isPresent();
        assertThat(foreseen(late, "2000-03-01").note().orElseThrow()).contains("no effect can be told yet");
    }

    @Test
    void comparesNoDollarsWithEuros() {
        Book known = book(2, 1_000);
        Book foreign = new Book(
                "EUR",
                known.months(),
                known.cost(),
                known.benefit(),
                known.net(),
                known.breakEven(),
                "",
                Optional.empty());
        Foreseen foreseen = foreseen(foreign, "2000-03-01");
        assertThat(foreseen.months()).isEmpty();
        assertThat(foreseen.note()).contains("the forecast is in USD, the books are in EUR");
    }

    @Test
    void keepsTheForecastOfTheFirstTurnWhateverLaterTurnsForesee() {
        var context = new MemoryStepContext();
        Artifact<Forecast> first = context.write(Forecast.class, forecast());
        Artifact<Forecast> newer = context.write(
                Forecast.class,
                new Forecast(
                        "USD",
                        forecast().months(),
                        forecast().benefit(),
                        forecast().cost(),
                        4_000,
                        2));
        assertThat(kept(context, Optional.of(newer), Optional.of(first))).contains(1L);
        assertThat(kept(context, Optional.of(newer), Optional.empty())).contains(2L);
        assertThat(kept(context, Optional.empty(), Optional.empty())).isEmpty();
    }

    /** The seed of the forecast that is kept. */
    private static Optional<Long> kept(
            MemoryStepContext context, Optional<Artifact<Forecast>> now, Optional<Artifact<Forecast>> first) {
        return new KeepBooks(through -> HandStore.Known.nothing())
                .run(
                        new KeepBooks.Input(
                                List.of(),
                                1_000,
                                Optional.empty(),
                                context.write(Challenges.class, new Challenges(List.of())),
                                Optional.empty(),
                                context.write(Objective.class, Story.OBJECTIVE),
                                Optional.empty(),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                Optional.empty(),
                                now,
                                first,
                                Optional.empty(),
                                Optional.empty(),
                                1),
                        context)
                .firstForecast()
                .map(artifact -> context.load(Forecast.class, artifact).seed());
    }
}
