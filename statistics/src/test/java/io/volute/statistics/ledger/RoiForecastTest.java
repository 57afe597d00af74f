package io.volute.statistics.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.Simulations;
import io.volute.statistics.ledger.RoiForecast.Narrowed;
import io.volute.statistics.ledger.RoiForecast.Observed;
import io.volute.statistics.ledger.RoiForecast.Plan;
import io.volute.statistics.ledger.Uncertain.Gaussian;
import io.volute.statistics.ledger.Uncertain.Triangle;
import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SC11: a forecast is a path. */
class RoiForecastTest {

    private static final int PATHS = 10_000;
    private static final Simulations SIMULATIONS = Simulations.of(RoiForecastTest.class);
    private static final Quantity EURO = Quantity.known("euro", 1);

    /** The worked case: cost 120 + 4 t, benefit N(16, 4) a month, drawn once. */
    private static Plan worked(int horizon) {
        BenefitLine line = BenefitLine.of("benefit", 1, new Quantity("effect", new Gaussian(16, 4)), EURO);
        return new Plan(List.of(line), List.of(CostPlan.of(120, 4)), horizon, 0);
    }

    /** A plan in which everything is uncertain. */
    private static Plan uncertain(int horizon) {
        BenefitLine line = BenefitLine.of(
                        "home",
                        1_000,
                        new Quantity("effect", new Gaussian(.011, .004)),
                        new Quantity("unit value", new Triangle(8, 9.5, 11)))
                .maturing(new Quantity("tau", new Triangle(3, 6, 12)))
                .decaying(new Quantity("half-life", new Triangle(18, 36, 80)));
        CostPlan cost = new CostPlan(300, 10, 40, 3, new Quantity("learning", new Triangle(0, .15, .32)));
        return new Plan(List.of(line), List.of(cost), horizon, .01);
    }

    @Test
    void breakEvenOfTheWorkedCaseHasItsClosedForm() {
        BreakEven even = RoiForecast.simulate(worked(36), PATHS, 42).net().breakEven();

        assertThat(even.probabilityBy().get(10)).isCloseTo(.5, within(.015));
        assertThat(even.probabilityBy().get(12)).isCloseTo(.691, within(.015));
        assertThat(even.probabilityBy().get(18)).isCloseTo(.909, within(.01));
        assertThat(even.probabilityBy().get(24)).isCloseTo(.960, within(.007));
        assertThat(even.low().orElseThrow()).isCloseTo(7, within(.1));
        assertThat(even.high().orElseThrow()).isCloseTo(17.5, within(.5));
        assertThat(RoiForecast.simulate(worked(12), PATHS, 42).net().breakEven().high())
                .isEmpty();
    }

    /** The wrong twin: a fresh draw each month makes almost sure what is a matter of luck, and is rejected. */
    @Test
    void aFreshDrawEachMonthWouldPretendToKnowTheMonth() {
        NetPaths wrong = NetPaths.simulate(PATHS, 42, draws -> {
            double[] net = new double[37];
            net[0] = -120;
            for (int t = 1; t <= 36; t++) {
                net[t] = net[t - 1] + draws.normal(16, 4) - 4;
            }
            return net;
        });
        NetPaths right = RoiForecast.simulate(worked(36), PATHS, 42).net();
        double wrongWidth =
                wrong.breakEven().high().orElseThrow() - wrong.breakEven().low().orElseThrow();
        double rightWidth =
                right.breakEven().high().orElseThrow() - right.breakEven().low().orElseThrow();

        assertThat(wrong.breakEven().probabilityBy().get(18)).isGreaterThan(.999);
        assertThat(right.breakEven().probabilityBy().get(18)).isLessThan(.92);
        assertThat(rightWidth).isGreaterThan(3 * wrongWidth);
    }

    /** Fan of the worked case: normal with mean 12 t - 120 and deviation 4 t; median and 80 % as quantiles. */
    @Test
    void fanIsMedianAndQuantilesOfThePaths() {
        List<Estimate> fan = RoiForecast.simulate(worked(24), PATHS, 3).net().medians(.8);

        assertThat(fan).hasSize(25);
        assertThat(fan.get(0)).isEqualTo(new Estimate(-120, -120, -120, PATHS, "paths-median"));
        assertThat(fan.get(24).estimate()).isCloseTo(168, within(3.0));
        assertThat(fan.get(24).low()).isCloseTo(168 - 1.2816 * 96, within(4.0));
        assertThat(fan.get(24).high()).isCloseTo(168 + 1.2816 * 96, within(4.0));
    }

