package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.effect.Story;
import io.volute.core.artifact.Digest;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** BA07: whether turns, predictions and releases get cheaper as the system grows older. */
class MaturingTest {
    private static final List<CostSpec> COSTS = List.of(
            cost("build", CostSpec.Kind.PEOPLE, "24000", CostSpec.Per.FIRST_TRAINING, Optional.of(240)),
            cost("retrain", CostSpec.Kind.PEOPLE, "3000", CostSpec.Per.LATER_TRAINING, Optional.of(32)),
            cost("run", CostSpec.Kind.SERVE, "500", CostSpec.Per.MONTH, Optional.empty()));

    private final MemoryStepContext context = new MemoryStepContext();

    private static CostSpec cost(
            String name, CostSpec.Kind kind, String amount, CostSpec.Per per, Optional<Integer> hours) {
        return new CostSpec(
                name,
                kind,
                new BigDecimal(amount),
                per,
                Optional.empty(),
                Optional.empty(),
                "fleet finance",
                "estimate of 1999",
                hours.map(BigDecimal::valueOf),
                Optional.empty());
    }

    private static Challenges turns(String... days) {
        return new Challenges(IntStream.range(0, days.length)
                .mapToObj(i -> new Challenges.Past(
                        Digest.of(days[i]),
                        Instant.parse(days[i] + "T00:00:00Z"),
                        i == 0 ? "FIRST" : "REFUSED",
                        "logistic",
                        Optional.empty(),
                        new Refused("none", "none", "none"),
                        ""))
                .toList());
    }

    /** Nine months of 100 strikes each: one release of the first turn, a refused challenger in the seventh month. */
    private Maturity nineMonths(String first) {
        Readout readout = context.load(
                Readout.class,
                Story.readOut(context, Story.months(context, 9, 100)).readout().orElseThrow());
        Challenges challenges = turns(first, "2000-07-01");
        var entries = new Entries(
                COSTS, readout, challenges, Calendar.of(readout, challenges), Story.OBJECTIVE, Optional.empty());
        return new Maturing(
                        COSTS,
                        Optional.of(readout),
                        challenges,
                        new Lines(entries.transactions(), List.of()),
                        HandBook.of(List.of()),
                        entries.calendar(),
                        new TreeMap<>())
                .of("USD");
    }

    @Test
    void countsDaysFromTheDateOfATurnToTheFirstPeriodThatItsReleaseDecided() {
        assertThat(nineMonths("2000-01-01").passes())
                .extracting(Maturity.Turn::leadDays)
                .containsExactly(Optional.of(0L), Optional.empty());
        Maturity.Turn early = nineMonths("1999-12-01").passes().get(0);
        assertThat(early.leadDays()).contains(31L);
        assertThat(early.release()).contains("one");
        assertThat(early.firstSlot()).contains("2000-01");
    }

    @Test
    void givesEachTurnTheHoursUntilTheNextOne() {
        assertThat(nineMonths("2000-01-01").passes())
                .extracting(turn -> turn.hours().orElseThrow().intValue())
                .containsExactly(240, 32);
    }

    @Test
    void dividesWhatAQuarterCostByItsPredictions() {
        List<Maturity.Quarter> quarters = nineMonths("2000-01-01").quarters();
        assertThat(quarters).extracting(Maturity.Quarter::quarter).containsExactly("2000-Q1", "2000-Q2", "2000-Q3");
        assertThat(quarters).extracting(Maturity.Quarter::predictions).containsOnly(300L);
        assertThat(quarters.get(0).cost()).isEqualByComparingTo("25500");
        assertThat(quarters.get(0).costPerThousand()).contains(85_000.0);
        assertThat(quarters.get(1).costPerThousand()).contains(5_000.0);
        assertThat(quarters.get(1).hoursPerThousand()).contains(0.0);
        assertThat(quarters.get(2).computePerThousand()).contains(5_000.0);
        assertThat(quarters.get(2).hoursPerThousand().orElseThrow()).isCloseTo(32 / .3, within(1e-9));
    }

    @Test
    void saysHowManyReleasesALearningRateNeeds() {
        Maturity maturity = nineMonths("2000-01-01");
        // Building it is what the first release cost; running it, and the refused challenger after it, are not.
        assertThat(maturity.releases())
                .containsExactly(new Maturity.Released(1, "one", "2000-01", new BigDecimal("24000.00")));
        assertThat(maturity.exponent().refusal().map(Refused::message)).contains("needs 6 releases, has 1");
    }

    @Test
    void findsTheLearningRateOfLaunchesPostedByHand() {
        List<Posting> postings = new ArrayList<>();
        List<YearMonth> months = new ArrayList<>();
        for (int k = 1; k <= 8; k++) {
            YearMonth month = YearMonth.of(2026, k);
            months.add(month);
            BigDecimal spent =
                    BigDecimal.valueOf(Math.round(10_000 * Math.pow(k, Math.log(.8) / Math.log(2)) * 100), 2);
            postings.add(BooksDatabase.cost("c-" + k, month.toString(), spent.toPlainString() + " EUR"));
            String estimate = "b-" + k;
            postings.add(BooksDatabase.estimate(estimate, "v7", "2028-01-01", Optional.of("home")));
            for (EstimateState state :
                    List.of(EstimateState.PROJECTED, EstimateState.MEASURED, EstimateState.LAUNCHED)) {
                postings.add(
                        BooksDatabase.moved(estimate, state, month.atDay(20).toString()));
            }
        }
        HandBook book = AccrualsTest.book(postings.toArray(Posting[]::new));

        Maturity maturity = new Maturing(
                        List.of(),
                        Optional.empty(),
                        turns(),
                        new Lines(List.of(), book.booked()),
                        book,
                        new Calendar(months),
                        new TreeMap<>())
                .of("EUR");

        assertThat(maturity.releases()).hasSize(8);
        Estimate rate = (Estimate) maturity.rate();
        assertThat(rate.estimate()).isCloseTo(.8, within(1e-6));
        assertThat(rate.low()).isLessThanOrEqualTo(rate.estimate());
        assertThat(((Estimate) maturity.exponent()).estimate()).isCloseTo(-Math.log(.8) / Math.log(2), within(1e-6));
        assertThat(maturity.quarters())
                .allSatisfy(quarter -> assertThat(quarter.costPerThousand()).isEmpty());
    }

    @Test
    void refusesHoursOfMachines() {
        assertThatThrownBy(() -> cost("run", CostSpec.Kind.SERVE, "500", CostSpec.Per.MONTH, Optional.of(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hours: 4 with kind serve (expected: kind people, whose hours they are)");
    }
}
