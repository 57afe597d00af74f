package io.volute.cli.experiment;

import io.volute.businessanalysis.experiment.Comparison;
import io.volute.businessanalysis.experiment.Design;
import io.volute.businessanalysis.experiment.ExperimentResult;
import io.volute.businessanalysis.experiment.Sequential;
import io.volute.businessanalysis.experiment.TrustCheck;
import io.volute.cli.output.Style;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.util.Locale;

/** An analysis for people: trust first, then effects, then the verdict. */
final class ResultText {
    private ResultText() {}

    static void print(ExperimentResult result, Design design, Terminal.Channel channel) {
        channel.line(result.design() + " · "
                + (design.unitKnown()
                        ? Numbers.count(result.counts().exposed()) + " of "
                                + Numbers.count(result.counts().assigned()) + " " + design.unit() + "s exposed"
                        : Numbers.count(result.counts().assigned()) + " rows")
                + result.until().map(day -> " · until " + day).orElse("")
                + result.frozen()
                        .map(same -> same ? " · design as frozen" : " · design changed since it was frozen")
                        .orElse(" · design not frozen"));
        channel.line("");
        for (TrustCheck check : result.trust()) {
            channel.line("  " + pad(check.check(), 17)
                    + channel.styled(style(check.status()), pad(check.status().name(), 9)) + check.detail());
            check.causes().stream()
                    .skip(1)
                    .limit(2)
                    .forEach(cause -> channel.line(
                            "  " + pad("", 26) + "also where " + cause.attribute() + " is " + cause.value()));
        }
        channel.line("");
        if (!result.verdict().value().equals("INVALID")) {
            effects(result, design, channel);
        }
        Style style = result.verdict().negative()
                ? Style.ERROR
                : result.verdict().value().equals("SHIP") ? Style.GOOD : Style.NOTE;
        channel.line("  " + channel.styled(style, result.verdict().value()) + "  "
                + result.verdict().why());
    }

    private static void effects(ExperimentResult result, Design design, Terminal.Channel channel) {
        TextTable table = new TextTable("", "metric", "arm", "control", "value", "lift, 95 %", "");
        for (Comparison one : result.comparisons()) {
            table.row(
                    one.role().name().toLowerCase(Locale.ROOT),
                    one.metric().toString(),
                    one.arm(),
                    value(one.valueControl()),
                    value(one.valueArm()),
                    lift(one),
                    design.unitKnown() ? remark(one, result) : "too short");
        }
        table.print(channel);
        channel.line("");
        result.comparisons()
                .forEach(one -> one.notes().stream()
                        .filter(note -> !note.startsWith("ratio of sums"))
                        .forEach(
                                note -> channel.line("  note     " + one.metric() + " in " + one.arm() + ": " + note)));
        result.smallest()
                .forEach((key, smallest) -> channel.line("  found    " + key + ": effects from "
                        + Numbers.percent(smallest.relative()) + " on would have been found"));
        result.beliefs()
                .forEach((key, belief) -> channel.line("  belief   " + key + ": better with a chance of "
                        + Numbers.percent(belief.chanceToWin()) + (belief.flat() ? " (no belief before)" : "")));
        result.sequential().forEach((key, look) -> channel.line("  look     " + key + ": " + looked(look)));
        channel.line("");
    }

    private static String looked(Sequential look) {
        String place = look.looks() == 0 ? "look " + look.look() : "look " + look.look() + " of " + look.looks();
        String bound = Double.isFinite(look.bound())
                ? String.format(Locale.ROOT, "z %.2f, bound %.2f", look.z(), look.bound())
                : String.format(Locale.ROOT, "z %.2f, no bound yet", look.z());
        return place + ", " + Numbers.percent(look.information()) + " of the planned information, " + bound
                + (look.crossed() ? ", crossed" : look.stopped() ? ", the last" : "")
                + look.refusal()
                        .map(refused -> "; this look does not count: " + refused.message())
                        .orElse("");
    }

    private static String remark(Comparison one, ExperimentResult result) {
        if (one.guardrail().isPresent()) {
            Comparison.Guard guard = one.guardrail().get();
            String within = " (may get " + guard.said() + " worse)";
            return switch (guard.standing()) {
                case HOLDS -> "holds" + within;
                case HARM -> "broken" + within;
                case UNDECIDED -> "not decided" + within;
                case REFUSED -> "cannot be judged" + within;
            };
        }
        boolean told = one.adjusted().map(adjusted -> adjusted.p() < .05).orElse(false);
        return result.sequential().isEmpty() && one.adjusted().isPresent()
                ? told ? "told apart" : "not told apart"
                : "";
    }

    private static String value(Figure figure) {
        return figure instanceof Estimate found ? Numbers.plain(found.estimate()) : "none";
    }

    private static String lift(Comparison one) {
        if (one.lift() instanceof Estimate found) {
            return String.format(
                    Locale.ROOT,
                    "%+.1f %%  (%+.1f … %+.1f)",
                    100 * found.estimate(),
                    100 * found.low(),
                    100 * found.high());
        }
        return one.effect() instanceof Estimate found ? Numbers.plain(found) : ((Refused) one.effect()).message();
    }

    private static Style style(TrustCheck.Status status) {
        return switch (status) {
            case PASS -> Style.GOOD;
            case FAIL -> Style.ERROR;
            default -> Style.NOTE;
        };
    }

    private static String pad(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }
}
