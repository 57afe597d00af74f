package io.volute.cli.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.verb.Talk;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.text.Numbers;
import io.volute.statistics.Plan;
import io.volute.statistics.Planned;
import io.volute.statistics.Refused;
import io.volute.statistics.power.Power;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute experiment power}. */
@Command(
        name = "power",
        header = "Say how many units and days an effect needs, or which effect some days can find.",
        description = {
            "Of a share with --rate, of a mean with --baseline and --sd. Effects are in the metric's own unit. The power of"
                    + " an experiment that is over is not told: read what it could have found."
        },
        footer = {
            "",
            "Examples:",
            "  volute experiment power --rate 0.05 --mde 0.005",
            "  volute experiment power --baseline 12.5 --sd 30 --days 14 --units-per-day 4000"
        })
public final class PowerVerb implements Callable<Integer> {
    private static final int WEEK = 7;

    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Option(names = "--baseline", paramLabel = "B", description = "Mean of the metric today.")
    private Optional<Double> baseline;

    @Option(names = "--sd", paramLabel = "S", description = "Standard deviation of the metric over units.")
    private Optional<Double> sd;

    @Option(names = "--rate", paramLabel = "P", description = "Share today, in place of --baseline and --sd.")
    private Optional<Double> rate;

    @Option(names = "--mde", paramLabel = "D", description = "Smallest effect that matters, absolute.")
    private Optional<Double> mde;

    @Option(names = "--days", paramLabel = "N", description = "Days that there are; with --units-per-day.")
    private Optional<Integer> days;

    @Option(names = "--units-per-day", paramLabel = "U", description = "New units a day, over all arms.")
    private Optional<Double> unitsPerDay;

    @Option(names = "--arms", paramLabel = "K", defaultValue = "2", description = "Arms, the control among them.")
    private int arms;

    @Option(names = "--power", paramLabel = "P", defaultValue = "0.8", description = "Chance to find the effect.")
    private double power;

    @Option(names = "--alpha", paramLabel = "A", defaultValue = "0.05", description = "Chance of a false alarm.")
    private double alpha;

    /** In these surroundings. */
    public PowerVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        check();
        double mean = rate.orElseGet(() -> baseline.orElse(0.0));
        double deviation = rate.map(p -> Math.sqrt(p * (1 - p))).orElseGet(() -> sd.orElse(0.0));
        double level = Power.sidak(alpha, arms - 1);
        Planned planned;
        if (mde.isPresent()) {
            planned = rate.isPresent()
                    ? Power.rowsForShares(mean, mde.get(), power, level)
                    : Power.rowsForMeans(mde.get(), deviation, power, level);
        } else {
            double perArm = days.orElseThrow() * unitsPerDay.orElseThrow() / arms;
            planned = rate.isPresent()
                    ? Power.effectForShares(mean, perArm, perArm, power, level)
                    : Power.effectForMeans(perArm, deviation, perArm, deviation, power, level);
        }
        if (planned instanceof Refused refused) {
            throw new VoluteException(CoreError.USAGE, refused.message() + "\nfix: " + refused.remedy());
        }
        tell((Plan) planned, mean);
        return ExitCode.DONE;
    }

    private void tell(Plan plan, double mean) {
        long perArm = plan.treatmentRows();
        Optional<Long> needed = unitsPerDay.map(rateOfUnits -> mde.isPresent()
                ? (long) Math.ceil(Math.ceil(perArm * arms / rateOfUnits) / WEEK) * WEEK
                : days.map(Integer::longValue).orElse(0L));
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            ObjectNode document = Json.object().put("perArm", perArm);
            needed.ifPresentOrElse(n -> document.put("days", n), () -> document.putNull("days"));
            ObjectNode found = document.putObject("mde").put("absolute", plan.effect());
            if (mean == 0) {
                found.putNull("relative");
            } else {
                found.put("relative", plan.effect() / Math.abs(mean));
            }
            Json.print(document, channel);
            return;
        }
        channel.line("  effect   " + Numbers.plain(plan.effect())
                + (mean == 0
                        ? ""
                        : ", " + Numbers.percent(plan.effect() / Math.abs(mean)) + " of " + Numbers.plain(mean)));
        channel.line("  units    " + Numbers.count(perArm) + " in each of " + arms + " arms");
        needed.ifPresent(n -> channel.line("  days     " + n + (mde.isPresent() ? ", whole weeks" : "")));
        channel.line("  so that  the effect is found with " + Numbers.percent(power) + ", and a false alarm has "
                + Numbers.percent(alpha));
    }

    private void check() {
        if (rate.isPresent() == (baseline.isPresent() || sd.isPresent())) {
            throw wrong("which metric? (expected: --rate P, or --baseline B and --sd S)");
        }
        if (baseline.isPresent() != sd.isPresent()) {
            throw wrong("--baseline and --sd belong together (expected: both)");
        }
        if (rate.isPresent() && !(rate.get() > 0 && rate.get() < 1)) {
            throw wrong("--rate " + rate.get() + " (expected: between 0 and 1)");
        }
        if (mde.isPresent() == days.isPresent()) {
            throw wrong("what is asked? (expected: --mde D, or --days N and --units-per-day U)");
        }
        if (days.isPresent() && (unitsPerDay.isEmpty() || days.get() < 1 || !(unitsPerDay.get() > 0))) {
            throw wrong("--days goes with --units-per-day, both above 0");
        }
        if (arms < 2 || !(power > 0 && power < 1) || !(alpha > 0 && alpha < 1)) {
            throw wrong("--arms " + arms + ", --power " + power + ", --alpha " + alpha
                    + " (expected: at least 2 arms, chances between 0 and 1)");
        }
    }

    private static VoluteException wrong(String message) {
        return new VoluteException(CoreError.USAGE, message);
    }
}
