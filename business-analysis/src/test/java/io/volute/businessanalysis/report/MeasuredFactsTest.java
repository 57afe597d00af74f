package io.volute.businessanalysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.ExperimentUnits;
import io.volute.businessanalysis.experiment.Looks;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.page.Stylesheet;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.core.proposal.Proposal;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.launch.Link;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The report of an objective whose metric is computed from events. */
class MeasuredFactsTest {
    private static final String METRIC = "cancellation-rate@3";

    private static ExperimentReadout readout(String name, String verdict, String primary) {
        return new ExperimentReadout(
                name,
                "sha256:1",
                "sha256:2",
                Optional.empty(),
                new ExperimentUnits.Counts(4000, 3900, 0, 0, 40, 2000, 0),
                List.of(),
                List.of(new ExperimentReadout.Effect(
                        primary,
                        MetricRole.PRIMARY,
                        name,
                        new Estimate(.22, .21, .23, 2000, "mean-t"),
                        new Estimate(.18, .17, .19, 2000, "mean-t"),
                        new Estimate(-.04, -.06, -.02, 4000, "newcombe"),
                        new Estimate(-.18, -.27, -.09, 4000, "fieller"),
                        Optional.empty())),
                Looks.NONE,
                Optional.empty(),
                new Verdict("experiment " + name, verdict, primary + " moved"));
    }

    private static MeasuredFacts facts(Optional<Book> book, ExperimentReadout... experiments) {
        return facts(book, List.of(), experiments);
    }

    private static MeasuredFacts facts(
            Optional<Book> book, List<Proposal> proposals, ExperimentReadout... experiments) {
        var measured = new MeasuredObjective(
                METRIC,
                "down",
                Optional.of(.22),
                List.of(new MeasuredObjective.MetricGuardrail("streaming-hours@2", .05)),
                Optional.of(new UnitValue(
                        "member who stays",
                        new BigDecimal("38"),
                        new BigDecimal("30"),
                        new BigDecimal("46"),
                        "EUR",
                        "finance",
                        Optional.empty())));
        SortedMap<String, ExperimentReadout> byName = new TreeMap<>();
        for (ExperimentReadout experiment : experiments) {
            byName.put(experiment.experiment(), experiment);
        }
        return new MeasuredFacts(
                new Objective(
                        "fewer-cancellations",
                        "growth lead",
                        METRIC,
                        "member",
                        "good",
                        "act",
                        -.1,
                        Period.ofMonths(12),
                        List.of(),
                        Optional.of(measured)),
                measured,
                new Assessment(
                        Instant.parse("2026-08-01T00:00:00Z"),
                        List.of(),
                        List.of(new Assessment.Condition("S3", "growth lead", "run an experiment")),
                        new Verdict("scope", "GO_IF", "1 condition")),
                "by assumed: who plays more stays",
                byName,
                book,
                proposals);
    }

    private static Book book() {
        return new Book(
                "EUR",
                List.of(new Book.Month(
                        "2026-08",
                        new BigDecimal("300.00"),
                        new BigDecimal("300.00"),
                        0,
                        new BigDecimal("3684.00"),
                        Optional.of(new Estimate(3384, 1000, 5700, 10_000, "paths")),
                        Optional.empty())),
                new BigDecimal("300.00"),
                new Estimate(3684, 1300, 6000, 10_000, "paths"),
                new Estimate(3384, 1000, 5700, 10_000, "paths"),
                new Book.BreakEvenMonths(Optional.of("2026-08"), Optional.of("2026-08"), Optional.empty(), .99),
                "b-1 of home-rank, grade A",
                Optional.empty());
    }

    @Test
    void asksForAnExperimentWhereThereIsNone() {
        assertThat(facts(Optional.empty()).decision())
                .isEqualTo(new Verdict(
                        "decision", "IMPROVE", "no experiment has said yet what the model does to " + METRIC));
    }

    @Test
    void keepsWhatShippedOnTheBusinessMetricItselfThoughAnEarlierOneWasStopped() {
        Verdict decision = facts(
                        Optional.empty(), readout("v7", "DO_NOT_SHIP", "take-rate@3"), readout("v8", "SHIP", METRIC))
                .decision();
        assertThat(decision.value()).isEqualTo("KEEP");
        assertThat(decision.why()).isEqualTo("v8: " + METRIC + " moved");
    }

