package io.volute.scoping.assessment;

import static io.volute.scoping.assessment.Launched.lessons;
import static io.volute.scoping.assessment.Launched.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.ForecastMonth;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.scoping.objective.CeilingSpec;
import io.volute.scoping.objective.InvestmentSpec;
import io.volute.scoping.objective.LaunchSpec;
import io.volute.scoping.objective.PriorSpec;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * SC11: S8, S9 and the forecast of a metric over events. By hand: 3,000 new members in 30 days are 36,525 in twelve months;
 * building and running costs 6,000 + 12 x 300 = 9,600 €; a member who stays is worth 38 €.
 */
class EffectQuestionsTest {
    private static final String METRIC = "cancellation-rate@3";

    private final Asked asked = new Asked().complete().strikes();

    @BeforeEach
    void fewerOfThreeThousandNewMembersShallCancel() {
        objective("down", -.1, Optional.of(value(Optional.empty())));
        asked.experiment = Optional.empty();
        asked.costs = Optional.empty();
        asked.rule = Optional.empty();
        asked.investment = Optional.of(investment(6_000, 300));
        asked.prior = Optional.of(prior(-.05, -.15, .05));
        asked.health.put(METRIC, health(.22, 3_000));
    }

    private void objective(String direction, double target, Optional<UnitValue> value) {
        var measured = new MeasuredObjective(METRIC, direction, Optional.of(.22), List.of(), value);
        var objective = Asked.objective(target, Optional.of(measured));
        asked.objective = new io.volute.core.contract.scoping.Objective(
                objective.name(),
                objective.owner(),
                METRIC,
                "member",
                objective.event(),
                objective.action(),
                target,
                objective.horizon(),
                List.of(),
                Optional.of(measured));
    }

    private static UnitValue value(Optional<LocalDate> until) {
        return new UnitValue(
                "member who stays",
                new BigDecimal("38.00"),
                new BigDecimal("30.00"),
                new BigDecimal("46.00"),
                "EUR",
                "finance",
                until);
    }

    private static InvestmentSpec investment(int build, int month) {
        return investment(build, month, Optional.empty());
    }

    private static InvestmentSpec investment(int build, int month, Optional<LaunchSpec> launch) {
        return new InvestmentSpec(
                new BigDecimal(build),
                BigDecimal.ZERO,
                Optional.empty(),
                new BigDecimal(month),
                Optional.empty(),
                launch,
                "finance",
                "planning rates");
    }

    private static PriorSpec prior(double effect, double low, double high) {
        return new PriorSpec(Optional.empty(), Optional.of(effect), low, high, "a pilot");
    }

