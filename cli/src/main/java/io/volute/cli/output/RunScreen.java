package io.volute.cli.output;

import io.volute.core.event.RunEvent;
import io.volute.core.stage.Verdict;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A run as it goes on: a line for each step, a bar below them while one computes. Results that were reused for many
 * slots share a line; a job's run is one line unless {@code --verbose} asks for its steps. Used by one thread.
 */
public final class RunScreen implements RunEvent.Listener {
    private static final int BAR = 20;
    private static final String PARTS = " ▏▎▍▌▋▊▉";
    private static final long QUIET_NANOS = 100_000_000L;
    private static final long SHORT_NANOS = 2_000_000_000L;

    private final Terminal.Channel channel;
    private final boolean verbose;
    private final int width;
    private final LongSupplier nanos;
    private final Tally tally = new Tally();

    private String stage = "";
    private List<RunEvent.StepEnded> reused = new ArrayList<>();
    private Optional<RunEvent.RunStarted> slotRun = Optional.empty();
    private boolean waitTold;
    private boolean folded;
    private long stepStart;
    private long lastShown;

    /**
     * A screen.
     *
     * @param verbose whether a job's run shows its steps
     * @param nanos a clock for rates and remaining time
     */
    public RunScreen(Terminal.Channel channel, boolean verbose, int width, LongSupplier nanos) {
        this.channel = channel;
        this.verbose = verbose;
        this.width = width;
        this.nanos = nanos;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            started(started);
        } else if (event instanceof RunEvent.StepStarted step) {
            stepStart = nanos.getAsLong();
            lastShown = stepStart;
            channel.transientLine(cut(label(step.step(), step.key(), step.slot(), true) + "…"));
        } else if (event instanceof RunEvent.StepProgressed progressed) {
            progressed(progressed);
        } else if (event instanceof RunEvent.StepEnded ended) {
            ended(ended);
        } else if (event instanceof RunEvent.SlotSkipped skipped) {
            line("  " + pad(skipped.slot(), 12) + pad(skipped.job(), 12) + channel.styled(Style.FAINT, "skipped")
                    + "   " + skipped.why());
        } else if (event instanceof RunEvent.Waited waited && !waitTold) {
            // Between two slots another process may come first again and again; once is enough.
            waitTold = true;
            line("waiting: " + waited.why());
        } else if (event instanceof RunEvent.RunEnded ended) {
            runEnded(ended);
        }
    }

    private void started(RunEvent.RunStarted started) {
        stage = "";
        tally.clear(nanos.getAsLong());
        slotRun = started.slot().isPresent() ? Optional.of(started) : Optional.empty();
        folded = slotRun.isPresent() && !verbose;
        if (!folded) {
            String date = started.asOf().atZone(ZoneOffset.UTC).toLocalDate().toString();
            String job = started.job()
                    .map(name -> name + " " + started.slot().orElse("") + " · ")
                    .orElse("");
            line(channel.styled(Style.STRONG, started.project()) + " · " + job + "pass " + started.pass() + " · as of "
                    + date + " · " + started.cause());
            line("");
        }
    }

    private void progressed(RunEvent.StepProgressed event) {
        long now = nanos.getAsLong();
        if (!channel.live() || event.total() <= 0 || now - lastShown < QUIET_NANOS) {
            return;
        }
        lastShown = now;
        double share = Math.min(1, Math.max(0, (double) event.done() / event.total()));
        String remaining = "";
        if (now - stepStart > SHORT_NANOS && share > 0) {
            remaining = "  " + clock((long) ((now - stepStart) * (1 - share) / share));
        }
        String text = label(event.step(), event.key(), event.slot(), true)
                + bar(share)
                + String.format(Locale.ROOT, "%4.0f %%  ", share * 100)
                + String.format(Locale.ROOT, "%,d/%,d ", event.done(), event.total())
                + event.unit()
                + remaining;
        channel.transientLine(cut(text));
    }

    private void ended(RunEvent.StepEnded event) {
        tally.add(event);
        channel.transientLine("");
        if (folded && !event.status().equals("FAILED")) {
            return;
        }
        if (!reused.isEmpty() && !joins(event)) {
            flush();
        }
        if (event.status().equals("REUSED")) {
            reused.add(event);
        } else {
            print(event, event.slot());
        }
    }

    /** Whether a reused result is told together with those before it: the same step and key, another slot. */
    private boolean joins(RunEvent.StepEnded event) {
        RunEvent.StepEnded first = reused.get(0);
        return event.status().equals("REUSED")
                && !event.slot().isEmpty()
                && event.step().equals(first.step())
                && event.key().equals(first.key());
    }

    private void flush() {
        if (reused.isEmpty()) {
            return;
        }
        RunEvent.StepEnded last = reused.get(reused.size() - 1);
        String slots = reused.size() == 1 ? last.slot() : reused.get(0).slot() + " … " + last.slot();
        List<RunEvent.StepEnded> together = reused;
        reused = new ArrayList<>();
        print(together.get(together.size() - 1), slots);
    }

    private void print(RunEvent.StepEnded event, String slots) {
        line(label(event.step(), event.key(), slots, false) + outcome(event) + told(event));
        int dot = event.step().indexOf('.');
        stage = dot < 0 ? event.step() : event.step().substring(0, dot);
    }

    private String outcome(RunEvent.StepEnded event) {
        return switch (event.status()) {
            case "COMPUTED" -> pad(seconds(event.duration()), 9);
            case "FAILED" -> channel.styled(Style.ERROR, pad("failed", 9));
            default -> channel.styled(Style.FAINT, pad(event.status().toLowerCase(Locale.ROOT), 9));
        };
    }

    /** The verdicts, then the summary, which may begin with a verdict itself. */
    private String told(RunEvent.StepEnded event) {
        StringBuilder told = new StringBuilder();
        String summary = event.summary();
        for (Verdict verdict : event.verdicts()) {
            String value = verdict.value().replace('_', '-');
            for (String written : List.of(verdict.value(), value)) {
                summary = summary.startsWith(written)
                        ? summary.substring(written.length()).strip()
                        : summary;
            }
            told.append(channel.styled(verdict.negative() ? Style.NOTE : Style.GOOD, value))
                    .append("  ");
        }
        // Of a failure the first line; all of it stands below the run.
        return told + summary.lines().findFirst().orElse("");
    }

    private void runEnded(RunEvent.RunEnded ended) {
        channel.transientLine("");
        flush();
        if (folded && slotRun.isPresent()) {
            RunEvent.RunStarted run = slotRun.get();
            String counts = tally.computed() + " computed, " + tally.reused() + " reused";
            String status =
                    ended.status().equals("DONE") ? counts : channel.styled(Style.ERROR, "failed") + "  " + counts;
            line("  " + pad(run.slot().orElse(""), 12) + pad(run.job().orElse(""), 12)
                    + pad(seconds(Duration.ofNanos(nanos.getAsLong() - tally.since())), 9) + status
                    + tally.verdicts(channel));
        }
        slotRun = Optional.empty();
        folded = false;
    }

    private void line(String text) {
        channel.transientLine("");
        channel.line(text.stripTrailing());
    }

    /** Stage (once), step and key or slots, in columns. */
    private String label(String step, String key, String slots, boolean always) {
        int dot = step.indexOf('.');
        String stageName = dot < 0 ? step : step.substring(0, dot);
        String stepName = dot < 0 ? "" : step.substring(dot + 1);
        String shown = always || !stageName.equals(stage) ? stageName : "";
        String which = key.isEmpty() || slots.isEmpty() ? key + slots : key + " " + slots;
        return "  " + pad(shown, 20) + pad(stepName, 13) + pad(which, 18);
    }

    private String cut(String text) {
        return text.length() < width ? text : text.substring(0, Math.max(0, width - 1));
    }

    private static String bar(double share) {
        int eighths = (int) Math.round(share * BAR * 8);
        String full = "█".repeat(eighths / 8);
        String part = eighths % 8 == 0 ? "" : String.valueOf(PARTS.charAt(eighths % 8));
        return pad(full + part, BAR);
    }

    private static String clock(long nanos) {
        long seconds = Math.max(1, nanos / 1_000_000_000L);
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    static String seconds(Duration duration) {
        long millis = duration.toMillis();
        return millis < 100 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private static String pad(String text, int width) {
        int length = text.codePointCount(0, text.length());
        return length >= width ? text + " " : text + " ".repeat(width - length);
    }

    /** Counts of one run. */
    private static final class Tally {
        private long since;
        private int computed;
        private int reused;
        private final List<Verdict> verdicts = new ArrayList<>();

        void clear(long now) {
            since = now;
            computed = 0;
            reused = 0;
            verdicts.clear();
        }

        void add(RunEvent.StepEnded event) {
            computed += event.status().equals("COMPUTED") ? 1 : 0;
            reused += event.status().equals("REUSED") ? 1 : 0;
            verdicts.addAll(event.verdicts());
        }

        long since() {
            return since;
        }

        int computed() {
            return computed;
        }

        int reused() {
            return reused;
        }

        String verdicts(Terminal.Channel channel) {
            StringBuilder text = new StringBuilder();
            for (Verdict verdict : verdicts) {
                if (verdict.negative()) {
                    text.append("   ")
                            .append(verdict.subject())
                            .append(' ')
                            .append(channel.styled(Style.NOTE, verdict.value().replace('_', '-')));
                }
            }
            return text.toString();
        }
    }
}
