package io.volute.cli.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.verb.Talk;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.test.SampleRatio;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute experiment srm}. */
@Command(
        name = "srm",
        header = "Say whether the arms hold the shares of units that they were given.",
        description = {"Exit code 1 when they do not: find the cause before you read any effect."},
        footer = {
            "",
            "Examples:",
            "  volute experiment srm --counts control=5300,treatment=5000",
            "  volute experiment srm --counts a=480,b=540,c=0 --shares a=0.5,b=0.5,c=0"
        })
public final class SampleRatioVerb implements Callable<Integer> {
    private static final double FAIL = .001;
    private static final double WARN = .01;

    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Option(names = "--counts", paramLabel = "A=N,B=N", required = true, description = "Units of each arm.")
    private String counts;

    @Option(names = "--shares", paramLabel = "A=S,B=S", description = "Shares of the design (default: equal ones).")
    private Optional<String> shares;

    /** In these surroundings. */
    public SampleRatioVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Map<String, Double> counted = parse("--counts", counts);
        Map<String, Double> designed =
                shares.map(text -> parse("--shares", text)).orElse(null);
        if (designed != null && !designed.keySet().equals(counted.keySet())) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "--shares: for " + designed.keySet() + " (expected: for the arms of --counts, " + counted.keySet()
                            + ")");
        }
        long[] observed = new long[counted.size()];
        double[] weights = new double[counted.size()];
        int i = 0;
        for (Map.Entry<String, Double> arm : counted.entrySet()) {
            if (arm.getValue() != Math.rint(arm.getValue())) {
                throw new VoluteException(
                        CoreError.USAGE, "--counts: " + arm.getKey() + " has no whole number of units");
            }
            observed[i] = arm.getValue().longValue();
            Double share = designed == null ? Double.valueOf(1) : designed.get(arm.getKey());
            weights[i++] = share == null ? 0 : share;
        }
        Tested tested = SampleRatio.test(observed, weights);
        Terminal.Channel channel = surroundings.terminal().results();
        if (tested instanceof Refused refused) {
            throw new VoluteException(CoreError.USAGE, "--counts: " + refused.message() + "\nfix: " + refused.remedy());
        }
        Significance found = (Significance) tested;
        double evidence = SampleRatio.eValue(observed, weights);
        String verdict = found.below(FAIL) ? "FAIL" : found.below(WARN) ? "WARN" : "PASS";
        if (talk.json()) {
            ObjectNode document = Json.object()
                    .put("chi2", found.statistic())
                    .put("df", found.df())
                    .put("p", found.p())
                    .put("eValue", evidence)
                    .put("verdict", verdict);
            Json.print(document, channel);
        } else {
            channel.line(String.format(
                    Locale.ROOT,
                    "  %s  chi-square %.3f on %.0f, p %.3g; e-value %.3g, alarm from %.0f at any number of looks",
                    verdict,
                    found.statistic(),
                    found.df(),
                    found.p(),
                    evidence,
                    SampleRatio.ALARM));
        }
        return verdict.equals("FAIL") ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    private static Map<String, Double> parse(String option, String text) {
        Map<String, Double> parsed = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int mark = part.indexOf('=');
            try {
                double value = Double.parseDouble(part.substring(mark + 1));
                if (mark < 1 || !(value >= 0) || Double.isInfinite(value)) {
                    throw new NumberFormatException(part);
                }
                if (parsed.put(part.substring(0, mark), value) != null) {
                    throw new VoluteException(CoreError.USAGE, option + ": " + part + " names an arm twice");
                }
            } catch (NumberFormatException e) {
                throw new VoluteException(
                        CoreError.USAGE, option + ": " + part + " (expected: ARM=NUMBER, with commas between)", e);
            }
        }
        return parsed;
    }
}
