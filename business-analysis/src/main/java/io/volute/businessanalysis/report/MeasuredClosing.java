package io.volute.businessanalysis.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.businessanalysis.ledger.Book.BreakEvenMonths;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The closing facts of an objective whose metric is computed from events: what is wanted, what experiments said of it, and
 * what the ledger came to.
 *
 * @param objective its name
 * @param owner who answers for it
 * @param metric name and number
 * @param target wanted relative change
 * @param months time to reach it
 * @param guardrails what may not get worse
 * @param link how a better model should move the metric, and how well that is known
 * @param experiments what each of them says, by name
 * @param money what the ledger came to; empty while nothing is booked
 * @param decision for the owner
 */
public record MeasuredClosing(
        String objective,
        String owner,
        String metric,
        double target,
        long months,
        List<Guarded> guardrails,
        String link,
        List<Told> experiments,
        Optional<Money> money,
        Verdict decision) {
    /** Copies. */
    public MeasuredClosing {
        guardrails = List.copyOf(guardrails);
        experiments = List.copyOf(experiments);
    }

    /**
     * A guardrail.
     *
     * @param metric name and number
     * @param margin tolerated relative change for the worse
     */
    public record Guarded(String metric, double margin) {
        /** In words. */
        public String text() {
            return metric + " at most " + Numbers.percent(margin) + " worse";
        }
    }

    /**
     * What an experiment says.
     *
     * @param experiment its name
     * @param verdict SHIP, EXTEND, NO_EVIDENCE, DO_NOT_SHIP or INVALID
     * @param why one sentence
     */
    public record Told(String experiment, String verdict, String why) {}

    /**
     * What the ledger came to.
     *
     * @param currency ISO code
     * @param through its last month
     * @param cost spent
     * @param benefit earned
     * @param net earned minus spent
     * @param breakEven when it pays back
     * @param basis what the benefit rests on
     */
    public record Money(
            String currency,
            String through,
            BigDecimal cost,
            Figure benefit,
            Figure net,
            BreakEvenMonths breakEven,
            String basis) {
        /** For example {@code 12,300 € earned minus spent by 2026-10 (95 %: 2,100 … 21,000), paid back in 2026-09}. */
        public String text() {
            return net instanceof Estimate
                    ? Numbers.money(net, currency) + " earned minus spent by " + through + ", paid back: "
                            + Closing.month(breakEven.median())
                    : Numbers.amount(cost, currency) + " spent by " + through + ", and nothing earned yet";
        }
    }

    /** For programs: {@code objective, owner, metric, …, experiments[], money, decision}. */
    public ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("objective", objective)
                .put("owner", owner)
                .put("metric", metric)
                .put("target", target)
                .put("months", months);
        ArrayNode kept = root.putArray("guardrails");
        guardrails.forEach(one -> kept.addObject().put("metric", one.metric()).put("margin", one.margin()));
        root.put("link", link);
        ArrayNode told = root.putArray("experiments");
        experiments.forEach(one -> told.addObject()
                .put("experiment", one.experiment())
                .put("verdict", one.verdict())
                .put("why", one.why()));
        money.ifPresent(found -> {
            ObjectNode node = root.putObject("money");
            node.put("currency", found.currency())
                    .put("through", found.through())
                    .put("cost", found.cost().toPlainString());
            put(node, "benefit", found.benefit());
            put(node, "net", found.net());
            node.put("breakEven", Closing.month(found.breakEven().median()))
                    .put("breakEvenLow", Closing.month(found.breakEven().low()))
                    .put("breakEvenHigh", Closing.month(found.breakEven().high()));
        });
        root.putObject("decision").put("verdict", decision.value()).put("why", decision.why());
        return root;
    }

    private static void put(ObjectNode node, String name, Figure figure) {
        if (figure instanceof Estimate found) {
            node.put(name, Closing.cents(found.estimate()))
                    .put(name + "Low", Closing.cents(found.low()))
                    .put(name + "High", Closing.cents(found.high()));
        } else if (figure instanceof Refused refused) {
            node.putObject(name)
                    .putObject("refused")
                    .put("code", refused.code())
                    .put("message", refused.message())
                    .put("remedy", refused.remedy());
        }
    }
}
