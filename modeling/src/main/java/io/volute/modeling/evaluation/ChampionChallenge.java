package io.volute.modeling.evaluation;

import io.volute.core.contract.modeling.Evaluation.Challenge;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.mean.Means;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/**
 * The chosen recipe against the champion, both as they were before the newest fold: decided in money or loss on rows that neither
 * saw. The champion stays unless the challenger is told apart from it, on the good side and by the margin.
 */
final class ChampionChallenge {
    static final String FIRST = "FIRST";
    static final String PROMOTED = "PROMOTED";
    static final String REFUSED = "REFUSED";

    private final double margin;
    private final Yardstick yardstick;
    private final String challenger;

    /**
     * A challenge.
     *
     * @param margin what the challenger must gain at least, in the unit of the yardstick
     * @param yardstick what is compared
     * @param challenger key of the chosen candidate
     */
    ChampionChallenge(double margin, Yardstick yardstick, String challenger) {
        this.margin = margin;
        this.yardstick = yardstick;
        this.challenger = challenger;
    }

    /** Nobody to beat. */
    Challenge first() {
        return new Challenge(
                FIRST,
                Optional.empty(),
                Optional.empty(),
                challenger,
                new Refused("no-champion", "champion: none before this one", "nothing to compare yet"),
                "the first champion");
    }

    /**
     * A champion that predicts something else cannot be beaten, only succeeded.
     *
     * @param theirs what it predicts, in words
     * @param ours what is predicted by now
     * @param kind goes before it
     */
    Challenge succeeding(String theirs, String ours, String kind) {
        return new Challenge(
                FIRST,
                Optional.empty(),
                Optional.empty(),
                challenger,
                new Refused(
                        "other-label",
                        "champion: predicts " + theirs + " (expected: " + ours + ")",
                        "nothing to compare; the label was declared anew"),
                "the first champion for " + kind + ours + ", after one for " + theirs);
    }

    /**
     * Compares.
     *
     * @param key the champion's candidate key
     * @param champion its package
     * @param rows labelled rows of the newest fold that neither model saw
     * @param dated whether rows have decision times; without, none is newer than the champion's training
     * @param theirs the champion's scores there
     * @param ours the challenger's, from its model for the newest fold
     */
    Challenge against(
            String key, ModelPackage champion, JudgedRows rows, boolean dated, double[] theirs, double[] ours) {
        if (rows.size() == 0 && !dated) {
            return refused(
                    key,
                    champion,
                    new Refused(
                            "no-unseen-rows",
                            "rows that neither model saw: unknown without decision times (expected: newer rows)",
                            "promote by hand, or declare a decision time"),
                    "rows have no decision time, so none is known to be new to the champion; promote by hand");
        }
        if (rows.size() == 0) {
            return refused(
                    key,
                    champion,
                    new Refused(
                            "no-unseen-rows",
                            "rows that neither model saw: 0 (expected: decisions after the champion's training)",
                            "train again when newer labels exist, or promote by hand"),
                    "no rows that neither saw: the champion knows labels up to " + day(champion.knownUntil())
                            + "; run again when newer ones exist");
        }
        if (Arrays.equals(theirs, ours)) {
            return refused(
                    key,
                    champion,
                    Refused.identical("predictions"),
                    "identical: equal predictions on all " + count(rows) + " that neither saw");
        }
        Figure difference = Means.paired(yardstick.costs(rows, ours), yardstick.costs(rows, theirs));
        if (!(difference instanceof Estimate estimate)) {
            boolean alike = ((Refused) difference).code().equals("identical");
            return refused(
                    key,
                    champion,
                    difference,
                    alike
                            ? yardstick.alike() + " on all " + count(rows) + " that neither saw"
                            : "not comparable: " + ((Refused) difference).message());
        }
        String found = yardstick.difference(estimate) + " than the champion on " + count(rows) + " that neither saw";
        if (estimate.high() < -margin) {
            return new Challenge(
                    PROMOTED, Optional.of(key), Optional.of(champion.knownUntil()), challenger, difference, found);
        }
        String why = estimate.low() <= 0 && estimate.high() >= 0
                ? ": not told apart"
                : estimate.low() > 0 ? "" : ": not by the margin of " + yardstick.bare(margin);
        return refused(key, champion, difference, found + why);
    }

    private Challenge refused(String key, ModelPackage champion, Figure difference, String why) {
        return new Challenge(
                REFUSED, Optional.of(key), Optional.of(champion.knownUntil()), challenger, difference, why);
    }

    private String count(JudgedRows rows) {
        return Numbers.count(rows.size()) + " rows";
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
