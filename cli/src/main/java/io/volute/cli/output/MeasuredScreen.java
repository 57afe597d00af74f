package io.volute.cli.output;

import io.volute.businessanalysis.report.MeasuredClosing;
import io.volute.core.text.Numbers;
import java.util.Locale;

/** The end of a run whose objective is a metric over events: what is wanted, what may not get worse, and the money. */
public final class MeasuredScreen {
    private static final int TITLE = 12;

    private final MeasuredClosing closing;
    private final Terminal.Channel channel;

    /** Of these facts. */
    public MeasuredScreen(MeasuredClosing closing, Terminal.Channel channel) {
        this.closing = closing;
        this.channel = channel;
    }

    /** Prints it. */
    public void print() {
        channel.line("  " + channel.styled(Style.STRONG, closing.objective() + ", for " + closing.owner()));
        line(
                "wanted",
                closing.metric() + " " + Numbers.percent(closing.target()) + " within " + closing.months() + " months");
        String title = "kept";
        for (MeasuredClosing.Guarded guarded : closing.guardrails()) {
            line(title, guarded.text());
            title = "";
        }
        line("link", closing.link());
        if (closing.experiments().isEmpty()) {
            line("experiments", "none yet");
        }
        line(
                "money",
                closing.money()
                        .map(MeasuredClosing.Money::text)
                        .orElse("nothing is booked: volute ledger post says what a launch reaches and costs"));
    }

    private void line(String title, String text) {
        channel.line("  " + String.format(Locale.ROOT, "%-" + TITLE + "s", title) + text);
    }
}
