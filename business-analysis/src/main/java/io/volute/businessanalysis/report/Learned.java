package io.volute.businessanalysis.report;

import io.volute.businessanalysis.effect.Readout;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.launch.Launches;
import io.volute.statistics.launch.PauleMandel;
import java.util.List;

/** What the launches teach together: each effect drawn towards their mean, and what a better model is worth. */
final class Learned {
    private static final double Z = Normal.upperQuantile(.025);

    private final List<Estimate> effects;
    private final PauleMandel spread;

    Learned(List<Readout.ReleaseEffect> releases) {
        this.effects = releases.stream()
                .flatMap(release -> release.paired().found().stream())
                .toList();
        this.spread = new PauleMandel(
                effects.stream().mapToDouble(Estimate::estimate).toArray(),
                effects.stream().mapToDouble(Learned::error).toArray());
    }

    /** Whether there are launches enough to tell luck from effect. */
    boolean tells() {
        return spread.mean() instanceof Estimate;
    }

    /** The paired effect without the luck of being looked at, model minus rule; refused with a single launch. */
    Figure shrunk(Readout.ReleaseEffect release) {
        if (!(release.paired() instanceof Estimate effect)) {
            return release.paired();
        }
        double error = error(effect);
        return error > 0
                ? spread.shrunk(effect.estimate(), error)
                : new Refused("no-error", "an effect without error", "nothing to draw it to");
    }

    /** What one point of the model's quality moved the business metric by, over the launches, or why nobody can tell. */
    String sentence(Exchange exchange) {
        String luck = spread.mean()
                .refusal()
                .map(refused ->
                        "What an effect is without the luck of its launch is not told: " + refused.message() + ". ")
                .orElse("");
        return luck + (exchange.isEmpty() ? asked(effects.size()) : Exchange.TITLE + " stands above.");
    }

    private static String asked(int n) {
        return n < Launches.LAUNCHES_MIN
                ? "What one point of quality was worth in past launches is not told: "
                        + Refused.tooFew("launches", n, Launches.LAUNCHES_MIN).message()
                        + (n == 1 ? "; there is one launch." : ".")
                : "What one point of quality was worth in past launches: volute launches learn FILE says it from their"
                        + " effects, and this report once business-analysis.launches declares their log.";
    }

    private static double error(Estimate effect) {
        return (effect.high() - effect.low()) / 2 / Z;
    }
}
