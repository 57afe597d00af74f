package io.volute.cli.output;

import io.volute.businessanalysis.report.Closing;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The end of the quick start: what it was about in money, how sure that is, and what was decided. */
public final class ClosingScreen {
    private static final String GAP = "                  ";
    private static final int MIDDLE = 56;

    private final Closing closing;
    private final Terminal.Channel channel;

    /** Of these facts. */
    public ClosingScreen(Closing closing, Terminal.Channel channel) {
        this.closing = closing;
        this.channel = channel;
    }

    /** Prints it. */
    public void print() {
        channel.line("  " + channel.styled(Style.STRONG, costs()));
        saved();
        guardrails();
        line("Money", money());
        if (!closing.challenges().isEmpty()) {
            line(
                    "Challengers",
                    closing.challenges().stream()
                            .map(challenge -> challenge.text(closing.currency()))
                            .collect(Collectors.joining(" · ")));
        }
        Style style = closing.decision().equals("KEEP") ? Style.GOOD : Style.NOTE;
        line("Decision", channel.styled(style, closing.decision()) + "        " + closing.why());
    }

    private String costs() {
        if (closing.costRule() instanceof Estimate rule && closing.costModel() instanceof Estimate model) {
            return "Today's rule costs " + money(rule.estimate()) + " a " + closing.unit() + ", the model "
                    + money(model.estimate()) + ".";
        }
        return "What rule and model cost is not known yet: " + refusal(closing.costModel());
    }

    private void saved() {
        line(
                "Saved",
                effect(
                        closing.paired(),
                        "every outcome known, paired, " + Numbers.count(closing.rows()) + " " + closing.unit() + "s"));
        boolean tells = closing.ab() instanceof Estimate ab && !ab.covers(0);
        String said = tells ? "A/B alone tells the same" : "A/B alone: too few " + closing.unit() + "s to tell";
        line("", effect(closing.ab(), said + " (planned: " + money(closing.plannedMde()) + ")"));
    }

    private String effect(Figure figure, String said) {
        if (figure instanceof Estimate found) {
            String amount = money(-found.estimate()) + " a " + closing.unit();
            String interval = "95 %: " + Numbers.range(-found.high(), -found.low());
            return String.format(Locale.ROOT, "%-16s%-21s %s", amount, interval, said);
        }
        return refusal(figure);
    }

    private void guardrails() {
        String title = "Guardrail";
        for (Closing.Missed missed : closing.guardrails()) {
            line(title, missed(missed, missed.name().replace('-', ' ')));
            title = "";
        }
        line(title, missed(closing.anyMissed(), "any " + closing.event() + " missed"));
    }

    private static String missed(Closing.Missed missed, String name) {
        String shares = missed.rule() instanceof Estimate rule && missed.model() instanceof Estimate model
                ? Numbers.percent(rule.estimate()) + " → " + Numbers.percent(model.estimate())
                : refusal(missed.model());
        String standing = missed.standing().equals("PRICED")
                ? "priced in the cost above"
                : missed.standing().toLowerCase(Locale.ROOT).replace('_', ' ');
        return String.format(Locale.ROOT, "%-" + (MIDDLE - GAP.length()) + "s %s", name + " " + shares, standing);
    }

    private String money() {
        String spent = Numbers.amount(new BigDecimal(closing.cost()), closing.currency()) + " spent";
        String saved = closing.benefit() instanceof Estimate found
                ? money(found.estimate()) + " saved (" + Numbers.range(found) + ")"
                : "saved: " + refusal(closing.benefit());
        String low = Closing.month(closing.breakEven().low());
        String high = Closing.month(closing.breakEven().high());
        String even =
                low.equals(high) ? "break-even " + low : "break-even between " + quoted(low) + " and " + quoted(high);
        return String.join(" · ", List.of(spent, saved, even));
    }

    private static String quoted(String month) {
        return month.equals(Closing.NOT_YET) ? "\"" + month + "\"" : month;
    }

    private String money(double value) {
        return Numbers.money(value, closing.currency());
    }

    private static String refusal(Figure figure) {
        return figure instanceof Refused refused
                ? "not enough data (" + refused.message() + "; " + refused.remedy() + ")"
                : "not known";
    }

    private void line(String title, String text) {
        channel.line("  " + String.format(Locale.ROOT, "%-" + (GAP.length() - 2) + "s", title) + text);
    }
}
