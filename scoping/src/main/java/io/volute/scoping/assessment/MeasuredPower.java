package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;

import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.businessanalysis.MetricHealth.Spread;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.ExperimentSpec;
import io.volute.scoping.objective.ObjectiveSpec.Recurs;
import io.volute.statistics.Plan;
import io.volute.statistics.Planned;
import io.volute.statistics.Refused;
import io.volute.statistics.Schedule;
import io.volute.statistics.Timed;
import io.volute.statistics.power.ExposureCurve;
import io.volute.statistics.power.Running;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S10 of an objective that is a metric over events: what the longest comparison can find against what is needed. */
final class MeasuredPower {
    static final String TITLE = "What a comparison can find";

    private static final double POWER = .8;
    private static final double ALPHA = .05;
    private static final double HALF = .5;
    private static final int WEEK = 7;
    private static final int MONTH = 30;

    private final Known known;
    private final Optional<ExperimentSpec> experiment;

    MeasuredPower(Known known, Optional<ExperimentSpec> experiment) {
        this.known = known;
        this.experiment = experiment;
    }

    ScopeCheck check() {
        String metric = known.objective().metric();
        Optional<MetricHealth> health = Optional.ofNullable(known.health().get(metric));
        Optional<Spread> spread = health.flatMap(MetricHealth::spread);
        if (spread.isEmpty()) {
            return unknown("nothing is computed yet", "answer S1 first");
        }
        double baseline =
                health.flatMap(one -> one.value().found()).orElseThrow().estimate();
        if (baseline == 0) {
            return unknown(
                    metric + " stands at 0, and a relative change of nothing is nothing",
                    "find a metric that is not 0 today");
        }
        double needed = Math.abs(known.objective().targetRelative() * baseline);
        double share = experiment.map(ExperimentSpec::modelShare).orElse(HALF);
        Running running = new Running(
                baseline,
                spread.get().deviation(),
                List.of(1 - share, share),
                false,
                experiment.map(ExperimentSpec::power).orElse(POWER),
                experiment.map(ExperimentSpec::alpha).orElse(ALPHA),
                1);
        Period longest =
                experiment.map(ExperimentSpec::longest).orElse(known.objective().horizon());
        LocalDate day = Days.of(known.asOf());
        int settling = (int) Math.ceil(spread.get().finalAfterDays());
        long days = ChronoUnit.DAYS.between(day, day.plus(longest)) - settling;
        if (days < WEEK) {
            return unknown(
                    "a number is final only after " + settling + " days, and a comparison may take "
                            + (days + settling),
                    "allow a longer comparison: experiment.longest");
        }
        ExposureCurve curve = curve(spread.get(), days);
        int weeks = (int) (Math.min(days, curve.days()) / WEEK);
        Planned found = running.effect(curve, weeks * WEEK);
        if (!(found instanceof Plan plan)) {
            Refused refused = (Refused) found;
            return unknown(refused.message(), refused.remedy());
        }
        boolean finds = plan.effect() <= needed;
        return new ScopeCheck(
                        "S10",
                        TITLE,
                        finds ? PASS : FAIL,
                        "within " + weeks + " weeks and " + Numbers.count(curve.units(weeks * WEEK)) + " "
                                + known.objective().unit() + "s, a change of " + metric + " by "
                                + Numbers.plain(plan.effect()) + " or more ("
                                + Numbers.percent(plan.effect() / Math.abs(baseline)) + "); "
                                + Numbers.plain(needed) + " (" + Numbers.percent(needed / Math.abs(baseline))
                                + ") is wanted"
                                + time(running.days(curve, needed), settling),
                        finds ? "none needed" : "compare for longer, or find a metric that varies less")
                .with(Answer.number(plan.effect(), needed));
    }

    private static String time(Timed timed, int settling) {
        return timed instanceof Schedule schedule
                ? ", which takes " + schedule.days() / WEEK + (schedule.days() == WEEK ? " week" : " weeks") + " and "
                        + Numbers.count(schedule.units()) + " of them, and " + settling
                        + " days more until the last one's number is final"
                : ", and no comparison of that length finds it";
    }

    /** New units keep coming at their pace; those who come back are at most as many as were seen so far. */
    private ExposureCurve curve(Spread spread, long days) {
        boolean newcomers =
                known.declared().recurs().filter(Recurs.NEVER::equals).isPresent();
        if (!newcomers) {
            List<Long> distinct = spread.distinct();
            return new ExposureCurve(distinct.subList(0, (int) Math.min(days, distinct.size())));
        }
        List<Long> pace = new ArrayList<>();
        for (int day = 1; day <= days; day++) {
            pace.add(Math.round(spread.unitsPerMonth() * day / MONTH));
        }
        return new ExposureCurve(pace);
    }

    private static ScopeCheck unknown(String why, String remedy) {
        return new ScopeCheck("S10", TITLE, UNKNOWN, why, remedy);
    }
}
