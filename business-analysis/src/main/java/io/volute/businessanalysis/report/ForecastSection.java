package io.volute.businessanalysis.report;

import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.ledger.Foreseen;
import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Plot;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What was foreseen before the start beside what came, and what is foreseen now. */
final class ForecastSection {
    static final String ID = "forecast";
    static final String TITLE = "Foreseen and come";

    private final Html html;
    private final String currency;

    ForecastSection(Html html, String currency) {
        this.html = html;
        this.currency = currency;
    }

    void write(Foreseen forecast) {
        html.open("section", "id", ID, "aria-labelledby", ID + "-heading").element("h2", TITLE, "id", ID + "-heading");
        forecast.later().ifPresent(later -> html.element("p", paidBack(later) + "."));
        forecast.note().ifPresent(note -> html.element("p", "Not foreseen anew: " + note + "."));
        if (!forecast.months().isEmpty()) {
            fan(forecast);
            Tables.write(
                    html,
                    "Benefit minus cost since the forecast's first month, in sum; 80 of 100 months should lie inside",
                    List.of("By the end of", "Foreseen", "80 % from", "to", "Came", "Error", "", "Inside so far"),
                    forecast.months().stream()
                            .map(month -> List.of(
                                    month.month(),
                                    money(month.forecast()),
                                    money(month.low()),
                                    money(month.high()),
                                    money(month.actual()),
                                    money(month.error()),
                                    month.inside() ? "inside" : "outside",
                                    Numbers.percent(month.coverage())))
                            .toList());
        }
        forecast.later()
                .filter(later -> !later.months().isEmpty())
                .ifPresent(later -> Tables.write(
                        html,
                        "Foreseen by now, given what came",
                        List.of("By the end of", "Net", "80 % from", "to"),
                        later.eachQuarter().stream()
                                .map(month -> List.of(
                                        month.month(), money(month.net()), money(month.low()), money(month.high())))
                                .toList()));
        html.close().line();
    }

    private static String finding(Foreseen forecast) {
        return forecast.inside() + " of " + forecast.months().size()
                + (forecast.months().size() == 1 ? " month lies" : " months lie")
                + " inside what was foreseen before the start"
                + (forecast.above() > 0 ? ", " + forecast.above() + " above it" : "")
                + (forecast.below() > 0 ? ", " + forecast.below() + " below it" : "") + ".";
    }

    private static String paidBack(Foreseen.Later later) {
        Book.BreakEvenMonths months = later.breakEven();
        String open = "after " + later.horizon();
        return "By now it is foreseen to pay back in " + months.median().orElse(open) + " (80 %: "
                + months.low().orElse(open) + " … " + months.high().orElse(open) + "; chance by " + later.horizon()
                + " " + Numbers.percent(months.probability()) + ")";
    }

    private String money(double amount) {
        return Numbers.money(amount, currency);
    }

    /** The fan as it was made, what came, and the narrower fan from there on. */
    private void fan(Foreseen forecast) {
        List<Foreseen.Held> held = forecast.months();
        List<Foreseen.Path> later = forecast.later().map(Foreseen.Later::months).orElse(List.of());
        List<String> months = Stream.concat(
                        held.stream().map(Foreseen.Held::month), later.stream().map(Foreseen.Path::month))
                .toList();
        if (months.size() < 2) {
            html.element("p", finding(forecast));
            return;
        }
        double[] all = Stream.concat(
                        held.stream().flatMap(month -> Stream.of(month.low(), month.high(), month.actual())),
                        later.stream().flatMap(month -> Stream.of(month.low(), month.high())))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        html.element("h3", finding(forecast));
        Plot plot = new Plot(
                        html,
                        "foreseen",
                        finding(forecast),
                        "Benefit minus cost in sum: the range that held 80 % of the paths before the start, what came, and"
                                + " the range that holds 80 % of those that go with it.",
                        Plot.WIDE,
                        280,
                        months.size(),
                        Math.min(0, all[0]),
                        Math.max(0, all[all.length - 1]))
                .scale(Numbers.sign(currency) + " benefit minus cost", Words::thousands)
                .places(months, Math.max(1, (months.size() + 5) / 6));
        List<Double> past = places(0, held.size());
        if (held.size() > 1) {
            plot.band(
                    "band95",
                    past,
                    held.stream().map(Foreseen.Held::low).toList(),
                    held.stream().map(Foreseen.Held::high).toList());
        }
        if (!later.isEmpty()) {
            List<Double> low = new ArrayList<>();
            List<Double> high = new ArrayList<>();
            double now = held.get(held.size() - 1).actual();
            low.add(now);
            high.add(now);
            later.forEach(month -> {
                low.add(month.low());
                high.add(month.high());
            });
            plot.band("band80", places(held.size() - 1, months.size()), low, high);
        }
        plot.horizontal("zero", 0)
                .curve("net", past, held.stream().map(Foreseen.Held::actual).toList());
        int last = held.size() - 1;
        plot.label(
                "value",
                last,
                held.get(last).actual(),
                8,
                4,
                "start",
                "came " + money(held.get(last).actual()));
        plot.end();
    }

    private static List<Double> places(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> (double) i).toList();
    }
}