    private static MetricHealth health(double value, double unitsPerMonth) {
        return new MetricHealth(
                METRIC,
                LocalDate.of(1999, 9, 1),
                LocalDate.of(2000, 1, 1),
                new Estimate(value, value - .01, value + .01, 9_000, "mean-t"),
                Optional.empty(),
                Optional.of(new MetricHealth.Spread(
                        9_000,
                        unitsPerMonth,
                        28,
                        List.of(100L, 200L),
                        .41,
                        .004,
                        Optional.empty(),
                        Refused.identical("values"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
    }

    @Test
    void theMostIsAllOfWhatFallsAndIsHeldAgainstTheTargetAndTheInvestment() {
        ScopeCheck check = asked.check("S8");

        // .22 x 36,525 x 38 = 305,349.
        assertThat(check.status()).isEqualTo("PASS");
        assertThat(check.measured().orElseThrow().value()).isCloseTo(305_349, within(1e-6));
        assertThat(check.measured().orElseThrow().threshold()).contains(9_600.0);
        assertThat(check.value())
                .isEqualTo("cancellation-rate@3 could fall by 0.22 at most, 0.022 wanted;"
                        + " 305,000 € in 12 months against 9,600 € to build and run it");
    }

    @Test
    void aDeclaredCeilingNarrowsItAndStopsWhatItCannotPayFor() {
        asked.ceiling = Optional.of(new CeilingSpec(.19, "an oracle"));
        asked.investment = Optional.of(investment(40_000, 300));

        // .03 x 36,525 x 38 = 41,638.5 against 43,600.
        ScopeCheck check = asked.check("S8");
        assertThat(check.status()).isEqualTo("FAIL");
        assertThat(check.measured().orElseThrow().value()).isCloseTo(41_638.5, within(1e-6));
        assertThat(check.value()).contains("by an oracle");
        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
        asked.ceiling = Optional.of(new CeilingSpec(.21, "an oracle"));
        assertThat(asked.check("S8").remedy()).isEqualTo("lower the target: no model can reach it");
    }

    @Test
    void aMetricThatIsToRiseHasNoCeilingUnlessOneIsDeclared() {
        objective("up", .1, Optional.of(value(Optional.empty())));
        assertThat(asked.check("S8").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S8").remedy()).contains("ml-objective.ceiling");
        asked.ceiling = Optional.of(new CeilingSpec(.3, "an oracle"));
        assertThat(asked.check("S8").status()).isEqualTo("PASS");
        asked.ceiling = Optional.of(new CeilingSpec(.2, "an oracle"));
        assertThat(asked.check("S8").status()).as("below where it stands").isEqualTo("FAIL");
    }

    @Test
    void theEffectThatPaysIsThePriceOverUnitsAndValueAndItsChanceIsThePriors() {
        ScopeCheck check = asked.check("S9");

        // 9,600 / (36,525 x 38) = .0069166, 3.1 % of .22; prior normal(.011, .2 x .22 / 3.91993 = .0112247): .64206.
        assertThat(check.status()).isEqualTo("PASS");
        assertThat(check.measured().orElseThrow().value()).isCloseTo(.641989, within(1e-6));
        assertThat(check.value())
                .contains("once cancellation-rate@3 falls by 0.00692, 3.1 % of where it stands")
                .contains("each 0.01 is worth 13,900 €")
                .contains("an effect of -0.011 (95 %: -0.033 … 0.011) expected, by a pilot");
        Assessment.ValueCurve curve = asked.assessment().valueCurve().orElseThrow();
        assertThat(curve.breakEven().orElseThrow()).isCloseTo(.006916676, within(1e-9));
        assertThat(curve.evpi().orElseThrow()).isCloseTo(3_788.2983, within(1e-3));
        assertThat(curve.ceiling()).isCloseTo(305_349, within(1e-6));
        assertThat(curve.points()).hasSize(11);
        assertThat(curve.points().get(5).value()).isCloseTo(305_349 / 2.0, within(1e-6));
    }

    @Test
    void aFallingMetricEarnsAndARisingOneDoesNot() {
        asked.prior = Optional.of(prior(.05, -.05, .15));

        ScopeCheck check = asked.check("S9");

        assertThat(check.measured().orElseThrow().value()).isLessThan(.2);
        assertThat(check.status()).isEqualTo("FAIL");
        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
    }

    @Test
    void whatPastLaunchesHadSaysMoreThanWhatSomebodyThinks() {
        asked.lessons = Optional.of(lessons(link("ndcg", METRIC, 40, -.5, -1, -.25)));

        // Mean -.004 +- .002 / 1.96, variance 1e-4: the good effect is normal(.004, .0100519).
        ScopeCheck check = asked.check("S9");
        assertThat(check.measured().orElseThrow().value()).isCloseTo(.385847, within(1e-6));
        assertThat(check.value()).contains("effects as 40 past launches had, -0.004");
        assertThat(check.status()).isEqualTo("WARN");
        asked.lessons = Optional.of(lessons(link("ndcg", METRIC, 9, -.5, -1, -.25)));
        assertThat(asked.check("S9").value()).as("nine are too few").contains("by a pilot");
    }

    @Test
    void whatIsMissingIsNamedAndNeverAPass() {
        asked.prior = Optional.empty();
        assertUnknown("S9", "scoping.prior");
        asked.investment = Optional.empty();
        assertUnknown("S9", "scoping.investment");
        assertUnknown("S8", "scoping.investment");
        asked.health.clear();
        assertUnknown("S9", "answer S1 first");
        objective("down", -.1, Optional.of(value(Optional.of(LocalDate.of(1999, 12, 31)))));
        assertUnknown("S9", "ask finance anew");
        assertThat(asked.check("S9").value()).contains("held until 1999-12-31");
        objective("down", -.1, Optional.empty());
        assertUnknown("S8", "objective.value");
        assertUnknown("S9", "objective.value");
        assertThat(asked.assessment().valueCurve()).isEmpty();
        assertThat(asked.assessment().forecast()).isEmpty();
    }

    private void assertUnknown(String id, String remedy) {
        assertThat(asked.check(id).status()).as(id).isEqualTo("UNKNOWN");
        assertThat(asked.check(id).remedy()).as(id).contains(remedy);
    }

    @Test
    void forecastIsAPathThatStartsWithTheBuildAndKeepsItsUncertainty() {
        List<ForecastMonth> forecast = asked.assessment().forecast().orElseThrow();

        assertThat(forecast).hasSize(24);
        ForecastMonth first = forecast.get(0);
        ForecastMonth last = forecast.get(23);
        assertThat(first.low()).isGreaterThan(-6_300 - 10_000);
        assertThat(first.net()).isBetween(-6_300.0, -3_000.0);
        // At a maturity of 7 months, the mean of the triangle, 24 months bring those of 17.70 full ones: by hand
        // 17.70 x 3,043.75 x .011 x 38 - 6,000 - 24 x 300 = 9,320.
        assertThat(last.net()).isCloseTo(9_320, within(400.0));
        // 20,000 paths drawn apart from ours, effect and unit value each by itself: 80 % between -20,430 and 39,460.
        assertThat(last.low()).isCloseTo(-20_430, within(1_000.0));
        assertThat(last.high()).isCloseTo(39_460, within(1_300.0));
        assertThat(last.probabilityBreakEven()).isBetween(.5, .9);
        assertThat(asked.assessment().forecast()).as("the same however often").contains(forecast);
    }

    /** By hand: what is there at once brings 3,043.75 x .011 x 38 x .8 = 1,017.8 a month, from the third month on. */
    @Test
    void forecastEarnsNothingBeforeTheLaunchAndThenForThoseWhoGetIt() {
        asked.investment = Optional.of(investment(
                6_000,
                300,
                Optional.of(new LaunchSpec(Period.ofMonths(2), Optional.of(.8), Optional.of(Period.ZERO)))));

        List<ForecastMonth> forecast = asked.assessment().forecast().orElseThrow();

        assertThat(forecast.get(0)).isEqualTo(new ForecastMonth(YearMonth.of(2000, 1), -6_300, -6_300, -6_300, 0));
        assertThat(forecast.get(1)).isEqualTo(new ForecastMonth(YearMonth.of(2000, 2), -6_600, -6_600, -6_600, 0));
        assertThat(forecast.get(2).net()).isCloseTo(-6_900 + 1_017.8, within(30.0));
        assertThat(forecast.get(23).net()).isCloseTo(-6_000 - 24 * 300 + 22 * 1_017.8, within(450.0));
    }
}
