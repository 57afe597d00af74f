package io.volute.cli.launches;

import io.volute.cli.output.Style;
import io.volute.cli.output.Terminal;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.launch.Launches;
import io.volute.statistics.launch.Link;
import io.volute.statistics.launch.WinnersCurse;
import java.util.List;
import java.util.Locale;

/** A lesson for people: words first; what a plain scatter would say stands in grey and is never the answer. */
final class LessonText {
    private static final int TITLE = 10;
    private static final int NAMED = 5;

    private final Lesson lesson;
    private final LaunchTable table;
    private final Terminal.Channel channel;

    LessonText(Lesson lesson, LaunchTable table, Terminal.Channel channel) {
        this.lesson = lesson;
        this.table = table;
        this.channel = channel;
    }

    void print() {
        Launches launches = lesson.launches();
        channel.line(count(lesson.n(), "launch", "launches")
                + table.period().map(period -> " · " + period).orElse("")
                + (table.shipped().isPresent() ? " · " + table.shipped().getAsInt() + " shipped" : "")
                + (launches.excluded().isEmpty()
                        ? ""
                        : " · " + launches.excluded().size() + " left out, their split of users failed: "
                                + named(launches.excluded())));
        channel.line("");
        link();
        if (lesson.naiveSlope() instanceof Estimate naive) {
            line("", channel.styled(Style.FAINT, "what a plain scatter would say: " + Numbers.plain(naive.estimate())));
        }
        together();
        next();
        shipped();
        String title = "decides";
        for (Launches.Influence one :
                launches.influential().stream().limit(NAMED).toList()) {
            line(
                    title,
                    String.format(
                            Locale.ROOT,
                            "without %s the slope would be %s, %.1f standard errors away",
                            one.launch(),
                            Numbers.plain(one.slopeWithout()),
                            one.errors()));
            title = "";
        }
        channel.line("");
        channel.line("  " + status());
    }

    private void link() {
        Link link = lesson.link();
        String text;
        if (link.slope() instanceof Estimate) {
            text = "for each 1 that x rises, y moves by " + Numbers.plain(link.slope());
        } else if (link.status() == Link.Status.SIGN_ONLY) {
            text = link.sign() == 0
                    ? "whether y moves with x is not told apart from chance"
                    : "y " + (link.sign() > 0 ? "rises" : "falls") + " where x rises; by how much is not known yet";
        } else {
            text = refusal(link.slope());
        }
        line("link", text);
    }

    private void together() {
        Figure correlation = lesson.correlation().value();
        if (correlation instanceof Estimate) {
            line(
                    "together",
                    "correlation of the true effects " + Numbers.plain(correlation)
                            + (lesson.correlation().clipped() ? ", cut at 1: the noise may be overstated" : ""));
        }
        if (lesson.signAgreement() instanceof Estimate) {
            line("", "both move the same way in " + Numbers.percent(lesson.signAgreement()) + " of launches");
        }
    }

    private void next() {
        if (lesson.prior().tauSquared() instanceof Estimate spread) {
            line(
                    "next",
                    "before its data, expect of a change y "
                            + Numbers.plain(lesson.prior().mean()));
            line("", "true effects differ by " + Numbers.plain(Math.sqrt(spread.estimate())) + " (standard deviation)");
        }
    }

    private void shipped() {
        WinnersCurse sums = lesson.winnersCurse();
        if (sums.launched() == 0) {
            return;
        }
        String those = count(sums.launched(), "launch that was told from 0 says", "launches that were told from 0 say");
        line("winners", "the " + those + " y " + Numbers.plain(sums.raw()) + " in sum");
        line(
                "",
                sums.corrected() instanceof Estimate
                        ? "luck taken off, they brought " + Numbers.plain(sums.corrected())
                        : "drawn towards the mean of all, they brought about " + Numbers.plain(lesson.shrunkWinners()));
    }

    private String status() {
        Link link = lesson.link();
        String name = link.status().name();
        if (link.broken()) {
            return channel.styled(Style.NOTE, "BROKEN LINK") + "  x is not seen to move y: scope another metric";
        }
        return switch (link.status()) {
            case BOUNDED -> channel.styled(Style.GOOD, name) + "  good for forecasts, gates and priors";
            case SIGN_ONLY -> channel.styled(Style.NOTE, name) + "  good for ordering ideas; not for a forecast";
            case REFUSED ->
                channel.styled(Style.NOTE, name) + "  the link is unproven: run an experiment on the business metric";
        };
    }

    private static String named(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }

    private static String count(long n, String one, String many) {
        return Numbers.count(n) + " " + (n == 1 ? one : many);
    }

    private static String refusal(Figure figure) {
        return figure instanceof Refused refused
                ? "not enough data (" + refused.message() + "; " + refused.remedy() + ")"
                : "";
    }

    private void line(String title, String text) {
        channel.line("  " + String.format(Locale.ROOT, "%-" + TITLE + "s", title) + text);
    }
}
