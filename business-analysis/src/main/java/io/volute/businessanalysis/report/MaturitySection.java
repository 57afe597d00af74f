package io.volute.businessanalysis.report;

import io.volute.businessanalysis.ledger.Maturity;
import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Plot;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether turns get faster and predictions and releases cheaper as the system grows older. */
final class MaturitySection {
    static final String ID = "maturity";
    static final String TITLE = "Faster and cheaper with age?";

    private final Html html;
    private final Figures figures;

    MaturitySection(Html html, Figures figures) {
        this.html = html;
        this.figures = figures;
    }

    void write(Maturity maturity) {
        html.open("section", "id", ID, "aria-labelledby", ID + "-heading").element("h2", TITLE, "id", ID + "-heading");
        html.open("p").text("Cost of a release: ");
        figures.show(html, "maturity.learning-rate", learning(maturity));
        html.text(".").close();
        cost(maturity);
        Tables.write(
                html,
                "Turns that trained: days from the date of the turn to the first period that its release decided, and hours"
                        + " of people until the next turn",
                List.of("Turn as of", "Result", "Decides from", "Days to it", "Hours of people"),
                maturity.passes().stream()
                        .map(turn -> List.of(
                                turn.asOf().toString().substring(0, 10),
                                turn.outcome().toLowerCase(Locale.ROOT),
                                turn.firstSlot().orElse("nothing new"),
                                turn.leadDays().map(Numbers::count).orElse(""),
                                turn.hours().map(BigDecimal::toPlainString).orElse("not declared")))
                        .toList());
        if (!maturity.releases().isEmpty()) {
            Tables.write(
                    html,
                    "What each release cost since the one before, running costs apart",
                    List.of("Release", "Number", "Decides from", "Cost"),
                    maturity.releases().stream()
                            .map(release -> List.of(
                                    release.name(),
                                    String.valueOf(release.number()),
                                    release.month(),
                                    Numbers.amount(release.cost(), maturity.currency())))
                            .toList());
        }
        html.close().line();
    }

    /** The learning rate in words, or how many releases it needs. */
    static String learning(Maturity maturity) {
        if (maturity.rate() instanceof Estimate rate) {
            return Numbers.percent(rate.estimate()) + " of itself after twice as many releases (95 %: "
                    + Numbers.percent(rate.low()) + " to " + Numbers.percent(rate.high()) + ")";
        }
        return "whether it falls is not told yet: "
                + maturity.rate().refusal().map(Refused::message).orElse("");
    }

    /** What 1,000 predictions cost in the first and in the newest quarter that had any. */
    static Optional<String> finding(Maturity maturity) {
        List<Maturity.Quarter> shown = shown(maturity);
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        Maturity.Quarter last = shown.get(shown.size() - 1);
        String now = Numbers.money(last.costPerThousand().orElseThrow(), maturity.currency()) + " in " + last.quarter();
        return Optional.of(
                shown.size() == 1
                        ? "A thousand predictions cost " + now
                        : "A thousand predictions cost "
                                + Numbers.money(shown.get(0).costPerThousand().orElseThrow(), maturity.currency())
                                + " in " + shown.get(0).quarter() + ", " + now);
    }

    private static List<Maturity.Quarter> shown(Maturity maturity) {
        return maturity.quarters().stream()
                .filter(quarter -> quarter.costPerThousand().isPresent())
                .toList();
    }

    private void cost(Maturity maturity) {
        Optional<String> title = finding(maturity);
        if (title.isEmpty()) {
            html.element("p", "No predictions have been counted yet.");
            return;
        }
        List<Maturity.Quarter> shown = shown(maturity);
        html.open("figure").open("h3");
        figures.show(html, "maturity.cost-per-thousand", title.get());
        html.close();
        List<Double> at =
                IntStream.range(0, shown.size()).mapToObj(i -> (double) i).toList();
        List<Double> all = shown.stream()
                .map(quarter -> quarter.costPerThousand().orElseThrow())
                .toList();
        List<Double> machines = shown.stream()
                .map(quarter -> quarter.computePerThousand().orElseThrow())
                .toList();
        double high = all.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        int last = shown.size() - 1;
        boolean apart = !machines.equals(all);
        Plot plot = new Plot(
                        html,
                        "maturity",
                        title.get(),
                        "Cost of 1,000 predictions by quarter: all costs, and of them training, serving and storage.",
                        Plot.WIDE,
                        220,
                        shown.size(),
                        0,
                        high)
                .scale(Numbers.sign(maturity.currency()) + " for 1,000 predictions", Words::thousands)
                .places(shown.stream().map(Maturity.Quarter::quarter).toList(), Math.max(1, (shown.size() + 5) / 6))
                .curve("net", at, all)
                .label("value", last, all.get(last), 8, apart ? -6 : 4, "start", "all costs");
        if (apart) {
            plot.curve("rule", at, machines).label("rule", last, machines.get(last), 8, 14, "start", "machines");
        }
        plot.end();
        html.close().line();
    }
}
