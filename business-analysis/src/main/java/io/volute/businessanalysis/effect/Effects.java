package io.volute.businessanalysis.effect;

import io.volute.businessanalysis.effect.Readout.MissedShare;
import io.volute.businessanalysis.effect.Units.Unit;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Objective;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.mean.Means;
import io.volute.statistics.policy.Concentration;
import io.volute.statistics.proportion.Proportions;
import io.volute.statistics.proportion.Share;
import io.volute.statistics.test.Margin;
import java.util.function.ToLongFunction;

/** The formulas of a readout over some units. */
final class Effects {
    private static final double ALPHA = .05;

    private final DecisionCosts costs;

    Effects(DecisionCosts costs) {
        this.costs = costs;
    }

    /** Cost of today's rule per row, on rows for which both policies are known. */
    Figure rule(Units units) {
        return Means.interval(
                units.perRow(unit -> unit.cost(costs, Count.ACTED_RULE, Count.MISSED_RULE), Count.PAIRED));
    }

    /** Cost of the model per row, on the same rows. */
    Figure model(Units units) {
        return Means.interval(
                units.perRow(unit -> unit.cost(costs, Count.ACTED_MODEL, Count.MISSED_MODEL), Count.PAIRED));
    }

    /**
     * Model minus rule per row on the same rows, t over assigned units; refused where the money rests on few units.
     */
    Figure paired(Units units) {
        Figure figure = Means.pairedMoments(units.perRow(unit -> unit.difference(costs), Count.PAIRED), ALPHA);
        if (figure instanceof Refused) {
            return figure;
        }
        var concentration = Concentration.of(units.list().stream()
                .mapToDouble(unit -> unit.difference(costs))
                .toArray());
        return concentration.broad()
                ? figure
                : new Refused(
                        "few-rows-decide",
                        "decided by about " + Math.round(concentration.effectiveRows()) + " rows on which the policies"
                                + " differ (expected: >= " + Math.round(Concentration.ROWS_MIN) + ")",
                        "wait for more known outcomes");
    }

    /** Missed events of any kind: what the costs already price. */
    static MissedShare any(Units units, String event) {
        return missed(
                new Tally(
                        units.sum(Count.EVENTS),
                        units.sum(Count.MISSED_RULE),
                        units.sum(Count.MISSED_MODEL),
                        units.sum(Count.MISSED_BOTH)),
                "any-" + event + "-missed",
                0);
    }

    /** One guardrail with its standing. */
    static MissedShare guardrail(Units units, Objective.Guardrail guardrail) {
        return missed(
                new Tally(
                        units.sum(guarded(guardrail, Count.Guarded.EVENTS)),
                        units.sum(guarded(guardrail, Count.Guarded.RULE)),
                        units.sum(guarded(guardrail, Count.Guarded.MODEL)),
                        units.sum(guarded(guardrail, Count.Guarded.BOTH))),
                guardrail.name(),
                guardrail.maxRise());
    }

    private static ToLongFunction<Unit> guarded(Objective.Guardrail guardrail, Count.Guarded count) {
        return unit -> unit.guarded(guardrail.name(), count);
    }

    /** A fourfold table of events by who missed them. */
    private record Tally(long events, long rule, long model, long both) {}

    private static MissedShare missed(Tally tally, String name, double maxRise) {
        Figure rise = Proportions.paired(
                tally.both(),
                tally.model() - tally.both(),
                tally.rule() - tally.both(),
                tally.events() - tally.rule() - tally.model() + tally.both(),
                ALPHA);
        String standing = maxRise == 0
                ? "PRICED"
                : new Margin(rise, maxRise, true).standing().name();
        return new MissedShare(
                name,
                tally.events(),
                new Share(tally.rule(), tally.events()).wilson(),
                new Share(tally.model(), tally.events()).wilson(),
                rise,
                maxRise,
                standing);
    }
}
