package io.volute.scoping.assessment;

import io.volute.core.contract.scoping.Assessment.ForecastMonth;
import io.volute.core.contract.scoping.Forecast;
import io.volute.scoping.objective.InvestmentSpec;
import io.volute.scoping.objective.LaunchSpec;
import io.volute.statistics.Estimate;
import io.volute.statistics.ledger.ModelPlan;
import io.volute.statistics.ledger.NetPaths;
import io.volute.statistics.ledger.Uncertain;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the path that is expected is drawn. It is kept as it was made, so that it can be held against what happened.
 *
 * @param asOf date of the pass
 * @param investment what building and running it costs
 * @param horizon months of the objective
 */
record ForecastPath(Instant asOf, InvestmentSpec investment, int horizon) {
    private static final int PATHS = 10_000;
    private static final long SEED = 1;
    private static final int MONTHS_MIN = 24;
    private static final double COVERAGE = .8;
    // Months until the benefit is there by two thirds, and Wright's exponent of releases: assumed until a ledger knows.
    private static final Uncertain.Triangle MATURITY = new Uncertain.Triangle(3, 6, 12);
    private static final Uncertain.Triangle LEARNING = new Uncertain.Triangle(0, .15, .32);

    /**
     * The benefit of a month is drawn once for each path.
     *
     * @param mean benefit of a month once it has matured
     * @param deviation of what is believed of it
     * @param share of the units that the model decides, unless the launch has another
     */
    Forecast forecast(String currency, double mean, double deviation, double share) {
        int months = Math.max(MONTHS_MIN, horizon);
        var plan = new ModelPlan(
                mean,
                deviation,
                investment.launch().flatMap(LaunchSpec::share).orElse(share),
                investment.monthsToLaunch(),
                maturity(),
                investment.build().doubleValue(),
                investment.month().doubleValue(),
                investment.release().doubleValue(),
                investment.releaseMonths(),
                LEARNING,
                months);
        NetPaths paths = plan.simulate(PATHS, SEED).net();
        List<Estimate> fan = paths.fan(COVERAGE);
        List<Double> paidBack = paths.breakEven().probabilityBy();
        YearMonth first = YearMonth.from(asOf.atZone(ZoneOffset.UTC));
        List<ForecastMonth> forecast = new ArrayList<>();
        for (int month = 1; month <= months; month++) {
            Estimate net = fan.get(month);
            forecast.add(new ForecastMonth(
                    first.plusMonths(month - 1L),
                    cents(net.estimate()),
                    cents(net.low()),
                    cents(net.high()),
                    paidBack.get(month)));
        }
        return new Forecast(
                currency,
                forecast,
                new Forecast.Benefit(
                        plan.mean(),
                        plan.deviation(),
                        plan.share(),
                        assumed(plan.maturity()),
                        Optional.of(plan.launch()).filter(later -> later > 0)),
                new Forecast.Cost(
                        plan.build(), plan.running(), plan.release(), plan.releaseEvery(), assumed(plan.learning())),
                PATHS,
                SEED);
    }

    private Uncertain.Triangle maturity() {
        return investment
                .launch()
                .flatMap(LaunchSpec::matures)
                .map(period -> (double) period.toTotalMonths())
                .map(months -> new Uncertain.Triangle(months, months, months))
                .orElse(MATURITY);
    }

    private static Forecast.Assumed assumed(Uncertain.Triangle triangle) {
        return new Forecast.Assumed(triangle.low(), triangle.mode(), triangle.high());
    }

    private static double cents(double amount) {
        return Math.rint(amount * 100) / 100;
    }
}