    @Test
    void benefitFollowsItsFormulaInEveryPeriod() {
        BenefitLine line = BenefitLine.of("b", 200, Quantity.known("effect", .5), Quantity.known("value", 3))
                .from(2, .9)
                .maturing(Quantity.known("tau", 6))
                .decaying(Quantity.known("half", 12))
                .overlapping(Quantity.known("factor", .8));
        CostPlan cost = new CostPlan(100, 5, 40, 2, Quantity.known("b", .32));
        RoiForecast forecast = RoiForecast.simulate(new Plan(List.of(line), List.of(cost), 8, .02), 1, 1);

        double sum = -100;
        double spent = 100;
        for (int t = 1; t <= 8; t++) {
            double age = Math.max(0, t - 2.0);
            double benefit = 200 * .5 * 3 * .9 * .8 * (1 - Math.exp(-age / 6)) * Math.pow(2, -age / 12);
            // Wright: 40, 32.04, 28.14, 25.67.
            double release = t % 2 == 0 ? 40 * Math.pow(t / 2.0, -.32) : 0;
            sum += (benefit - 5 - release) * Math.pow(1.02, -t);
            spent += (5 + release) * Math.pow(1.02, -t);
            assertThat(forecast.net().net(t, .8).estimate()).isCloseTo(sum, within(1e-9));
            assertThat(forecast.benefits(.8).get(t).estimate()).isCloseTo(benefit, within(1e-9));
        }
        assertThat(forecast.roi(.8).found().orElseThrow().estimate()).isCloseTo(sum / spent, within(1e-12));
    }

    @Test
    void twoLinesOfOneUnitValueShareItsDraw() {
        Quantity value = new Quantity("unit value", new Gaussian(10, 3));
        BenefitLine one = BenefitLine.of("a", 1, Quantity.known("one", 1), value);
        BenefitLine other = BenefitLine.of("b", 1, Quantity.known("one", 1), value);
        BenefitLine apart =
                BenefitLine.of("b", 1, Quantity.known("one", 1), new Quantity("other value", new Gaussian(10, 3)));

        assertThat(width(List.of(one, other))).isCloseTo(2 * width(List.of(one)), within(1e-9));
        assertThat(width(List.of(one, apart))).isLessThan(1.6 * width(List.of(one)));
    }

    private static double width(List<BenefitLine> lines) {
        Estimate net = RoiForecast.simulate(new Plan(lines, List.of(), 1, 0), 2_000, 1)
                .net()
                .net(1, .8);
        return net.high() - net.low();
    }

    /** What the first months measure rules paths out, so the fan narrows with each, and lies about the truth. */
    @Test
    void fanNarrowsAsMonthsComeIn() {
        RoiForecast forecast = RoiForecast.simulate(uncertain(48), PATHS, 5);
        RoiForecast truth = RoiForecast.simulate(uncertain(48), 1, 99);
        double width = Double.POSITIVE_INFINITY;
        for (int months : new int[] {0, 3, 9, 18}) {
            List<Observed> seen = new ArrayList<>();
            for (int t = 1; t <= months; t++) {
                seen.add(new Observed(t, truth.benefits(.8).get(t).estimate(), 12));
            }
            Narrowed narrowed = forecast.given(seen, 1);
            Estimate end = narrowed.forecast().orElseThrow().net().medians(.8).get(48);

            assertThat(end.high() - end.low()).as("after %s months", months).isLessThan(width);
            width = end.high() - end.low();
            assertThat(narrowed.refusal()).isEmpty();
        }
        assertThat(forecast.given(List.of(), 1).forecast().orElseThrow().net().medians(.8))
                .isEqualTo(forecast.net().medians(.8));
    }

    @Test
    void monthsUnlikeAnyPathAreRefused() {
        Narrowed narrowed = RoiForecast.simulate(worked(12), PATHS, 5).given(List.of(new Observed(3, 200, 1)), 1);

        assertThat(narrowed.forecast()).isEmpty();
        assertThat(narrowed.effectivePaths()).isLessThan(50);
        assertThat(narrowed.refusal().map(Refused::code)).contains("unlike-forecast");
    }

    /** Worlds from the same assumptions; 6 months are measured with error, the rest is forecast. */
    @Test
    void eightyPerCentOfTheForecastsCoverWhatComes() {
        int worlds = Simulations.worlds(300);
        int months = 6;
        int horizon = 24;
        RoiForecast forecast = RoiForecast.simulate(uncertain(horizon), 3_000, 11);
        RoiForecast truths = RoiForecast.simulate(uncertain(horizon), worlds, 77);
        Estimate before = forecast.net().medians(.8).get(horizon);
        int plain = 0;
        int narrowed = 0;
        int refused = 0;
        double narrower = 0;
        for (int w = 0; w < worlds; w++) {
            double net = truths.net().at(w, horizon);
            plain += before.covers(net) ? 1 : 0;
            Draws draws = Draws.of(13, w);
            List<Observed> seen = new ArrayList<>();
            for (int t = 1; t <= months; t++) {
                seen.add(new Observed(t, draws.normal(truths.benefit(w, t), 25), 25));
            }
            Narrowed given = forecast.given(seen, w);
            if (given.forecast().isEmpty()) {
                refused++;
                continue;
            }
            Estimate after = given.forecast().get().net().medians(.8).get(horizon);
            narrowed += after.covers(net) ? 1 : 0;
            narrower += (after.high() - after.low()) / (before.high() - before.low()) / worlds;
        }

        assertThat(plain / (double) worlds).isBetween(.76, .84);
        assertThat(narrowed / (double) (worlds - refused)).isBetween(.76, .84);
        assertThat(narrower).isLessThan(.85);
        assertThat(refused).isLessThan(worlds / 50);
    }

