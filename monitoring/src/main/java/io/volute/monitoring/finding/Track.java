package io.volute.monitoring.finding;

import io.volute.core.contract.monitoring.Findings.TrackRecord;
import io.volute.core.contract.monitoring.SlotFinding;
import io.volute.monitoring.drift.DriftReport;
import io.volute.monitoring.estimate.Undeclared;
import io.volute.statistics.Estimate;
import io.volute.statistics.distribution.PoissonBinomial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Estimates made without truth, scored once the truth came. They lose trust when their 95 % intervals missed more often
 * than chance allows: one-sided binomial p below .05 (for the first five slots, nobody can tell).
 */
final class Track {
    private static final double NOMINAL = .05;
    private static final double ALPHA = .05;
    private static final int EARLY = 5;

    private Track() {}

    static TrackRecord of(List<SlotFinding> findings) {
        long judged = 0;
        long covered = 0;
        for (SlotFinding finding : findings) {
            Optional<Estimate> estimated = finding.estimatedCost().found();
            Optional<Estimate> realised = finding.realisedCost().found();
            if (mature(finding) && estimated.isPresent() && realised.isPresent()) {
                judged++;
                covered += covers(estimated.get(), realised.get().estimate()) ? 1 : 0;
            }
        }
        return new TrackRecord(judged, covered, status(Math.toIntExact(judged), Math.toIntExact(judged - covered)));
    }

    /** Costs come in steps of a whole event, so both often are the same number but for the last bits. */
    private static boolean covers(Estimate interval, double value) {
        double rounding = 1e-9 * Math.max(1, Math.abs(value));
        return interval.low() - rounding <= value && value <= interval.high() + rounding;
    }

    /** Before most labels of a slot exist its realised cost is about other rows than the estimate. */
    private static boolean mature(SlotFinding finding) {
        return finding.labelled() >= .95 * finding.rows();
    }

    private static String status(int judged, int missed) {
        if (judged < EARLY) {
            return "TOO_EARLY";
        }
        double[] nominal = new double[judged];
        Arrays.fill(nominal, NOMINAL);
        double p = 1 - PoissonBinomial.of(nominal).cumulative(missed - 1);
        return p < ALPHA ? "NOT_TRUSTED" : "OK";
    }

    /** {@code timeless}: the rows have no decision time, so that no period could differ from another. */
    static String headline(List<SlotFinding> findings, TrackRecord track, boolean timeless) {
        if (findings.isEmpty()) {
            return timeless
                    ? "nothing to compare: rows without a decision time are one slot, all"
                    : "nothing monitored yet";
        }
        String drift = drift(findings);
        if (track.judged() == 0 && findings.stream().allMatch(Track::withoutCosts)) {
            return drift + "; what decisions cost cannot be watched, because no costs are declared (scoping.costs)";
        }
        if (track.judged() == 0) {
            return drift + "; no estimate could be checked against labels yet";
        }
        String estimates = "costs lay where they were expected in " + track.covered() + " of " + track.judged()
                + " slots with labels";
        return drift + "; " + estimates
                + (track.status().equals("NOT_TRUSTED")
                        ? ", fewer than chance allows: do not trust estimates without labels"
                        : "");
    }

    private static boolean withoutCosts(SlotFinding finding) {
        return finding.realisedCost()
                .refusal()
                .filter(refused -> refused.code().equals(Undeclared.noCosts().code()))
                .isPresent();
    }

    private static String drift(List<SlotFinding> findings) {
        List<SlotFinding> drifted = with(findings, DriftReport.DRIFT);
        int silent = with(findings, DriftReport.INSUFFICIENT_DATA).size();
        String text = drifted.isEmpty()
                ? "inputs drifted in none of " + findings.size() + " slots"
                : "inputs drifted in " + drifted.size() + " of " + findings.size() + " slots, last in "
                        + drifted.get(drifted.size() - 1).slot();
        return silent == 0 ? text : text + " (" + silent + " with not enough data to exclude it)";
    }

    private static List<SlotFinding> with(List<SlotFinding> findings, String verdict) {
        return findings.stream()
                .filter(finding -> finding.drift().equals(verdict))
                .toList();
    }
}
