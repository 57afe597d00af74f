package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Story;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.stage.ByHand;
import io.volute.core.stage.FigureLine;
import io.volute.core.stage.ReportedFigure;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is told of an estimate: what it earned, what shows it, which lines it stands in, and what of it is verified. */
class ShownTest {
    private static final Instant JANUARY = Instant.parse("2027-01-01T00:00:00Z");

    private final MemoryStepContext context = new MemoryStepContext();

    private KeepBooks.Output keep(Posting... more) {
        List<Posting> postings = new ArrayList<>();
        for (String id : List.of("b-1", "b-2")) {
            postings.add(BooksDatabase.estimate(id, "v7", "2028-01-01", Optional.of("home")));
            postings.add(BooksDatabase.moved(id, EstimateState.PROJECTED, "2026-06-01"));
            postings.add(BooksDatabase.moved(id, EstimateState.MEASURED, "2026-06-01"));
        }
        postings.add(BooksDatabase.moved("b-1", EstimateState.LAUNCHED, "2026-10-15"));
        postings.add(BooksDatabase.moved("b-2", EstimateState.LAUNCHED, "2026-11-15"));
        postings.addAll(List.of(more));
        HandBook book = AccrualsTest.book(postings.toArray(Posting[]::new));
        return new KeepBooks(through -> new HandStore.Known(book, List.of()))
                .run(
                        new KeepBooks.Input(
                                List.of(),
                                1_000,
                                Optional.empty(),
                                context.write(Challenges.class, new Challenges(List.of())),
                                Optional.empty(),
                                context.write(Objective.class, Story.OBJECTIVE),
                                Optional.of(new ByHand(Digest.of("rows"))),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                Optional.of(context.write(AsOf.class, new AsOf(JANUARY))),
                                1),
                        context);
    }

    private static BigDecimal earned(KeepBooks.Output output, String estimate) {
        return output.transactions().stream()
                .filter(line -> line.id().endsWith(" benefit " + estimate))
                .map(line -> line.postings().get(0).amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void showsWhatEachLaunchedEstimateEarned() {
        KeepBooks.Output output = keep();

        assertThat(output.figures()).extracting(ReportedFigure::id).containsExactly("estimate.b-1", "estimate.b-2");
        ReportedFigure first = output.figures().get(0);
        assertThat(first.title()).isEqualTo("Earned by b-1 of home-rank");
        assertThat(first.text()).endsWith(" €, launched");
        assertThat(first.definition()).endsWith("grade A");
        assertThat(first.artifact())
                .isEqualTo(output.ledger().orElseThrow().digest().toString());
    }

    @Test
    void leadsFromAnEstimateToItsExperimentItsModelAndItsOwnLines() {
        List<FigureLine> lines = keep().lines().stream()
                .filter(line -> line.figures().contains("estimate.b-1"))
                .toList();

        assertThat(lines)
                .extracting(line -> line.kind() + " " + line.id())
                .containsExactly(
                        "EXPERIMENT v7", "MODEL ranker:7", "LEDGER 2026-11 benefit b-1", "LEDGER 2026-12 benefit b-1");
    }

    @Test
    void verifiesWhatUnitsKeptApartConfirmedAndNothingElse() {
        assertThat(book(keep()).verified()).isEmpty();
        KeepBooks.Output output = keep(BooksDatabase.moved("b-1", EstimateState.VERIFIED, "2026-12-20"));
        assertThat(earned(output, "b-2")).isPositive();
        assertThat(book(output).verified()).contains(earned(output, "b-1"));
        assertThat(output.figures().get(0).text()).endsWith(", verified");
    }

    private Book book(KeepBooks.Output output) {
        return context.load(Book.class, output.ledger().orElseThrow());
    }
}
