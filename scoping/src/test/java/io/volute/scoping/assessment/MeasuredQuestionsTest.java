package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.businessanalysis.Insight.ArmEffect;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.businessanalysis.MetricHealth.Bots;
import io.volute.core.contract.businessanalysis.MetricHealth.Coverage;
import io.volute.core.contract.businessanalysis.MetricHealth.Splits;
import io.volute.core.contract.businessanalysis.MetricHealth.Spread;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.MeasuredObjective.MetricGuardrail;
import io.volute.scoping.objective.ExperimentSpec;
import io.volute.scoping.objective.ObjectiveSpec.Recurs;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** S1, S2, S7 and S10 of an objective that is a metric over events, from what business-analysis says of it. */
class MeasuredQuestionsTest {
    private static final String METRIC = "take-rate@3";
    private static final Coverage COVERED = new Coverage("events", 9_000, 0, 0, Optional.of(1.0), 92, 0);
    private static final Estimate VALUE = new Estimate(.2, .196, .204, 40_000, "wilson");

    @Test
    void metricThatWasNotComputedIsUnknownEverywhere() {
        Asked asked = asked();

        assertThat(asked.check("S1").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S1").remedy()).contains("define take-rate@3 in business-analysis.metrics");
        assertThat(asked.check("S2").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S7").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S10").status()).isEqualTo("UNKNOWN");
    }

    @Test
    void metricThatDoesNotFitItsLogFailsAndOneWithTooLittleOfItIsUnknown() {
        assertThat(refused("no-column").status()).isEqualTo("FAIL");
        assertThat(refused("no-column").value()).isEqualTo("what is wrong");
        assertThat(refused("no-column").remedy()).isEqualTo("how to mend it");
        assertThat(refused("no-event").status()).isEqualTo("FAIL");
        assertThat(refused("no-number").status()).isEqualTo("FAIL");
        assertThat(refused("no-units").status()).isEqualTo("UNKNOWN");
        assertThat(refused("no-log").status()).isEqualTo("UNKNOWN");
    }

    @Test
    void computedMetricPassesWithItsIntervalAndFailsTwoErrorsFromWhatWasDeclared() {
        Asked asked = with(COVERED, spread());

        ScopeCheck check = asked.check("S1");
        assertThat(check.status()).isEqualTo("PASS");
        assertThat(check.value()).isEqualTo("0.2 (95 %: 0.196 … 0.204), 40,000 strikes from 2026-03-01 to 2026-06-01");
        assertThat(check.measured().orElseThrow().low()).contains(.196);
        // The standard error is .002.
        asked.declared = Optional.of(.2039);
        assertThat(asked.check("S1").status()).isEqualTo("PASS");
        asked.declared = Optional.of(.2041);
        assertThat(asked.check("S1").status()).isEqualTo("FAIL");
        assertThat(asked.check("S1").value()).contains("declared as 0.204");
        assertThat(asked.check("S1").remedy()).contains("objective.baseline.value");
        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
    }

    @Test
    void joinsSilentDaysAndShortLogsAreJudgedByTheMethodsLimits() {
        assertThat(joined(.991).status()).isEqualTo("PASS");
        assertThat(joined(.989).status()).isEqualTo("WARN");
        assertThat(joined(.949).status()).isEqualTo("FAIL");
        assertThat(joined(.949).value()).contains("only 95 % of the answers");
        assertThat(of(new Coverage("events", 9_000, 0, 0, Optional.empty(), 92, .049))
                        .status())
                .isEqualTo("PASS");
        assertThat(of(new Coverage("events", 9_000, 0, 0, Optional.empty(), 92, .051))
                        .status())
                .isEqualTo("FAIL");
        assertThat(of(new Coverage("events", 9_000, 0, 0, Optional.empty(), 56, 0))
                        .status())
                .isEqualTo("PASS");
        ScopeCheck brief = of(new Coverage("events", 9_000, 0, 0, Optional.empty(), 55, 0));
        assertThat(brief.status()).isEqualTo("WARN");
        assertThat(brief.value()).contains("only 7 weeks of events");
        // What fails is told first, with what to do about it.
        ScopeCheck both = of(new Coverage("events", 9_000, 0, 0, Optional.of(.98), 20, .2));
        assertThat(both.status()).isEqualTo("FAIL");
        assertThat(both.remedy()).contains("silent");
    }

