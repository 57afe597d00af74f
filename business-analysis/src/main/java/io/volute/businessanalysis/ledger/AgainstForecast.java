package io.volute.businessanalysis.ledger;

import io.volute.core.contract.scoping.Assessment.ForecastMonth;
import io.volute.core.contract.scoping.Forecast;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.ledger.BreakEven;
import io.volute.statistics.ledger.ModelPlan;
import io.volute.statistics.ledger.NetPaths;
import io.volute.statistics.ledger.RoiForecast;
import io.volute.statistics.ledger.Uncertain;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Holds a forecast against a book. What is booked by now counts once, with the error that its months share: each month for
 * itself would pretend that twelve months of one effect are twelve measurements.
 */
final class AgainstForecast {
    private static final double COVERAGE = .8;
    /** Less than half a cent is no error that anybody could book. */
    private static final double LEAST = .005;

    private final Forecast forecast;
    private final Book book;
    private final Instant asOf;

    AgainstForecast(Forecast forecast, Book book, Instant asOf) {
        this.forecast = forecast;
        this.book = book;
        this.asOf = asOf;
    }

    /** Empty before the first month of the forecast is over. */
    Optional<Foreseen> foreseen() {
        if (!forecast.currency().equals(book.currency())) {
            return Optional.of(new Foreseen(
                    List.of(),
                    Optional.empty(),
                    Optional.of(
                            "the forecast is in " + forecast.currency() + ", the books are in " + book.currency())));
        }
        Map<String, Book.Month> booked = new HashMap<>();
        book.months().forEach(month -> booked.put(month.month(), month));
        List<Foreseen.Held> held = new ArrayList<>();
        List<Book.Month> over = new ArrayList<>();
        double actual = 0;
        long inside = 0;
        for (ForecastMonth month : forecast.months()) {
            Optional<Book.Month> known =
                    Optional.ofNullable(booked.get(month.month().toString())).or(() -> before(month.month()));
            if (known.isEmpty() || !new BookMonth(month.month()).isOverAt(asOf)) {
                break;
            }
            over.add(known.get());
            actual += known.get().benefit().subtract(known.get().cost()).doubleValue();
            boolean in = month.low() <= actual && actual <= month.high();
            inside += in ? 1 : 0;
            held.add(new Foreseen.Held(
                    month.month().toString(),
                    month.net(),
                    month.low(),
                    month.high(),
                    cents(actual),
                    cents(actual - month.net()),
                    in,
                    (double) inside / over.size()));
        }
        return over.isEmpty() ? Optional.empty() : Optional.of(narrowed(held, over));
    }

    /** A month before the books begin: nothing was spent or earned. Empty from then on. */
    private Optional<Book.Month> before(YearMonth month) {
        return book.months().stream()
                .findFirst()
                .filter(first -> month.isBefore(YearMonth.parse(first.month())))
                .map(first -> new Book.Month(
                        month.toString(),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        0,
                        BigDecimal.ZERO,
                        Optional.empty(),
                        Optional.empty()));
    }

    private Foreseen narrowed(List<Foreseen.Held> held, List<Book.Month> over) {
        Optional<Estimate> net = over.get(over.size() - 1).net();
        if (net.isEmpty()) {
            return told(held, "no effect can be told yet, so the forecast stands as it was made");
        }
        double error = (net.get().high() - net.get().low()) / 2 / Normal.upperQuantile(.025);
        double benefit = over.stream()
                .map(Book.Month::benefit)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
        List<Double> spent = new ArrayList<>();
        over.forEach(month -> spent.add(month.cost().doubleValue()));
        // What the first month costs is spent before anything can be earned.
        spent.add(1, 0.0);
        RoiForecast.Narrowed narrowed = plan().simulate(forecast.paths(), forecast.seed())
                .given(new RoiForecast.Booked(benefit, Math.max(LEAST, error), spent), forecast.seed());
        if (narrowed.forecast().isEmpty()) {
            return told(
                    held,
                    narrowed.refusal().map(Refused::message).orElse("what is booked is unlike what was forecast"));
        }
        NetPaths paths = narrowed.forecast().get().net();
        List<Foreseen.Path> later = new ArrayList<>();
        for (int period = over.size() + 1; period <= forecast.months().size(); period++) {
            Estimate at = paths.median(period, COVERAGE);
            later.add(new Foreseen.Path(month(period), cents(at.estimate()), cents(at.low()), cents(at.high())));
        }
        BreakEven even = paths.breakEven();
        return new Foreseen(
                held,
                Optional.of(new Foreseen.Later(
                        Math.rint(narrowed.effectivePaths()),
                        later,
                        new Book.BreakEvenMonths(
                                month(even.low()),
                                month(even.median()),
                                month(even.high()),
                                1 - even.probabilityBeyond()),
                        month(forecast.months().size()))),
                Optional.empty());
    }

    private static Foreseen told(List<Foreseen.Held> held, String note) {
        return new Foreseen(held, Optional.empty(), Optional.of(note));
    }

    private ModelPlan plan() {
        return new ModelPlan(
                forecast.benefit().mean(),
                forecast.benefit().deviation(),
                forecast.benefit().share(),
                forecast.benefit().launch().orElse(0),
                triangle(forecast.benefit().maturity()),
                forecast.cost().build(),
                forecast.cost().month(),
                forecast.cost().release(),
                forecast.cost().releaseMonths(),
                triangle(forecast.cost().learning()),
                forecast.months().size());
    }

    private static Uncertain.Triangle triangle(Forecast.Assumed assumed) {
        return new Uncertain.Triangle(assumed.low(), assumed.mode(), assumed.high());
    }

    /** Period 1 is the first month; period 0 is before it. */
    private String month(int period) {
        YearMonth first = forecast.months().get(0).month();
        return first.plusMonths(Math.max(0, period - 1L)).toString();
    }

    private Optional<String> month(OptionalDouble period) {
        return period.isEmpty() ? Optional.empty() : Optional.of(month((int) Math.ceil(period.getAsDouble())));
    }

    private static double cents(double amount) {
        return Math.rint(amount * 100) / 100;
    }
}
