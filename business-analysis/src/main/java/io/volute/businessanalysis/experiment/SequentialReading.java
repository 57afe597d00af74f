package io.volute.businessanalysis.experiment;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.sequential.ConfidenceSequence;
import io.volute.statistics.sequential.GroupSequential;
import io.volute.statistics.sequential.Look;
import io.volute.statistics.sequential.Monitoring;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one primary metric of one arm at a look, with all looks before it. */
final class SequentialReading {
    private final LookPlan plan;
    private final double alpha;

    /** {@code m} primaries share the level. */
    SequentialReading(Design design, int m) {
        this.plan = design.design();
        this.alpha = plan.alpha() / m;
    }

    /** The reading; empty for a plan with one look, or where there is no effect. */
    Optional<Sequential> read(Comparison now, double control, double mde, List<Looks.Effect> before, boolean last) {
        if (plan.type() == LookPlan.Type.FIXED || !(now.effect() instanceof Estimate found) || control == 0) {
            return Optional.empty();
        }
        return Optional.of(
                plan.type() == LookPlan.Type.ANY_TIME
                        ? anyTime(now, found, before)
                        : grouped(now, found, control, mde, before, last));
    }

    private Sequential grouped(
            Comparison now, Estimate found, double control, double mde, List<Looks.Effect> before, boolean last) {
        // The plan's information is that of the first look's control mean, so that it never moves under the looks.
        double base = before.isEmpty() ? control : before.get(0).control();
        double effect = mde * Math.abs(base);
        double[] planned = fractions();
        double inflation = GroupSequential.inflation(planned, alpha / 2, plan.spending(), plan.power());
        Monitoring monitoring =
                Monitoring.of(Monitoring.information(effect, plan.power(), alpha, inflation), alpha, plan.spending());
        for (Looks.Effect past : before) {
            if (monitoring.refusal(past.error()).isEmpty()) {
                monitoring = monitoring.look(past.estimate(), past.error(), past.n(), past.last());
            }
        }
        Optional<Refused> refusal = monitoring.refusal(now.error());
        if (refusal.isEmpty()) {
            monitoring = monitoring.look(found.estimate(), now.error(), found.n(), last);
        }
        Look latest = monitoring
                .latest()
                .orElseThrow(() -> new IllegalStateException("a look that was not refused is there"));
        double side = found.estimate() < 0 ? -effect : effect;
        return new Sequential(
                plan.type(),
                monitoring.looks().size(),
                plan.looks().size(),
                latest.fraction(),
                latest.z(),
                latest.bound(),
                latest.crossed(),
                latest.stops(),
                monitoring.test() instanceof Significance test ? test.p() : 1,
                latest.repeated(),
                Optional.of(monitoring.effect()),
                monitoring.conditionalPower(side),
                refusal);
    }

    private Sequential anyTime(Comparison now, Estimate found, List<Looks.Effect> before) {
        ConfidenceSequence sequence = new ConfidenceSequence(alpha, plan.tuned().orElseThrow());
        List<Double> evidence = new ArrayList<>();
        before.forEach(past -> evidence.add(sequence.eValue(past.estimate(), past.error(), past.n())));
        evidence.add(sequence.eValue(found.estimate(), now.error(), found.n()));
        double[] p = ConfidenceSequence.runningP(
                evidence.stream().mapToDouble(Double::doubleValue).toArray());
        double half = sequence.halfWidth(now.error(), found.n());
        return new Sequential(
                plan.type(),
                before.size() + 1,
                0,
                (double) found.n() / plan.tuned().orElseThrow(),
                found.estimate() / now.error(),
                half / now.error(),
                p[p.length - 1] <= alpha,
                p[p.length - 1] <= alpha,
                p[p.length - 1],
                sequence.interval(found.estimate(), now.error(), found.n()),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /** Shares of the plan at its dates, as if units came evenly from its first day on. */
    private double[] fractions() {
        List<LocalDate> looks = plan.looks();
        double step = ChronoUnit.DAYS.between(looks.get(0), looks.get(looks.size() - 1)) / (looks.size() - 1.0);
        double whole = ChronoUnit.DAYS.between(looks.get(0), looks.get(looks.size() - 1)) + step;
        double[] fractions = new double[looks.size()];
        for (int i = 0; i < fractions.length; i++) {
            fractions[i] = (ChronoUnit.DAYS.between(looks.get(0), looks.get(i)) + step) / whole;
        }
        return fractions;
    }

    /** Whether a question of this day is the last one of the plan. */
    boolean isLast(Optional<LocalDate> at, int taken) {
        if (plan.type() != LookPlan.Type.GROUP_SEQUENTIAL) {
            return plan.type() == LookPlan.Type.FIXED;
        }
        LocalDate end = plan.looks().get(plan.looks().size() - 1);
        return at.map(day -> !day.isBefore(end))
                .orElse(taken + 1 >= plan.looks().size());
    }
}