    @Test
    void duplicatesAndMissingValuesAreToldAndJudgeNothing() {
        ScopeCheck check = of(new Coverage("events", 9_000, .5, .01, Optional.empty(), 92, 0));

        assertThat(check.status()).isEqualTo("PASS");
        assertThat(check.value()).contains("50 % of the rows repeat an event", "1 % of the events lack");
        assertThat(check.measured()).isEqualTo(of(COVERED).measured());
    }

    @Test
    void splitsAreJudgedByTheMethodsLimits() {
        assertThat(split(.05).status()).isEqualTo("PASS");
        assertThat(split(.034).status()).isEqualTo("WARN");
        assertThat(split(.066).status()).isEqualTo("WARN");
        assertThat(split(.08).status()).isEqualTo("WARN");
        assertThat(split(.081).status()).isEqualTo("FAIL");
        assertThat(split(.05).value())
                .contains(
                        "5 % of 1,000 splits in half find a difference",
                        "a day goes with the next by 0.4, with that of the next week by 0.7",
                        "no column of the log says who is a bot",
                        "counting repeated rows it would be 0.31");
    }

    @Test
    void botsThatMoveItByMoreThanATenthAreWarnedOf() {
        assertThat(bots(.219).status()).isEqualTo("PASS");
        assertThat(bots(.219).value()).contains("40 bots move it by 9.5 %");
        assertThat(bots(.221).status()).isEqualTo("WARN");
        assertThat(bots(.221).remedy()).contains("exclude-bots");
    }

