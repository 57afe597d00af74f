package io.volute.cli.ledger;

import io.volute.businessanalysis.ledger.Shipped;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.core.text.Numbers;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.util.Optional;

/** An estimate that an experiment gives by itself, for people: what it showed, what is left of it, what it brought. */
final class EstimateText {
    private EstimateText() {}

    static void print(Shipped one, Terminal.Channel channel) {
        channel.line("");
        channel.line("  " + one.experiment() + "   " + one.state().text()
                + one.launched().map(day -> " on " + day).orElse("")
                + one.note().map(note -> "; " + note).orElse(""));
        TextTable effects = new TextTable(one.metric() + " on one", ">change", ">from", ">to", "");
        row(effects, "raw, as the experiment shows it", one.raw(), false);
        row(
                effects,
                "shrunk towards what others showed",
                one.shrunk(),
                one.used().equals("shrunk"));
        row(
                effects,
                "corrected for the luck of what ships",
                one.corrected(),
                one.used().equals("corrected"));
        effects.print(channel);
        channel.line("  of everybody's total " + told(one.everyone().scaled(lift -> 100 * lift), " %") + "; "
                + Numbers.amount(one.value().amount(), one.value().currency()) + " for one "
                + one.value().per() + " ("
                + one.value().low().toPlainString() + " to "
                + one.value().high().toPlainString() + ", "
                + one.value().source()
                + one.value().until().map(day -> ", until " + day).orElse("") + ")");
        if (!one.months().isEmpty()) {
            TextTable months = new TextTable("month", ">could get it", ">did", ">worth", ">booked");
            one.months()
                    .forEach(month -> months.row(
                            month.month(),
                            Numbers.count(Math.round(month.units())),
                            Numbers.percent(month.coverage()),
                            month.claimed().toPlainString(),
                            month.booked().toPlainString()));
            months.print(channel);
        }
    }

    private static void row(TextTable table, String name, Figure figure, boolean used) {
        table.row(
                name,
                figure.found().map(found -> Numbers.fine(found.estimate())).orElse(""),
                figure.found().map(found -> Numbers.fine(found.low())).orElse(""),
                figure.found().map(found -> Numbers.fine(found.high())).orElse(""),
                used
                        ? "becomes money"
                        : Optional.of(figure)
                                .flatMap(Figure::refusal)
                                .map(Refused::message)
                                .orElse(""));
    }

    private static String told(Figure figure, String unit) {
        return figure.found()
                .map(found -> Numbers.plain(found.estimate()) + unit + " (95 %: " + Numbers.range(found) + ")")
                .orElseGet(() -> figure.refusal().map(Refused::message).orElse(""));
    }
}
