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

    /** {@code 12 %}, the share of the benefit that units kept apart have confirmed. */
    static String verified(Facts facts) {
        double benefit = facts.book().benefit().found().map(Estimate::estimate).orElse(0.0);
        return facts.book()
                .verified()
                .filter(verified -> benefit > 0)
                .map(verified -> Numbers.percent(verified.doubleValue() / benefit))
                .orElse("nothing");
    }

    /** {@code 12 k}, for scales. */
    static String thousands(double value) {
        return Math.abs(value) >= 1000 ? Numbers.plain(value / 1000) + " k" : Numbers.plain(value);
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