    @Test
    void keepsNothingThatShippedOnSomethingElse() {
        Verdict decision =
                facts(Optional.empty(), readout("v7", "SHIP", "take-rate@3")).decision();
        assertThat(decision.value()).isEqualTo("IMPROVE");
        assertThat(decision.why()).endsWith(METRIC + " is not known to move");
    }

    @Test
    void pointsToTheProposalsWhereAnExperimentSaysNo() {
        MeasuredFacts facts = facts(
                Optional.empty(),
                List.of(Proposal.of("do-not-ship", "v7", "scoping", List.of(), List.of("experiment v7", "sha256:1"))),
                readout("v7", "DO_NOT_SHIP", "take-rate@3"));
        assertThat(facts.decision().why()).endsWith("; what to try instead: volute scope show");
        assertThat(facts.insight().jumpBackTo()).isEqualTo("scoping");
        assertThat(facts.closing().json().has("money")).isFalse();
    }

    @Test
    void saysThatNothingHasTriedWhatTheModelIsMadeGoodAtSinceAnExperimentWasAnswered() {
        ExperimentReadout answered = readout("v7", "DO_NOT_SHIP", "take-rate@3");
        assertThat(facts(Optional.empty(), answered).decision().why()).endsWith("which no experiment has tried yet");
        assertThat(facts(Optional.empty(), answered, readout("v8", "NO_EVIDENCE", METRIC))
                        .decision()
                        .why())
                .isEqualTo("v8: " + METRIC + " moved; " + METRIC + " is not known to move");
    }

    @Test
    void tellsTheMoneyWithItsInterval() {
        MeasuredFacts facts = facts(Optional.of(book()), readout("v8", "SHIP", METRIC));
        assertThat(facts.decision().why()).contains("3,380 € (95 %: 1,000 … 5,700) earned minus spent by 2026-08");
        var money = facts.closing().json().path("money");
        assertThat(money.path("benefitLow").asText()).isEqualTo("1300.00");
        assertThat(money.path("breakEvenHigh").asText()).isEqualTo("not yet");
    }

    private static String page(MeasuredFacts facts, LearnedLink... learned) {
        var context = new MemoryStepContext();
        SortedMap<String, Artifact<LearnedLink>> byLog = new TreeMap<>();
        for (LearnedLink link : learned) {
            byLog.put(link.log(), context.write(LearnedLink.class, link));
        }
        Exchange exchange = Exchange.of(byLog, context);
        return new MeasuredPage(facts, exchange.figures(), List.of(), exchange, new Stylesheet()).html();
    }

    private static LearnedLink link(Link.Status status, int sign, boolean broken, Figure slope) {
        return new LearnedLink(
                "launches",
                "ndcg",
                METRIC,
                42,
                40,
                status,
                sign,
                broken,
                slope,
                slope,
                slope,
                slope,
                false,
                slope,
                slope,
                slope,
                List.of("kids-row"));
    }

    @Test
    void showsTheExchangeRateAndWhatTheNextPointIsWorth() {
        Estimate slope = new Estimate(-.5, -.7, -.3, 40, "fieller");
        assertThat(page(facts(Optional.empty()), link(Link.Status.BOUNDED, -1, false, slope)))
                .contains("One unit of ndcg moved " + METRIC + " by <a")
                .contains(">-0.5 (95 %: -0.7 … -0.3)</a>, as 40 of 42 launches in the log launches tell.")
                .contains("Where the one rises, the other falls.")
                .contains("It leans on kids-row")
                .contains("is worth 19 € (95 %: 11 … 27) for each unit of the experiments")
                .contains("exchange.launches");
    }

    @Test
    void saysThatNobodyCanTellTheRateWhereNoiseDominates() {
        Figure none = new Refused("noise", "noise dominates: no bounded slope from 40 launches", "wait for more");
        assertThat(page(facts(Optional.empty()), link(Link.Status.REFUSED, 0, true, none)))
                .contains("nobody can tell how much: noise dominates: no bounded slope from 40 launches")
                .contains("the link is broken")
                .contains("What the next point is worth is not told");
        assertThat(page(facts(Optional.empty()))).doesNotContain(Exchange.TITLE);
    }

    @Test
    void callsNothingADraft() {
        String page = page(facts(Optional.of(book()), readout("v8", "SHIP", METRIC)));
        assertThat(page)
                .contains("Fewer cancellations", "streaming-hours@2 at most 5 % worse", "It rests on b-1 of home-rank")
                .doesNotContainIgnoringCase("draft");
    }
}
