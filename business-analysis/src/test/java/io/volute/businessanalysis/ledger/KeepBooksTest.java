package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.ReadOut;
import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.effect.Story;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.error.VoluteException;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeepBooksTest {
    private static final List<CostSpec> COSTS = List.of(
            cost("build", CostSpec.Kind.PEOPLE, "24000", CostSpec.Per.FIRST_TRAINING, null),
            cost("retrain", CostSpec.Kind.PEOPLE, "3000", CostSpec.Per.LATER_TRAINING, null),
            cost("run", CostSpec.Kind.SERVE, "500", CostSpec.Per.MONTH, null));

    private final MemoryStepContext context = new MemoryStepContext();

    private static CostSpec cost(
            String name, CostSpec.Kind kind, String amount, CostSpec.Per per, @Nullable String from) {
        return new CostSpec(
                name,
                kind,
                new BigDecimal(amount),
                per,
                Optional.ofNullable(from).map(LocalDate::parse),
                Optional.empty(),
                "fleet finance",
                "estimate of 1999");
    }

    @Test
    void booksTrainingsAndMonths() {
        Book book = book(31, 90, COSTS, "2000-01-01", "2001-01-01", "2002-01-01");
        assertThat(book.cost()).isEqualByComparingTo("45500");
        assertThat(book.months()).hasSize(31);
        assertThat(book.months().get(0).cost()).isEqualByComparingTo("24500");
        assertThat(book.months().get(12).cost()).isEqualByComparingTo("3500");
        assertThat(book.months().get(30).cumulativeCost()).isEqualByComparingTo("45500");
    }

    @Test
    void countsOnlyTheDecisionsThatTheModelTook() {
        var totals = Story.months(context, 31, 90);
        Readout readout = context.load(
                Readout.class, Story.readOut(context, totals).readout().orElseThrow());
        Book book = context.load(
                Book.class, keep(readout, COSTS, 10_000, "2000-01-01").ledger().orElseThrow());
        Estimate benefit = (Estimate) book.benefit();
        Estimate effect = (Estimate) readout.overall().paired();
        long byModel = readout.overall().decidedByModel();
        assertThat(byModel).isLessThan(readout.overall().rows() * 6 / 10);
        assertThat(benefit.estimate()).isCloseTo(-effect.estimate() * byModel, within(1.0));
        // One draw of the effect for each path: the width of the money is that of the effect, not narrower.
        assertThat(benefit.high() - benefit.low())
                .isCloseTo(
                        (effect.high() - effect.low()) * byModel,
                        within(.04 * (effect.high() - effect.low()) * byModel));
    }

    @Test
    void balancesEveryTransaction() {
        var output = keep(readout(31, 90), COSTS, 1_000, "2000-01-01");
        assertThat(output.transactions())
                .isNotEmpty()
                .allSatisfy(transaction -> assertThat(transaction.postings().stream()
                                .map(Transaction.Posting::amount)
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo("0"));
        assertThat(output.transactions()).extracting(Transaction::id).doesNotHaveDuplicates();
        assertThatThrownBy(() -> new Transaction(
                        "x",
                        "2000-01",
                        "people",
                        "",
                        "",
                        List.of(
                                new Transaction.Posting("a", new BigDecimal("1.00")),
                                new Transaction.Posting("b", new BigDecimal("-0.99")))))
                .hasMessageContaining("sum 0.01 (expected: two or more that add up to 0)");
    }

    @Test
    void sumsByMonthToTheTotals() {
        var output = keep(readout(31, 90), COSTS, 1_000, "2000-01-01", "2001-01-01");
        Book book = context.load(Book.class, output.ledger().orElseThrow());
        BigDecimal saved = output.transactions().stream()
                .filter(transaction -> transaction.kind().equals("benefit"))
                .map(transaction -> transaction.postings().get(0).amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(book.months().stream().map(Book.Month::benefit).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(saved);
        assertThat(book.benefit().found().orElseThrow().estimate()).isCloseTo(saved.doubleValue(), within(1e-6));
        assertThat(book.net().found().orElseThrow().estimate())
                .isCloseTo(saved.subtract(book.cost()).doubleValue(), within(1e-6));
    }

    @Test
    void saysNotYetWhereItDoesNotPayBack() {
        List<CostSpec> dear =
                List.of(cost("build", CostSpec.Kind.PEOPLE, "9000000", CostSpec.Per.FIRST_TRAINING, null));
        Book book = book(31, 90, dear, "2000-01-01");
        assertThat(book.breakEven().median()).isEmpty();
        assertThat(book.breakEven().probability()).isZero();
    }

    @Test
    void booksNoBenefitWhileNoEffectCanBeTold() {
        Book book = book(1, 20, COSTS, "2000-01-01");
        assertThat(book.benefit()).isInstanceOf(Refused.class);
        assertThat(book.cost()).isEqualByComparingTo("24500");
        assertThat(book.basis()).isEqualTo("no benefit is booked while no effect can be told");
    }

    @Test
    void followsDatedAmounts() {
        List<CostSpec> dated = List.of(cost("run", CostSpec.Kind.SERVE, "500", CostSpec.Per.MONTH, "2000-03-01"));
        Book book = book(4, 90, dated, "2000-01-01");
        assertThat(book.months()).extracting(month -> month.cost().intValue()).containsExactly(0, 0, 500, 500);
    }

    @Test
    void drawsTheSamePathsFromTheSameSeed() {
        Readout readout = readout(12, 90);
        Book first = context.load(
                Book.class, keep(readout, COSTS, 1_000, "2000-01-01").ledger().orElseThrow());
        Book again = context.load(
                Book.class, keep(readout, COSTS, 1_000, "2000-01-01").ledger().orElseThrow());
        assertThat(again).isEqualTo(first);
    }

    private Readout readout(int months, int rows) {
        ReadOut.Output output = Story.readOut(context, Story.months(context, months, rows));
        return context.load(Readout.class, output.readout().orElseThrow());
    }

    private Book book(int months, int rows, List<CostSpec> costs, String... trainings) {
        return context.load(
                Book.class,
                keep(readout(months, rows), costs, 1_000, trainings).ledger().orElseThrow());
    }

    private KeepBooks.Output keep(Readout readout, List<CostSpec> costs, int paths, String... trainings) {
        var challenges = new Challenges(Arrays.stream(trainings)
                .map(day -> new Challenges.Past(
                        Digest.of(day),
                        Instant.parse(day + "T00:00:00Z"),
                        "REFUSED",
                        "logistic",
                        Optional.empty(),
                        new Refused("none", "none", "none"),
                        ""))
                .toList());
        return new KeepBooks(through -> HandStore.Known.nothing())
                .run(
                        new KeepBooks.Input(
                                costs,
                                paths,
                                Optional.of(context.write(Readout.class, readout)),
                                context.write(Challenges.class, challenges),
                                Optional.of(context.write(DecisionCosts.class, Story.COSTS)),
                                context.write(Objective.class, Story.OBJECTIVE),
                                Optional.empty(),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                Optional.empty(),
                                1),
                        context);
    }

    @Test
    void booksNothingAndNamesTheKeyWhereCostsAreNotDeclared() {
        var challenges = context.write(Challenges.class, new Challenges(List.of()));
        var objective = context.write(Objective.class, Story.OBJECTIVE);
        var draft = new KeepBooks(through -> HandStore.Known.nothing())
                .run(
                        new KeepBooks.Input(
                                COSTS,
                                1_000,
                                Optional.empty(),
                                challenges,
                                Optional.empty(),
                                objective,
                                Optional.empty(),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                Optional.empty(),
                                1),
                        context);
        assertThat(draft.ledger()).isEmpty();
        assertThat(draft.transactions()).isEmpty();
        assertThat(draft.summary()).isEqualTo("nothing booked: no scoping.costs");
    }

    @Test
    void refusesAWrittenObjectiveThatCostsNothingToReach() {
        var readout = readout(1, 10);
        assertThatThrownBy(() -> keep(readout, List.of(), 1_000, "2000-01-01"))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.NO_COSTS))
                .hasMessageContaining("business-analysis.costs: none, while scoping.objective is written");
    }
}
