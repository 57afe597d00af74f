package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.Reach;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.core.error.VoluteException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * When an experiment on the objective's metric may be said to be launched. Its estimate is derived and measured as long as
 * it ships; the launch is an act of people, so it is posted.
 */
final class LaunchRules {
    private final HandBook book;
    private final Evidence evidence;

    LaunchRules(HandBook book, Evidence evidence) {
        this.book = book;
        this.evidence = evidence;
    }

    /** Whether a state is one of an experiment, not of an estimate that was posted. */
    boolean concern(String name) {
        return !book.lines().containsKey(name)
                && (book.launches().containsKey(name)
                        || (evidence.objective().isPresent()
                                && evidence.find(name).isPresent()));
    }

    void check(Posting.Moved moved) {
        String name = moved.estimate();
        HandBook.Launch launch = book.launches().get(name);
        EstimateState state = launch == null ? EstimateState.MEASURED : launch.state();
        if (moved.to() == EstimateState.REVERSED || !state.leadsTo(moved.to())) {
            throw refused(
                    BusinessAnalysisError.STATE_SKIPPED,
                    name + ": from " + state.text() + " to " + moved.to().text() + " (expected: "
                            + (state.ended()
                                    ? "nothing, it has ended; for a second launch post an estimate by hand"
                                    : state.next().text())
                            + "; no state is skipped, and volute ledger reverse takes back)");
        }
        if (moved.to() == EstimateState.LAUNCHED) {
            launch(moved);
        } else if (moved.hasTerms()) {
            throw refused(
                    BusinessAnalysisError.STATE_SKIPPED,
                    name + ": terms of a launch with " + moved.to().text()
                            + " (expected: coverage, decay, overlap-group and initiative with launched)");
        }
    }

    private void launch(Posting.Moved moved) {
        String name = moved.estimate();
        MeasuredObjective objective = evidence.objective().orElseThrow();
        ExperimentReadout readout = evidence.find(name).orElseThrow();
        UnitValue value = objective
                .value()
                .orElseThrow(() -> refused(
                        BusinessAnalysisError.NO_EVIDENCE,
                        name + ": scoping.objective says no value (expected: value, what one unit of "
                                + objective.metric() + " is worth; or post an estimate by hand)"));
        if (!readout.verdict().value().equals("SHIP")) {
            throw refused(
                    BusinessAnalysisError.NO_EVIDENCE,
                    name + ": says " + readout.verdict().value() + " (expected: SHIP)");
        }
        if (PostingRules.effect(readout, objective.metric()).isEmpty()) {
            throw refused(
                    BusinessAnalysisError.NO_EVIDENCE,
                    name + ": tells no effect on " + objective.metric()
                            + " (expected: one of its primaries; or post an estimate by hand)");
        }
        evidence.reach(name)
                .flatMap(LaunchRules::shown)
                .filter(moved.on()::isBefore)
                .ifPresent(first -> {
                    throw refused(
                            BusinessAnalysisError.NO_EVIDENCE,
                            name + ": launched on " + moved.on()
                                    + ", before the experiment showed it to anybody (expected: " + first
                                    + " or later)");
                });
        value.until().filter(until -> until.isBefore(moved.on())).ifPresent(until -> {
            throw expired(name, objective.metric(), until, moved.on(), value.source());
        });
        for (HandBook.Line other : book.lines().values()) {
            Posting.Estimated estimate = other.estimate();
            if (other.state().accrues()
                    && estimate.metric().equals(objective.metric())
                    && !estimate.experiment().equals(Optional.of(name))) {
                requireTogether(name, moved.overlapGroup(), estimate.id(), estimate.overlapGroup(), objective.metric());
            }
        }
        requireApart(name, moved.overlapGroup(), name, objective.metric());
    }

    /** The first day of the month in which anybody was shown what was tried. */
    private static Optional<LocalDate> shown(Reach reach) {
        return reach.months().stream()
                .filter(month -> !month.arms().isEmpty())
                .findFirst()
                .map(month -> YearMonth.parse(month.month()).atDay(1));
    }

    /** Refuses what overlaps an experiment that was launched. */
    void requireApart(String id, Optional<String> group, String experiment, String metric) {
        if (evidence.objective()
                .filter(objective -> objective.metric().equals(metric))
                .isEmpty()) {
            return;
        }
        book.launches().forEach((name, other) -> {
            if (other.state().accrues() && !name.equals(experiment)) {
                requireTogether(id, group, name, other.terms().overlapGroup(), metric);
            }
        });
    }

    static void requireTogether(
            String id, Optional<String> group, String other, Optional<String> othersGroup, String metric) {
        if (group.isEmpty() || !group.equals(othersGroup)) {
            throw refused(
                    BusinessAnalysisError.OVERLAP,
                    id + ": " + other + " moves " + metric
                            + " too (expected: one overlap-group for both, so that a holdout can tell what they"
                            + " bring together)");
        }
    }

    static VoluteException expired(String id, String metric, LocalDate until, LocalDate on, String source) {
        return refused(
                BusinessAnalysisError.UNIT_VALUE_EXPIRED,
                id + ": the unit value of " + metric + " held until " + until + " (expected: one that holds on " + on
                        + ")\nfix: ask " + source + " for a new one, and write it to scoping.objective.value");
    }

    /** Who posts amounts by hand posts the estimate by hand. */
    static VoluteException earnsByItself(String id, String experiment) {
        return refused(
                BusinessAnalysisError.NO_EVIDENCE,
                id + ": what " + experiment + " brings is reckoned month by month by itself (expected: an estimate that"
                        + " was posted)\nfix: post an estimate with experiment: " + experiment
                        + ", which takes its place, launch it, and post this for it");
    }

    private static VoluteException refused(BusinessAnalysisError code, String message) {
        return new VoluteException(code, message);
    }
}
