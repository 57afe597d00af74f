package io.volute.scoping.assessment;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.table.Column;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.survival.KaplanMeier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in the window before the start: for each decision whether today's rule acts, whether the event came and
 * how long its label took.
 *
 * @param from start of the window, or the first decision if that is later
 * @param to end of the window
 * @param decisions decisions in the window, with a label or not
 * @param labelled the decisions whose outcome is known
 * @param waiting decisions that still wait for their label
 * @param guarded labelled events that the guardrails count, in their order
 */
record History(
        Instant from, Instant to, long decisions, List<Decision> labelled, List<Waiting> waiting, List<Long> guarded) {

    /** One decision with its outcome; rows of one unit have equal {@code unit}s. */
    record Decision(boolean ruleActs, boolean event, double delayDays, long unit, Instant at) {}

    /** One decision without an outcome so far, and its age. */
    record Waiting(boolean ruleActs, double days) {}

    /** Rows of the slots that overlap the window. */
    static History read(List<Slice> slices, Instant from, Instant to, Expression rule, List<Expression> guardrails) {
        List<Decision> labelled = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        long[] guarded = new long[guardrails.size()];
        Instant first = to;
        long decisions = 0;
        for (Slice slice : slices) {
            Table rows = slice.examples().rows();
            Column at = rows.column(Examples.AT);
            Column id = rows.column(Examples.ROW_ID);
            Column unit = rows.find(Examples.GROUP_ID).orElse(id);
            BitSet acts = rule.select(rows);
            Map<String, Integer> known = byId(slice.truth().rows());
            List<BitSet> counts = guardrails.stream()
                    .map(guardrail -> guardrail.select(slice.truth().rows()))
                    .toList();
            for (int row = 0; row < rows.rows(); row++) {
                Instant when = at.instantAt(row);
                if (when.isBefore(from) || !when.isBefore(to)) {
                    continue;
                }
                decisions++;
                first = when.isBefore(first) ? when : first;
                Integer truth = known.get(id.textAt(row));
                if (truth == null) {
                    waiting.add(new Waiting(acts.get(row), days(when, to)));
                    continue;
                }
                Table outcomes = slice.truth().rows();
                boolean event = outcomes.column(Truth.LABEL).boolAt(truth);
                Instant knownAt = outcomes.column(Truth.KNOWN_AT).instantAt(truth);
                labelled.add(new Decision(acts.get(row), event, days(when, knownAt), hash(unit.textAt(row)), when));
                for (int i = 0; i < guarded.length; i++) {
                    guarded[i] += event && counts.get(i).get(truth) ? 1 : 0;
                }
            }
        }
        return new History(
                first,
                to,
                decisions,
                labelled,
                waiting,
                Arrays.stream(guarded).boxed().toList());
    }

    /** Examples and truth of one slot. */
    record Slice(Examples examples, Truth truth) {}

    long events() {
        return labelled.stream().filter(Decision::event).count();
    }

    /** Decisions a day. */
    double pace() {
        return decisions / Math.max(1, days(from, to));
    }

    Moments ruleCost(DecisionCosts costs) {
        return Moments.of(ruleCosts(costs));
    }

    double[] ruleCosts(DecisionCosts costs) {
        return labelled.stream()
                .mapToDouble(decision -> costs.cost(decision.ruleActs(), decision.event()))
                .toArray();
    }

    /** How long labels take, with those that are still waited for. */
    KaplanMeier delays() {
        return KaplanMeier.of(
                labelled.stream().mapToDouble(Decision::delayDays).toArray(),
                waiting.stream().mapToDouble(Waiting::days).toArray());
    }

    /** Whether several labelled rows are of one unit. */
    boolean recurs() {
        return labelled.stream().mapToLong(Decision::unit).distinct().count() < labelled.size();
    }

    /** FNV-1a over the characters of an id. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** Rows of the truth by the id of the decision. */
    static Map<String, Integer> byId(Table truth) {
        Map<String, Integer> rows = new HashMap<>(truth.rows() * 2);
        for (int row = 0; row < truth.rows(); row++) {
            rows.put(truth.column(Examples.ROW_ID).textAt(row), row);
        }
        return rows;
    }

    static double days(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / 86_400.0;
    }
}
