package io.volute.businessanalysis.effect;

import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Figure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the releases did to the business metric by now. Costs are per unit of the objective (per strike), differences
 * model minus rule, shares as fractions.
 *
 * @param asOf nothing later is in it
 * @param plan the plan registered when the newest release with a model began, else the current one
 * @param releases one effect for each release with a model, oldest first: each is its own experiment
 * @param overall the effect over all of them; says so where they are more than one
 * @param guardrails those of the objective, in its order
 * @param anyMissed missed events of any kind, shown beside the guardrails
 * @param quarters cost and missed share by quarter
 * @param years the same by year
 * @param policies what acting always, never and without any error would have cost on the same rows
 * @param sensitivity the paired effect under other costs, decisions as they were made
 * @param counts how much there is to go by
 * @param compared all policies on the same rows against today's rule; empty where only the outcome of the action taken is
 *     known, or no row is
 * @param verdict SHIP, EXTEND, NO_EVIDENCE, DO_NOT_SHIP or INVALID
 */
public record Readout(
        Instant asOf,
        ExperimentPlan plan,
        List<ReleaseEffect> releases,
        ReleaseEffect overall,
        List<MissedShare> guardrails,
        MissedShare anyMissed,
        List<Period> quarters,
        List<Period> years,
        List<PolicyMean> policies,
        List<UnderCosts> sensitivity,
        Counts counts,
        Optional<List<PolicyRow>> compared,
        Verdict verdict) {
    /** Copies. */
    public Readout {
        releases = List.copyOf(releases);
        guardrails = List.copyOf(guardrails);
        quarters = List.copyOf(quarters);
        years = List.copyOf(years);
        policies = List.copyOf(policies);
        sensitivity = List.copyOf(sensitivity);
        compared = compared.map(List::copyOf);
    }

    /**
     * One experiment.
     *
     * @param release id of the release; {@code all} over several
     * @param from first slot in which it decided
     * @param to last slot in which it decided
     * @param decided decisions
     * @param rows decisions with known outcome, for which both policies are known
     * @param decidedByModel of these, decided by the model
     * @param rule cost of today's rule on these rows
     * @param model cost of the model on the same rows
     * @param paired difference on the same rows, clustered by assigned unit
     * @param ab difference between the arms as decided
     * @param unitsRule assigned units of the rule's arm
     * @param unitsModel assigned units of the model's arm
     * @param srmP chance of such shares of units if assignment works; empty list without two arms
     * @param byMonth rows with known outcome that the model decided, by month
     */
    public record ReleaseEffect(
            String release,
            String from,
            String to,
            long decided,
            long rows,
            long decidedByModel,
            Figure rule,
            Figure model,
            Figure paired,
            Figure ab,
            long unitsRule,
            long unitsModel,
            List<Double> srmP,
            List<MonthCount> byMonth) {
        /** Copies. */
        public ReleaseEffect {
            srmP = List.copyOf(srmP);
            byMonth = List.copyOf(byMonth);
        }
    }

    /**
     * Decisions of a month.
     *
     * @param month {@code 2000-03}
     * @param decided all of the release, with known outcome or not
     * @param byModel with known outcome and decided by the model
     */
    public record MonthCount(String month, long decided, long byModel) {}

    /**
     * Share of events on which the policy does not act.
     *
     * @param name the guardrail's name
     * @param events events that it counts
     * @param rule share missed by today's rule
     * @param model share missed by the model
     * @param rise model minus rule on the same events
     * @param maxRise largest tolerated rise; 0 where nothing is promised
     * @param standing HOLDS, HARM, UNDECIDED, REFUSED, or PRICED where the cost already counts it
     */
    public record MissedShare(
            String name, long events, Figure rule, Figure model, Figure rise, double maxRise, String standing) {}

    /** A quarter such as {@code 2000 Q1}, or a year. */
    public record Period(
            String name,
            long rows,
            long decided,
            Figure rule,
            Figure model,
            MissedShare anyMissed,
            List<MissedShare> guardrails) {
        /** Copies. */
        public Period {
            guardrails = List.copyOf(guardrails);
        }
    }

    /** Mean cost of a policy that nobody follows, for comparison. */
    public record PolicyMean(String name, double cost) {}

    /**
     * One policy on the same rows.
     *
     * @param policy rule, model, oracle, and those of {@link io.volute.statistics.policy.PolicyTable}
     * @param cost mean per row
     * @param regretShare of what could be avoided at best, the share that it leaves; 1 is today's rule, 0 the oracle
     * @param difference from today's rule, with an interval that holds for all policies at once
     */
    public record PolicyRow(String policy, double cost, Optional<Double> regretShare, Figure difference) {}

    /** The paired effect if the costs were others. */
    public record UnderCosts(String name, String act, String miss, Figure rule, Figure paired) {}

    /**
     * What there is.
     *
     * @param decided logged decisions
     * @param labelled of these, with known outcome
     * @param awaiting of these, without
     * @param unlogged known outcomes without a logged decision
     */
    public record Counts(long decided, long labelled, long awaiting, long unlogged) {}
}
