package io.volute.cli.ledger;

import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.ledger.Grade;
import io.volute.businessanalysis.ledger.LedgerView;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import java.math.BigDecimal;
import java.util.Optional;

/** The books for people. */
final class LedgerText {
    private LedgerText() {}

    static void print(LedgerView view, boolean lines, Terminal.Channel channel) {
        if (view.periods().isEmpty()) {
            channel.line("nothing booked (volute run, or volute ledger post FILE)");
            view.estimates().forEach(one -> EstimateText.print(one, channel));
            return;
        }
        TextTable table =
                new TextTable("month", ">cost", ">benefit A", ">B", ">C", ">D", ">net", ">in all", ">from", ">to", "");
        view.periods()
                .forEach(period -> table.row(
                        period.period().toString(),
                        text(period.cost()),
                        text(period.benefit().get(Grade.A)),
                        text(period.benefit().get(Grade.B)),
                        text(period.benefit().get(Grade.C)),
                        text(period.benefit().get(Grade.D)),
                        text(period.net()),
                        text(period.cumulative()),
                        period.low().map(Numbers::rounded).orElse(""),
                        period.high().map(Numbers::rounded).orElse(""),
                        period.closed() ? "closed" : ""));
        table.print(channel);
        channel.line("");
        channel.line("  amounts in " + view.currency() + " as of "
                + view.asOf().toString().substring(0, 10));
        if (view.roi() instanceof Estimate roi) {
            channel.line("  return   " + Numbers.percent(roi.estimate()) + " of the cost (" + Numbers.percent(roi.low())
                    + " to " + Numbers.percent(roi.high()) + ")");
        } else if (view.roi() instanceof Refused refused) {
            channel.line("  return   not told: " + refused.message() + " (" + refused.remedy() + ")");
        }
        view.breakEven().ifPresent(months -> channel.line("  paid back " + paidBack(months)));
        if (view.pending()) {
            channel.line("  posted since the last run: intervals follow with volute run business-analysis");
        }
        if (!view.restated().isEmpty()) {
            channel.line("");
            TextTable restated = new TextTable("restated", "month", ">before", ">after");
            view.restated()
                    .forEach(line ->
                            restated.row(line.id(), line.period().toString(), text(line.before()), text(line.after())));
            restated.print(channel);
        }
        view.forecast().ifPresent(forecast -> ForecastText.print(forecast, channel));
        view.estimates().forEach(one -> EstimateText.print(one, channel));
        if (lines) {
            channel.line("");
            TextTable all = new TextTable("month", "line", "kind", "grade", "account", ">amount");
            view.transactions()
                    .forEach(line -> line.postings()
                            .forEach(side -> all.row(
                                    line.period().toString(),
                                    line.id(),
                                    line.kind(),
                                    line.grade().map(Grade::name).orElse(""),
                                    side.account(),
                                    side.amount().toPlainString())));
            all.print(channel);
        }
    }

    private static String paidBack(Book.BreakEvenMonths months) {
        if (months.median().isEmpty()) {
            return "not yet; chance to have been by now " + Numbers.percent(months.probability());
        }
        return months.median().get() + " (80 % from " + months.low().orElse("the start") + " to "
                + months.high().orElse("after the last month") + ")";
    }

    private static String text(@org.jspecify.annotations.Nullable BigDecimal amount) {
        return Optional.ofNullable(amount)
                .filter(value -> value.signum() != 0)
                .map(BigDecimal::toPlainString)
                .orElse("");
    }
}