    /**
     * Worlds from the same assumptions, whose books tell after 6 months the sum of what was earned, with an error that all
     * months share. The wrong twin takes each month for a measurement of its own.
     */
    @Test
    @Tag("simulation")
    void eightyPerCentOfForecastsCoverAndNarrowerOnesGivenTheBooksStillDo() {
        int worlds = Simulations.worlds(100, 2_000);
        int months = 6;
        int horizon = 24;
        RoiForecast forecast = RoiForecast.simulate(uncertain(horizon), 3_000, 11);
        RoiForecast truths = RoiForecast.simulate(uncertain(horizon), worlds, 77);
        Estimate before = forecast.net().medians(.8).get(horizon);
        int plain = 0;
        int given = 0;
        int wrong = 0;
        int told = 0;
        double width = 0;
        for (int w = 0; w < worlds; w++) {
            double net = truths.net().at(w, horizon);
            plain += before.covers(net) ? 1 : 0;
            // The experiment tells the effect with a third of its size as error, in every month the same.
            double luck = Draws.of(13, w).normal(0, .33);
            double sum = 0;
            double size = 0;
            List<Double> spent = new ArrayList<>(List.of(300.0));
            List<Observed> apart = new ArrayList<>();
            for (int t = 1; t <= months; t++) {
                double typical = forecast.benefits(.8).get(t).estimate();
                double seen = truths.benefit(w, t) + luck * typical;
                sum += seen;
                size += typical;
                spent.add(truths.cost(w, t));
                apart.add(new Observed(t, seen, .33 * typical));
            }
            Narrowed narrowed = forecast.given(new RoiForecast.Booked(sum, .33 * size, spent), w);
            Narrowed pretended = forecast.given(apart, w);
            if (narrowed.forecast().isPresent() && pretended.forecast().isPresent()) {
                told++;
                Estimate after = narrowed.forecast().get().net().medians(.8).get(horizon);
                given += after.covers(net) ? 1 : 0;
                width += after.high() - after.low();
                wrong += pretended
                                .forecast()
                                .get()
                                .net()
                                .medians(.8)
                                .get(horizon)
                                .covers(net)
                        ? 1
                        : 0;
            }
        }

        assertThat(told).isGreaterThan(worlds * 95 / 100);
        assertThat(width / told).isLessThan(.85 * (before.high() - before.low()));
        assertThat(wrong / (double) told).isLessThan(.76);
        SIMULATIONS.measured(
                Simulations.Kind.COVERAGE, "forecast of 24 months, 80 %", .8, worlds, 77, plain / (double) worlds);
        SIMULATIONS.measured(
                Simulations.Kind.COVERAGE,
                "forecast of 24 months given 6 that are booked, 80 %",
                .8,
                told,
                77,
                given / (double) told);
    }

    @Test
    void whatWasSpentTakesThePlaceOfWhatWasToBe() {
        RoiForecast forecast = RoiForecast.simulate(worked(12), PATHS, 5);
        NetPaths after = forecast.given(new RoiForecast.Booked(32, 1_000_000, List.of(100.0, 10.0, 0.0)), 1)
                .forecast()
                .orElseThrow()
                .net();

        // 120 + 4 t was foreseen; 110 was spent by the end of the second month, and 4 a month follow.
        assertThat(after.medians(.8).get(2).estimate()
                        - forecast.net().medians(.8).get(2).estimate())
                .isCloseTo(128 - 110, within(.5));
        assertThat(after.medians(.8).get(12).estimate()
                        - forecast.net().medians(.8).get(12).estimate())
                .isCloseTo(128 - 110, within(2.0));
        assertThatThrownBy(() -> new RoiForecast.Booked(1, 0, List.of(1.0, 1.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RoiForecast.Booked(1, 1, List.of(1.0)))
                .isInstanceOf(IllegalArgumentException.class);
        List<Double> tooMany = Collections.nCopies(20, 1.0);
        assertThatThrownBy(() -> forecast.given(new RoiForecast.Booked(1, 1, tooMany), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pathsDependOnSeedAndNumberOnly() {
        Plan plan = uncertain(24);

        assertThat(RoiForecast.simulate(plan, 500, 4).net().medians(.8))
                .isEqualTo(RoiForecast.simulate(plan, 500, 4).net().medians(.8));
        assertThat(RoiForecast.simulate(plan, 500, 4).net().at(123, 24))
                .isEqualTo(RoiForecast.simulate(plan, 200, 4).net().at(123, 24));
    }

    @Test
    void refusesAReturnOnNothingAndWhatIsNoPlan() {
        BenefitLine line = BenefitLine.of("a", 1, Quantity.known("one", 1), EURO);
        Plan free = new Plan(List.of(line), List.of(), 3, 0);

        assertThat(RoiForecast.simulate(free, 10, 1).roi(.8).refusal().map(Refused::code))
                .contains("no-cost");
        assertThatThrownBy(() -> new Plan(List.of(), List.of(), 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CostPlan.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line.from(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Triangle(3, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Gaussian(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Observed(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RoiForecast.simulate(free, 10, 1).given(List.of(new Observed(4, 1, 1)), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
