package io.volute.businessanalysis.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.businessanalysis.ledger.Book.BreakEvenMonths;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All facts of the closing screen and of {@code quickstart --json}. Costs per unit, effects model minus rule, shares of
 * events.
 *
 * @param unit what costs are per, singular
 * @param event what may be missed
 * @param currency ISO code
 * @param costRule cost of today's rule
 * @param costModel cost of the model on the same rows
 * @param paired effect on the same rows
 * @param ab effect between the arms as decided
 * @param rows rows with known outcome that both effects rest on
 * @param srmP chance of such arms if assignment works; empty without two arms
 * @param plannedMde smallest difference that the A/B alone was planned to find
 * @param anyMissed missed events of any kind
 * @param guardrails missed events that the guardrails count, in the objective's order
 * @param cost spent by now, decimal
 * @param benefit saved by now
 * @param breakEven when it pays back
 * @param challenges later challengers, oldest first, without the first model
 * @param decision KEEP, IMPROVE or STOP
 * @param why one sentence
 */
public record Closing(
        String unit,
        String event,
        String currency,
        Figure costRule,
        Figure costModel,
        Figure paired,
        Figure ab,
        long rows,
        List<Double> srmP,
        double plannedMde,
        Missed anyMissed,
        List<Missed> guardrails,
        String cost,
        Figure benefit,
        BreakEvenMonths breakEven,
        List<Challenger> challenges,
        String decision,
        String why) {
    /** What break-even is called while it is not reached. */
    public static final String NOT_YET = "not yet";

    /** Copies. */
    public Closing {
        srmP = List.copyOf(srmP);
        guardrails = List.copyOf(guardrails);
        challenges = List.copyOf(challenges);
    }

    /**
     * Missed events.
     *
     * @param name the guardrail's name
     * @param rule share missed by today's rule
     * @param model share missed by the model
     * @param standing HOLDS, HARM, UNDECIDED, REFUSED or PRICED
     */
    public record Missed(String name, Figure rule, Figure model, String standing) {}

    /**
     * A challenger.
     *
     * @param month {@code 2001-01}
     * @param outcome PROMOTED or REFUSED
     * @param difference cost per unit, challenger minus champion
     * @param why one sentence
     */
    public record Challenger(String month, String outcome, Figure difference, String why) {
        /** For example {@code 2001-01 refused: 22 $ better, 95 %: -9 … 54}. */
        public String text(String currency) {
            String said = month + " " + outcome.toLowerCase(Locale.ROOT) + ": ";
            if (!(difference instanceof Estimate found)) {
                return said + why;
            }
            double better = -found.estimate();
            return said + Numbers.money(Math.abs(better), currency) + (better >= 0 ? " better" : " worse") + ", 95 %: "
                    + Numbers.range(-found.high(), -found.low());
        }
    }

    /** {@code costPerStrike, effect, missedDamage, roi, decision} as {@code quickstart --json} prints them. */
    public ObjectNode json() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode root = json.objectNode();
        root.putObject("costPerStrike").<ObjectNode>setAll(pair("rule", costRule, "model", costModel));
        ObjectNode effect = root.putObject("effect");
        ObjectNode byArms = estimate(ab, rows);
        srmP.forEach(p -> byArms.put("srmP", p));
        effect.set("ab", byArms);
        effect.set("paired", estimate(paired, rows));
        ObjectNode missed = root.putObject("missedDamage");
        missed.setAll(pair("rule", anyMissed.rule(), "model", anyMissed.model()));
        guardrails.stream()
                .findFirst()
                .ifPresent(first ->
                        missed.setAll(pair("substantialRule", first.rule(), "substantialModel", first.model())));
        root.set("roi", roi());
        root.putObject("decision").put("verdict", decision).put("why", why);
        return root;
    }

    private ObjectNode roi() {
        ObjectNode roi = JsonNodeFactory.instance.objectNode();
        roi.put("currency", currency).put("cost", cost);
        if (benefit instanceof Estimate found) {
            roi.put("benefit", cents(found.estimate()))
                    .put("benefitLow", cents(found.low()))
                    .put("benefitHigh", cents(found.high()));
        } else {
            roi.set("benefit", estimate(benefit, 0));
        }
        return roi.put("breakEven", month(breakEven.median()))
                .put("breakEvenLow", month(breakEven.low()))
                .put("breakEvenHigh", month(breakEven.high()));
    }

    /** The month, or {@value #NOT_YET}. */
    public static String month(Optional<String> month) {
        return month.orElse(NOT_YET);
    }

    static String cents(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static ObjectNode pair(String first, Figure a, String second, Figure b) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set(first, value(a));
        node.set(second, value(b));
        return node;
    }

    private static JsonNode value(Figure figure) {
        return figure instanceof Estimate found
                ? JsonNodeFactory.instance.numberNode(found.estimate())
                : estimate(figure, 0);
    }

    private static ObjectNode estimate(Figure figure, long n) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (figure instanceof Estimate found) {
            return node.put("estimate", found.estimate())
                    .put("low", found.low())
                    .put("high", found.high())
                    .put("n", n)
                    .put("method", found.method());
        }
        Refused refused = (Refused) figure;
        node.putObject("refused")
                .put("code", refused.code())
                .put("message", refused.message())
                .put("remedy", refused.remedy());
        return node;
    }
}
