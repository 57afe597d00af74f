package io.volute.cli.ledger;

import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.ledger.Foreseen;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.core.text.Numbers;

/** What was foreseen beside what came, for people. */
final class ForecastText {
    private ForecastText() {}

    static void print(Foreseen forecast, Terminal.Channel channel) {
        channel.line("");
        if (!forecast.months().isEmpty()) {
            TextTable table = new TextTable(
                    "foreseen in all", ">net", ">80 % from", ">to", ">came", ">error", "", ">inside so far");
            forecast.months()
                    .forEach(month -> table.row(
                            month.month(),
                            Numbers.rounded(month.forecast()),
                            Numbers.rounded(month.low()),
                            Numbers.rounded(month.high()),
                            Numbers.rounded(month.actual()),
                            Numbers.rounded(month.error()),
                            month.inside() ? "inside" : "outside",
                            Numbers.percent(month.coverage())));
            table.print(channel);
        }
        forecast.later().ifPresent(later -> {
            if (!later.months().isEmpty()) {
                channel.line("");
                TextTable table = new TextTable("foreseen by now", ">net", ">80 % from", ">to");
                later.eachQuarter()
                        .forEach(month -> table.row(
                                month.month(),
                                Numbers.rounded(month.net()),
                                Numbers.rounded(month.low()),
                                Numbers.rounded(month.high())));
                table.print(channel);
            }
            channel.line("  pays back " + paidBack(later.breakEven(), later.horizon()));
        });
        forecast.note().ifPresent(note -> channel.line("  not foreseen anew: " + note));
    }

    /** An end that lies after the last month is open. */
    static String paidBack(Book.BreakEvenMonths months, String horizon) {
        String open = "after " + horizon;
        return months.median().orElse(open) + " (80 % from " + months.low().orElse(open) + " to "
                + months.high().orElse(open) + "; chance by " + horizon + " " + Numbers.percent(months.probability())
                + ")";
    }
}
