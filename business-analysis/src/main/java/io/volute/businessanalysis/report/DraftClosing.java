package io.volute.businessanalysis.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.contract.scoping.Gaps.Gap;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.util.List;
import java.util.SortedMap;

/**
 * What is known of a draft, and what is missing before money can be told.
 *
 * @param label what is predicted
 * @param framing what kind of label it is, in words
 * @param rows rows read
 * @param labelled of these, with a usable label
 * @param period first and last slot of the rows, or that they have no time
 * @param distribution how the labels are distributed, in words
 * @param judged rows on which the candidates were judged, and where
 * @param loss name of the metric by which they are compared; lower is better
 * @param candidates best first
 * @param chosen key of the chosen one
 * @param why why it was chosen
 * @param release what is in force
 * @param missing what is to be written, in this order
 * @param decision for the owner
 */
public record DraftClosing(
        String label,
        String framing,
        long rows,
        long labelled,
        String period,
        String distribution,
        String judged,
        String loss,
        List<Candidate> candidates,
        String chosen,
        String why,
        String release,
        List<Gap> missing,
        Verdict decision) {
    /** Copies. */
    public DraftClosing {
        candidates = List.copyOf(candidates);
        missing = List.copyOf(missing);
    }

    /**
     * One candidate.
     *
     * @param key its name in the spec
     * @param metrics by name, the loss among them
     * @param versusConstant its loss minus that of a constant on the same rows; below 0 it tells something
     */
    public record Candidate(String key, SortedMap<String, Figure> metrics, Figure versusConstant) {
        /** For example {@code log-loss 0.26 · auc 0.81 · against a constant -0.07 (95 %: -0.08 … -0.06)}. */
        public String text(String loss) {
            StringBuilder text = new StringBuilder();
            Figure first = metrics.get(loss);
            if (first != null) {
                text.append(loss).append(' ').append(value(first));
            }
            metrics.forEach((name, figure) -> {
                if (!name.equals(loss) && figure instanceof Estimate) {
                    text.append(text.isEmpty() ? "" : " · ")
                            .append(name)
                            .append(' ')
                            .append(value(figure));
                }
            });
            boolean same = versusConstant
                    .refusal()
                    .filter(refused -> refused.code().equals("identical"))
                    .isPresent();
            return text + (same ? " · the constant itself" : " · against a constant " + Numbers.plain(versusConstant));
        }

        private static String value(Figure figure) {
            return figure.found().map(found -> Numbers.plain(found.estimate())).orElse("not known");
        }
    }

    /** {@code label, …, candidates{KEY{metrics{}, versusConstant}}, missing[{key, why, write}], decision} for programs. */
    public ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("label", label)
                .put("framing", framing)
                .put("rows", rows)
                .put("labelled", labelled)
                .put("period", period)
                .put("distribution", distribution)
                .put("loss", loss);
        ObjectNode all = root.putObject("candidates");
        for (Candidate candidate : candidates) {
            ObjectNode one = all.putObject(candidate.key());
            ObjectNode named = one.putObject("metrics");
            candidate.metrics().forEach((name, figure) -> put(named, name, figure));
            put(one, "versusConstant", candidate.versusConstant());
        }
        root.put("chosen", chosen).put("why", why).put("release", release);
        ArrayNode list = root.putArray("missing");
        missing.forEach(gap ->
                list.addObject().put("key", gap.key()).put("why", gap.why()).put("write", gap.write()));
        root.putObject("decision").put("verdict", decision.value()).put("why", decision.why());
        return root;
    }

    private static void put(ObjectNode node, String name, Figure figure) {
        ObjectNode value = node.putObject(name);
        if (figure instanceof Estimate found) {
            value.put("estimate", found.estimate()).put("low", found.low()).put("high", found.high());
        } else if (figure instanceof Refused refused) {
            value.putObject("refused")
                    .put("code", refused.code())
                    .put("message", refused.message())
                    .put("remedy", refused.remedy());
        }
    }
}
