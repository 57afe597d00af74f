package io.volute.businessanalysis.experiment;

import io.volute.core.stage.Verdict;
import io.volute.statistics.power.Power;
import io.volute.statistics.test.Margin;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long a plan with one look has to go on until its undecided guardrails can be told, if they are as they were and units
 * come at the same pace; in whole weeks, since days of the week differ.
 */
final class DaysToGo {
    private static final int WEEK = 7;
    private static final int YEARS = 10 * 366;

    private final Design design;

    DaysToGo(Design design) {
        this.design = design;
    }

    /** Days; empty where nothing is waited for, where a margin is no number, or for more than ten years. */
    Optional<Integer> of(Verdict verdict, List<Comparison> comparisons, LocalDate since, LocalDate until) {
        if (design.design().type() != LookPlan.Type.FIXED || !verdict.value().equals("EXTEND")) {
            return Optional.empty();
        }
        OptionalDouble growth = comparisons.stream()
                .filter(one -> one.guardrail()
                        .filter(guard -> guard.standing() == Margin.Standing.UNDECIDED)
                        .isPresent())
                .flatMap(one -> growth(one).stream())
                .mapToDouble(Double::doubleValue)
                .max();
        if (growth.isEmpty()) {
            return Optional.empty();
        }
        long gone = Math.max(1, ChronoUnit.DAYS.between(since, until));
        double weeks = Math.max(1, Math.ceil(gone * (growth.getAsDouble() - 1) / WEEK));
        return weeks * WEEK > YEARS ? Optional.empty() : Optional.of(((int) weeks) * WEEK);
    }

    private Optional<Double> growth(Comparison one) {
        double mean = one.valueControl()
                .found()
                .map(found -> Math.abs(found.estimate()))
                .orElse(0.0);
        return one.guardrail()
                .flatMap(guard -> guard.share(one.valueControl()))
                .map(share -> share * mean)
                .filter(margin -> margin > 0 && one.error() > 0)
                .map(margin -> Power.growthForMargin(
                        one.error(), margin, design.design().power()));
    }
}
