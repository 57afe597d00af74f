package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;

import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.businessanalysis.MetricHealth.Spread;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.MeasuredObjective.MetricGuardrail;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.ExperimentSpec;
import io.volute.scoping.objective.ObjectiveSpec.Recurs;
import io.volute.statistics.Plan;
import io.volute.statistics.Planned;
import io.volute.statistics.Refused;
import io.volute.statistics.Schedule;
import io.volute.statistics.Timed;
import io.volute.statistics.power.ExposureCurve;
import io.volute.statistics.power.Power;
import io.volute.statistics.power.Running;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S10, and S16 for guardrails, of an objective over events: what the longest comparison can find against what is asked. */
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

    /** S10: the wanted change of the objective's own metric. */
    ScopeCheck check() {
        return new Asked(
                        "S10",
                        TITLE,
                        known.objective().metric(),
                        Math.abs(known.objective().targetRelative()),
                        "is wanted",
                        FAIL)
                .answer(power());
    }

    /** S16: each guardrail can be decided within its margin; all of them have to be at once. */
    List<ScopeCheck> guardrails() {
        List<MetricGuardrail> guardrails =
                known.objective().measured().map(MeasuredObjective::guardrails).orElse(List.of());
        return guardrails.stream()
                .map(guardrail -> Answer.ask(
                        "S16",
                        "Guardrail " + guardrail.metric(),
                        () -> new Asked(
                                        "S16",
                                        "Guardrail " + guardrail.metric(),
                                        guardrail.metric(),
                                        guardrail.margin(),
                                        "is tolerated",
                                        WARN)
                                .answer(Power.ofEach(power(), guardrails.size()))))
                .toList();
    }

    private double power() {
        return experiment.map(ExperimentSpec::power).orElse(POWER);
    }

    /** Whether the longest comparison tells a change of a metric. */
    private final class Asked {
        private final String id;
        private final String title;
        private final String metric;
        private final double relative;
        private final String word;
        private final String otherwise;

        /**
         * What is asked.
         *
         * @param relative the change, a share of where the metric stands
         * @param word what is said of it
         * @param otherwise status where it is not told
         */
        Asked(String id, String title, String metric, double relative, String word, String otherwise) {
            this.id = id;
            this.title = title;
            this.metric = metric;
            this.relative = relative;
            this.word = word;
            this.otherwise = otherwise;
        }

        ScopeCheck answer(double power) {
            Optional<MetricHealth> health = Optional.ofNullable(known.health().get(metric));
            Optional<Spread> spread = health.flatMap(MetricHealth::spread);
            if (spread.isEmpty()) {
                return health.flatMap(one -> one.value().refusal())
                        .map(refused -> unknown(refused.message(), refused.remedy()))
                        .orElseGet(() -> unknown(
                                "it was not computed from events",
                                "define " + metric + " in business-analysis.metrics, and run all stages"));
            }
            double baseline =
                    health.flatMap(one -> one.value().found()).orElseThrow().estimate();
            if (baseline == 0) {
                return unknown(
                        metric + " stands at 0, and a relative change of nothing is nothing",
                        "find a metric that is not 0 today");
            }
            double share = experiment.map(ExperimentSpec::modelShare).orElse(HALF);
            Running running = new Running(
                    baseline,
                    spread.get().deviation(),
                    List.of(1 - share, share),
                    false,
                    power,
                    experiment.map(ExperimentSpec::alpha).orElse(ALPHA),
                    1);
            int settling = (int) Math.ceil(spread.get().finalAfterDays());
            long days = longest() - settling;
            if (days < WEEK) {
                return unknown(
                        "a number is final only after " + settling + " days, and a comparison may take "
                                + (days + settling),
                        "allow a longer comparison: experiment.longest");
            }
            ExposureCurve curve = curve(spread.get(), days);
            int weeks = (int) (Math.min(days, curve.days()) / WEEK);
            Planned found = running.effect(curve, weeks * WEEK);
            return found instanceof Plan plan
                    ? answer(plan, curve, weeks, Math.abs(baseline), running, settling)
                    : unknown(((Refused) found).message(), ((Refused) found).remedy());
        }

        private ScopeCheck answer(
                Plan plan, ExposureCurve curve, int weeks, double baseline, Running running, int settling) {
            double needed = relative * baseline;
            boolean finds = plan.effect() <= needed;
            return new ScopeCheck(
                            id,
                            title,
                            finds ? PASS : otherwise,
                            "within " + weeks + " weeks and " + Numbers.count(curve.units(weeks * WEEK)) + " "
                                    + known.objective().unit() + "s, a change of " + metric + " by "
                                    + Numbers.fine(plan.effect()) + " or more ("
                                    + Numbers.percent(plan.effect() / baseline) + "); " + Numbers.fine(needed) + " ("
                                    + Numbers.percent(relative) + ") " + word
                                    + time(running.days(curve, needed), settling),
                            finds ? "none needed" : "compare for longer, or find a metric that varies less")
                    .with(Answer.number(plan.effect(), needed));
        }

        private ScopeCheck unknown(String why, String remedy) {
            return new ScopeCheck(id, title, UNKNOWN, why, remedy);
        }
    }

    /** Days that a comparison may take. */
    private long longest() {
        Period longest =
                experiment.map(ExperimentSpec::longest).orElse(known.objective().horizon());
        LocalDate day = Days.of(known.asOf());
        return ChronoUnit.DAYS.between(day, day.plus(longest));
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
}
