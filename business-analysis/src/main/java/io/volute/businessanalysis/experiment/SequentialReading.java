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
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Reads one primary metric of one arm at a look, with all looks before it. */
final class SequentialReading {
    private final LookPlan plan;
    private final double alpha;

    /** {@code m} primaries share the level. */
    SequentialReading(Design design, int m) {
        this.plan = design.design();
        this.alpha = plan.alpha() / m;
    }

    /** A look that was taken before, with its day. */
    record Past(Optional<LocalDate> at, Looks.Effect effect) {}

    /** The reading; empty for a plan with one look, or where there is no effect. */
    Optional<Sequential> read(
            Comparison now, double control, double mde, List<Past> before, Optional<LocalDate> at, boolean last) {
        if (plan.type() == LookPlan.Type.FIXED || !(now.effect() instanceof Estimate found) || control == 0) {
            return Optional.empty();
        }
        return Optional.of(
                plan.type() == LookPlan.Type.ANY_TIME
                        ? anyTime(now, found, before, at)
                        : grouped(now, found, control, mde, before, at, last));
    }

    private Sequential grouped(
            Comparison now,
            Estimate found,
            double control,
            double mde,
            List<Past> before,
            Optional<LocalDate> at,
            boolean last) {
        // The plan's information is that of the first look's control mean, so that it never moves under the looks.
        double base = before.isEmpty() ? control : before.get(0).effect().control();
        double effect = mde * Math.abs(base);
        double[] planned = fractions();
        double inflation = GroupSequential.inflation(planned, alpha / 2, plan.spending(), plan.power());
        Monitoring monitoring =
                Monitoring.of(Monitoring.information(effect, plan.power(), alpha, inflation), alpha, plan.spending());
        List<Optional<LocalDate>> days = new ArrayList<>();
        for (Past past : before) {
            Looks.Effect effectThen = past.effect();
            if (monitoring.refusal(effectThen.error()).isEmpty()) {
                monitoring =
                        monitoring.look(effectThen.estimate(), effectThen.error(), effectThen.n(), effectThen.last());
                days.add(past.at());
            }
        }
        Optional<Refused> refusal = monitoring.refusal(now.error());
        if (refusal.isEmpty()) {
            monitoring = monitoring.look(found.estimate(), now.error(), found.n(), last);
            days.add(at);
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
                path(monitoring.looks(), days, planned, at),
                refusal);
    }

    /** What was seen, and the bounds that the plan still has to come. */
    private List<Sequential.Point> path(
            List<Look> taken, List<Optional<LocalDate>> days, double[] planned, Optional<LocalDate> at) {
        List<Sequential.Point> path = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            Look look = taken.get(i);
            path.add(point(days.get(i), look.fraction(), Optional.of(look.z()), look.bound()));
        }
        Look latest = taken.get(taken.size() - 1);
        List<Integer> ahead = IntStream.range(latest.stops() ? planned.length : 0, planned.length)
                .filter(i -> at.map(day -> plan.looks().get(i).isAfter(day)).orElse(i >= taken.size())
                        && planned[i] > latest.fraction())
                .boxed()
                .toList();
        if (!ahead.isEmpty()) {
            double[] information = DoubleStream.concat(
                            taken.stream().mapToDouble(Look::fraction),
                            ahead.stream().mapToDouble(i -> planned[i]))
                    .toArray();
            List<Double> bounds = GroupSequential.bounds(information, alpha / 2, plan.spending(), true);
            for (int i = 0; i < ahead.size(); i++) {
                path.add(point(
                        Optional.of(plan.looks().get(ahead.get(i))),
                        planned[ahead.get(i)],
                        Optional.empty(),
                        bounds.get(taken.size() + i)));
            }
        }
        return path;
    }

    private static Sequential.Point point(
            Optional<LocalDate> at, double information, Optional<Double> z, double bound) {
        return new Sequential.Point(at, information, z, Double.isFinite(bound) ? Optional.of(bound) : Optional.empty());
    }

    private Sequential anyTime(Comparison now, Estimate found, List<Past> before, Optional<LocalDate> at) {
        ConfidenceSequence sequence = new ConfidenceSequence(alpha, plan.tuned().orElseThrow());
        List<Double> evidence = new ArrayList<>();
        List<Sequential.Point> path = new ArrayList<>();
        List<Past> all = new ArrayList<>(before);
        all.add(new Past(
                at, new Looks.Effect(now.metric(), now.arm(), found.estimate(), now.error(), found.n(), 0, false)));
        for (Past past : all) {
            Looks.Effect effect = past.effect();
            evidence.add(sequence.eValue(effect.estimate(), effect.error(), effect.n()));
            path.add(point(
                    past.at(),
                    (double) effect.n() / plan.tuned().orElseThrow(),
                    Optional.of(effect.estimate() / effect.error()),
                    sequence.halfWidth(effect.error(), effect.n()) / effect.error()));
        }
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
                path,
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