    @Test
    void unitThatNobodyKnowsIsUnknownAndNoPass() {
        Asked asked = with(COVERED, spread());
        asked.recurs = Optional.of(Recurs.UNKNOWN);
        assertThat(asked.check("S2").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S2").value()).contains("nothing says which events are of one strike");
        // Each event of another unit: the log counts rows.
        Asked rows = with(new Coverage("events", 92_000, 0, 0, Optional.empty(), 92, 0), spread());
        rows.recurs = Optional.empty();
        assertThat(rows.check("S2").status()).isEqualTo("UNKNOWN");
        rows.recurs = Optional.of(Recurs.NEVER);
        assertThat(rows.check("S2").status()).isEqualTo("PASS");
    }

    /** SC15: base rate .20, 40,000 in each arm, 80 % power at 5 %: .00792. */
    @Test
    void findsWhatTheReferenceFindsInAsManyUnits() {
        Asked asked = with(COVERED, spread());
        asked.experiment = Optional.of(new ExperimentSpec(.8, .05, .5, Period.ofDays(110)));

        // 80 days of newcomers in whole weeks are 77, at 80,000 in 77 days.
        ScopeCheck check = asked.check("S10");
        assertThat(check.measured().orElseThrow().value()).isCloseTo(.00792, within(5e-6));
        assertThat(check.measured().orElseThrow().threshold().orElseThrow()).isCloseTo(.01, within(1e-12));
        assertThat(check.status()).isEqualTo("PASS");
        assertThat(check.value())
                .contains("within 11 weeks and 80,000 strikes, a change of take-rate@3 by 0.00792 or more (4 %)")
                .contains("0.01 (5 %) is wanted, which takes 7 weeks and 50,909 of them, and 30 days more");
        // Independently: 2 (z + z)^2 p (1 - p) / d^2 for each arm, at 1,039 units a day.
        double units = 2 * 2 * Math.pow(1.959964 + .841621, 2) * .16 / (.01 * .01);
        assertThat(units).isBetween(6 * 7 * 80_000 / 77.0, 7 * 7 * 80_000 / 77.0);
    }

    @Test
    void comparisonThatFindsOnlyMoreThanIsNeededFails() {
        Asked asked = with(COVERED, spread());
        asked.experiment = Optional.of(new ExperimentSpec(.8, .05, .5, Period.ofDays(72)));

        ScopeCheck check = asked.check("S10");

        assertThat(check.status()).isEqualTo("FAIL");
        assertThat(check.value()).contains("within 6 weeks", "no comparison of that length finds it");
        assertThat(asked.assessment().verdict().value()).isEqualTo("GO_IF");
    }

    @Test
    void baselineOfNothingAndComparisonsShorterThanTheMetricsWindowArePlannedByNobody() {
        Asked nothing = with(COVERED, spread());
        nothing.health.put(METRIC, health(new Estimate(0, 0, .001, 4_000, "wilson"), COVERED, spread()));
        assertThat(nothing.check("S10").status()).isEqualTo("UNKNOWN");
        assertThat(nothing.check("S10").value()).contains("a relative change of nothing is nothing");
        Asked brief = with(COVERED, spread());
        brief.experiment = Optional.of(new ExperimentSpec(.8, .05, .5, Period.ofDays(31)));
        assertThat(brief.check("S10").status()).isEqualTo("UNKNOWN");
        assertThat(brief.check("S10").value()).contains("final only after 30 days");
    }

    @Test
    void guardrailsAreHeldToTheirMarginsAllAtOnce() {
        Asked asked = with(COVERED, spread());
        asked.experiment = Optional.of(new ExperimentSpec(.8, .05, .5, Period.ofDays(110)));
        asked.objective = Asked.objective(
                .05,
                Optional.of(new MeasuredObjective(
                        METRIC,
                        "up",
                        Optional.empty(),
                        List.of(new MetricGuardrail("hours@2", .05), new MetricGuardrail("unknown@1", .05)),
                        Optional.empty())));
        asked.health.put("hours@2", health(new Estimate(2, 1.98, 2.02, 40_000, "mean-t"), COVERED, spread()));

        List<ScopeCheck> guardrails = asked.assessment().checks().stream()
                .filter(check -> check.title().startsWith("Guardrail "))
                .toList();

        assertThat(guardrails).extracting(ScopeCheck::id).containsOnly("S16");
        assertThat(guardrails).extracting(ScopeCheck::status).containsExactly("PASS", "UNKNOWN");
        // Power .9 for each of two, so that both hold with .8: (z + z) of .05 and .9 is 3.2415.
        assertThat(guardrails.get(0).measured().orElseThrow().value())
                .isCloseTo(3.2415 * .4 * Math.sqrt(2 / 40_000.0), within(1e-5));
        assertThat(guardrails.get(0).value()).contains("0.1 (5 %) is tolerated");
        assertThat(guardrails.get(1).remedy()).contains("define unknown@1");
    }

    @Test
    void unitsThatComeBackAreAtMostAsManyAsWereSeen() {
        Asked asked = with(COVERED, spread());
        asked.recurs = Optional.of(Recurs.GROUPED);
        asked.experiment = Optional.of(new ExperimentSpec(.8, .05, .5, Period.ofYears(3)));

        assertThat(asked.check("S10").value()).contains("within 13 weeks and 91,000 strikes");
    }

    @Test
    void modelIsJudgedAgainstTheControlOnTheBusinessMetric() {
        assertThat(tried(.01, .002, .018).status()).isEqualTo("PASS");
        assertThat(tried(.01, .002, .018).value())
                .contains("in home-1, home-1 moves take-rate@3 by 0.01 (95 %: 0.002 … 0.018)");
        assertThat(tried(.01, -.002, .018).status()).isEqualTo("WARN");
        assertThat(tried(-.01, -.018, -.002).status()).isEqualTo("FAIL");
        assertThat(tried(-.01, -.018, -.002).remedy()).contains("stay with what is done today");
        Asked down = with(COVERED, spread());
        down.objective = Asked.objective(
                -.05,
                Optional.of(new MeasuredObjective(METRIC, "down", Optional.empty(), List.of(), Optional.empty())));
        down.insight = Optional.of(Launched.insight(Launched.tried("home-1", "SHIP", METRIC, -.01, -.018, -.002)));
        assertThat(down.check("S7").status()).isEqualTo("PASS");
    }

    @Test
    void onlyExperimentsWithWhatTheModelIsMadeGoodAtTellOfIt() {
        ArmEffect better = Launched.tried("home-1", "SHIP", METRIC, .01, .002, .018);
        assertThat(of("played", better).status()).isEqualTo("UNKNOWN");
        assertThat(of("played", better).value())
                .isEqualTo("home-1 tried a model made good at played; one made good at finished was not tried yet");
        assertThat(of("finished", better).status()).isEqualTo("PASS");
        assertThat(of("finished", Launched.tried("home-1", "INVALID", METRIC, .01, .002, .018))
                        .status())
                .isEqualTo("UNKNOWN");
        assertThat(of("finished", Launched.tried("home-1", "SHIP", "other@1", 1, .5, 1.5))
                        .status())
                .isEqualTo("UNKNOWN");
        ArmEffect larger = Launched.tried("home-0", "EXTEND", METRIC, .02, -.002, .042);
        assertThat(of("finished", larger, better).value())
                .as("the best of them is the one that is told from today's")
                .startsWith("in home-1, home-1 moves");
    }

    private static ScopeCheck of(String target, ArmEffect... effects) {
        Asked asked = with(COVERED, spread());
        asked.target = Optional.of("finished");
        asked.lessons = Optional.of(new Lessons(List.of(), new TreeMap<>(Map.of("home-1", target))));
        asked.insight = Optional.of(Launched.insight(effects));
        return asked.check("S7");
    }

    private static ScopeCheck tried(double effect, double low, double high) {
        Asked asked = with(COVERED, spread());
        asked.insight =
                Optional.of(Launched.insight(Launched.tried("home-1", "NO_EVIDENCE", METRIC, effect, low, high)));
        return asked.check("S7");
    }

    private static ScopeCheck refused(String code) {
        Asked asked = asked();
        asked.health.put(
                METRIC,
                new MetricHealth(
                        METRIC,
                        LocalDate.of(2026, 3, 1),
                        LocalDate.of(2026, 6, 1),
                        new Refused(code, "what is wrong", "how to mend it"),
                        Optional.empty(),
                        Optional.empty()));
        return asked.check("S1");
    }

    private static ScopeCheck joined(double share) {
        return of(new Coverage("events", 9_000, 0, 0, Optional.of(share), 92, 0));
    }

    private static ScopeCheck of(Coverage coverage) {
        return with(coverage, spread()).check("S1");
    }

    private static ScopeCheck split(double found) {
        return with(COVERED, spread(found, Optional.empty(), new Estimate(.31, .3, .32, 40_000, "wilson")))
                .check("S2");
    }

    private static ScopeCheck bots(double otherwise) {
        Bots bots = new Bots(40, new Estimate(otherwise, otherwise - .01, otherwise + .01, 40_040, "wilson"));
        return with(COVERED, spread(.05, Optional.of(bots), VALUE)).check("S2");
    }

    private static Asked with(Coverage coverage, Spread spread) {
        Asked asked = asked();
        asked.health.put(METRIC, health(VALUE, coverage, spread));
        return asked;
    }

    private static MetricHealth health(Figure value, Coverage coverage, Spread spread) {
        return new MetricHealth(
                METRIC,
                LocalDate.of(2026, 3, 1),
                LocalDate.of(2026, 6, 1),
                value,
                Optional.of(coverage),
                Optional.of(spread));
    }

    private static Spread spread() {
        return spread(.05, Optional.empty(), VALUE);
    }

    /** A share of .2 over 40,000 units, of which 80,000 come in 77 days. */
    private static Spread spread(double found, Optional<Bots> bots, Figure withDuplicates) {
        return new Spread(
                40_000,
                30 * 80_000 / 77.0,
                30,
                LongStream.rangeClosed(1, 92).map(day -> day * 1_000).boxed().toList(),
                .4,
                .002,
                Optional.empty(),
                withDuplicates,
                bots,
                Optional.of(new Splits(1_000, found)),
                Optional.of(.4),
                Optional.of(.7));
    }

    private static Asked asked() {
        Asked asked = new Asked().complete();
        asked.costs = Optional.empty();
        asked.rule = Optional.empty();
        asked.link = Optional.of(new Assumptions.Link("assumed", "who plays more stays"));
        asked.objective = Asked.objective(
                .05, Optional.of(new MeasuredObjective(METRIC, "up", Optional.empty(), List.of(), Optional.empty())));
        return asked;
    }
}
