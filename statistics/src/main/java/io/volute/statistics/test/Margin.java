package io.volute.statistics.test;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;

/**
 * A guardrail: the metric may get worse by at most a margin (non-inferiority, one-sided .025). "Not significant" is not
 * a pass: with too few rows a guardrail is undecided, not held.
 *
 * @param effect treatment minus control with its two-sided 95 % interval
 * @param margin how far the metric may move to the bad side, in its own unit, above 0
 * @param upIsBad whether a higher value is worse
 */
public record Margin(Figure effect, double margin, boolean upIsBad) {

    /** How a guardrail stands. */
    public enum Standing {
        /** The whole interval is inside the margin. */
        HOLDS,
        /** The interval reaches past the margin and lies wholly on the bad side of 0. */
        HARM,
        /** The interval reaches past the margin, and past 0 too. */
        UNDECIDED,
        /** There is no interval. */
        REFUSED
    }

    /** @throws IllegalArgumentException if the margin is not above 0 */
    public Margin {
        if (!(margin > 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("margin: " + margin + " (expected: above 0)");
        }
    }

    /**
     * How the guardrail stands, judged by the effect's interval. Pairs in which both sides agree in every row hold it: a
     * difference that is exactly 0 on the rows that count is inside any margin.
     */
    public Standing standing() {
        if (effect instanceof Refused refused) {
            return refused.code().equals("identical") ? Standing.HOLDS : Standing.REFUSED;
        }
        Estimate found = (Estimate) effect;
        double worst = upIsBad ? found.high() : -found.low();
        double best = upIsBad ? found.low() : -found.high();
        if (worst < margin) {
            return Standing.HOLDS;
        }
        return best > 0 ? Standing.HARM : Standing.UNDECIDED;
    }
}
