package io.volute.monitoring.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.monitoring.Findings;
import io.volute.core.contract.monitoring.SlotFinding;
import io.volute.core.run.Slot;
import io.volute.monitoring.drift.DriftReport;
import io.volute.monitoring.estimate.Expectation;
import io.volute.monitoring.estimate.SlotEstimate;
import io.volute.monitoring.estimate.Undeclared;
import io.volute.monitoring.performance.SlotPerformance;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.testing.MemoryStepContext;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GatherTest {
    private final MemoryStepContext context = new MemoryStepContext();
    private final SortedMap<Slot, Artifact<DriftReport>> drift = new TreeMap<>();
    private final SortedMap<Slot, Artifact<SlotEstimate>> estimate = new TreeMap<>();
    private final SortedMap<Slot, Artifact<SlotPerformance>> performance = new TreeMap<>();

    @Test
    void putsEstimateAndRealitySideBySideOldestFirst() {
        slot("2000-02", DriftReport.STABLE, 95, 600, 100);
        slot("2000-01", DriftReport.DRIFT, 95, 550, 100);
        Findings findings = gather();
        assertThat(findings.slots())
                .extracting(SlotFinding::slot)
                .extracting(Slot::toString)
                .containsExactly("2000-01", "2000-02");
        SlotFinding first = findings.slots().get(0);
        assertThat(first.rows()).isEqualTo(100);
        assertThat(((Estimate) first.estimatedCost()).estimate()).isEqualTo(500);
        assertThat(((Estimate) first.realisedCost()).estimate()).isEqualTo(550);
        assertThat(findings.headline())
                .isEqualTo(
                        "inputs drifted in 1 of 2 slots, last in 2000-01; costs lay where they were expected in 2 of 2"
                                + " slots with labels");
    }

    @Test
    void showsWhatHasNoTruthYet() {
        slot("2000-01", DriftReport.INSUFFICIENT_DATA, 0, 0, 0);
        Findings findings = gather();
        assertThat(findings.slots().get(0).realisedCost().refusal()).isPresent();
        assertThat(findings.track().status()).isEqualTo("TOO_EARLY");
        assertThat(findings.headline())
                .isEqualTo(
                        "inputs drifted in none of 1 slots (1 with not enough data to exclude it); no estimate could be"
                                + " checked against labels yet");
    }

    /** Ten intervals of 95 % may miss twice by chance (p = .086), three times hardly (p = .012). */
    @Test
    void losesTrustInEstimatesThatMissedTooOften() {
        for (int month = 1; month <= 10; month++) {
            slot(month(month), DriftReport.STABLE, 100, month <= 2 ? 900 : 500, 100);
        }
        assertThat(gather().track()).isEqualTo(new Findings.TrackRecord(10, 8, "OK"));
        slot(month(3), DriftReport.STABLE, 100, 900, 100);
        assertThat(gather().track()).isEqualTo(new Findings.TrackRecord(10, 7, "NOT_TRUSTED"));
        assertThat(gather().headline()).endsWith("fewer than chance allows: do not trust estimates without labels");
    }

    @Test
    void takesAnEndOfTheIntervalForCoveredWhateverTheLastBits() {
        slot("2000-01", DriftReport.STABLE, 100, Math.nextDown(400.0), 100);
        assertThat(gather().track().covered()).isOne();
    }

    @Test
    void judgesNoEstimateByTheFirstLabelsAlone() {
        slot("2000-01", DriftReport.STABLE, 60, 900, 100);
        assertThat(gather().track().judged()).isZero();
    }

    @Test
    void saysThatNothingWasMonitored() {
        assertThat(gather().headline()).isEqualTo("nothing monitored yet");
    }

    @Test
    void saysThatRowsWithoutTimeHaveNothingToCompare() {
        assertThat(gather(Optional.of("")).headline())
                .isEqualTo("nothing to compare: rows without a decision time are one slot, all");
        assertThat(gather(Optional.empty()).headline()).startsWith("nothing to compare");
    }

    @Test
    void namesTheMissingCostsInsteadOfWaitingForLabels() {
        slot("2000-01", DriftReport.STABLE, 100, 500, 100);
        Figure share = new Estimate(.1, .05, .15, 100, "wilson");
        Slot slot = Slot.parse("2000-01");
        performance.put(
                slot,
                context.write(
                        SlotPerformance.class,
                        new SlotPerformance(slot, 100, 100, share, Undeclared.noCosts(), Undeclared.noCosts())));
        assertThat(gather().headline())
                .isEqualTo(
                        "inputs drifted in none of 1 slots; what decisions cost cannot be watched, because no costs are"
                                + " declared (scoping.costs)");
        assertThat(gather().slots().get(0).realisedShare().found()).isPresent();
    }

    private Findings gather() {
        return gather(Optional.of("Flight Date"));
    }

    private Findings gather(Optional<String> decisionTime) {
        return context.load(
                Findings.class,
                new Gather()
                        .run(new Gather.Input(decisionTime, drift, estimate, performance), context)
                        .findings());
    }

    /** Expects 500 (400 … 600); realised cost as given, refused without labels. */
    private void slot(String name, String verdict, long labelled, double realised, long rows) {
        Slot slot = Slot.parse(name);
        Figure expected = new Estimate(500, 400, 600, 100, "cbpe");
        Figure real = labelled == 0
                ? Refused.tooFew("labelled rows", 0, 30)
                : new Estimate(realised, realised - 50, realised + 50, labelled, "mean-t");
        drift.put(
                slot,
                context.write(
                        DriftReport.class,
                        new DriftReport(slot, "season", rows, 1_000, .004, List.of(), verdict, "as computed")));
        estimate.put(
                slot,
                context.write(
                        SlotEstimate.class,
                        new SlotEstimate(slot, 100, 100, new Expectation(expected, expected, expected, "if right"))));
        performance.put(
                slot, context.write(SlotPerformance.class, new SlotPerformance(slot, 100, labelled, real, real, real)));
    }

    private static String month(int number) {
        return "2000-%02d".formatted(number);
    }
}
