package io.volute.cli.output;

import io.volute.businessanalysis.report.DraftClosing;
import io.volute.core.text.Numbers;
import java.util.Locale;

/** The end of a run of a draft: what is known, and which keys are missing before money can be told. */
public final class DraftScreen {
    private static final int TITLE = 12;

    private final DraftClosing closing;
    private final Terminal.Channel channel;

    /** Of these facts. */
    public DraftScreen(DraftClosing closing, Terminal.Channel channel) {
        this.closing = closing;
        this.channel = channel;
    }

    /** Prints it. */
    public void print() {
        channel.line("  "
                + channel.styled(
                        Style.STRONG,
                        "A draft: what the data say of " + closing.label() + "; not what that is worth."));
        line("known", Numbers.count(closing.rows()) + " rows, " + closing.period());
        line("", Numbers.count(closing.labelled()) + " labels (" + closing.framing() + "): " + closing.distribution());
        line("judged", "on " + closing.judged() + ", by " + closing.loss() + "; lower is better");
        int width = closing.candidates().stream()
                .mapToInt(candidate -> candidate.key().length())
                .max()
                .orElse(0);
        closing.candidates()
                .forEach(candidate -> line(
                        "",
                        padded(candidate.key(), width) + "  " + candidate.text(closing.loss())
                                + (candidate.key().equals(closing.chosen()) ? " · chosen" : "")));
        line("", closing.why());
        line("in use", closing.release());
        String title = "missing";
        int keys = closing.missing().stream()
                .mapToInt(gap -> gap.key().length())
                .max()
                .orElse(0);
        for (var gap : closing.missing()) {
            line(title, padded(gap.key(), keys) + "  " + gap.why());
            title = "";
        }
        if (!closing.missing().isEmpty()) {
            line("", "how each is written: volute show assessment, or the report");
        }
    }

    private void line(String title, String text) {
        channel.line("  " + padded(title, TITLE) + text);
    }

    private static String padded(String text, int width) {
        return width == 0 ? text : String.format(Locale.ROOT, "%-" + width + "s", text);
    }
}
