package io.volute.businessanalysis.report;

import io.volute.businessanalysis.effect.Readout;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import java.util.Locale;

/** Names and standings as a reader would say them. */
final class Words {
    private Words() {}

    /** {@code substantial-damage-missed} as {@code Substantial damage missed}. */
    static String plain(String kebab) {
        String spaced = kebab.replace('-', ' ');
        return spaced.isEmpty() ? spaced : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    /** {@code 21 % by today's rule, 14 % by the model}. */
    static String change(Readout.MissedShare share) {
        return share.rule() instanceof Estimate rule && share.model() instanceof Estimate model
                ? Numbers.percent(rule.estimate()) + " by today's rule, " + Numbers.percent(model.estimate())
                        + " by the model"
                : "nothing to count yet";
    }

    /** How a guardrail stands. */
    static String standing(Readout.MissedShare share) {
        return switch (share.standing()) {
            case "HOLDS" -> "holds";
            case "HARM" -> "broken";
            case "PRICED" -> "priced in the cost";
            case "UNDECIDED" -> "not decided yet";
            default -> "not enough data";
        };
    }
}
