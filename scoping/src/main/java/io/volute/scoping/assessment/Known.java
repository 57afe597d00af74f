package io.volute.scoping.assessment;

import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Leakage;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.scoping.objective.CeilingSpec;
import io.volute.scoping.objective.DecisionSpec;
import io.volute.scoping.objective.HarmSpec;
import io.volute.scoping.objective.InvestmentSpec;
import io.volute.scoping.objective.LabelPlanSpec;
import io.volute.scoping.objective.ObjectiveSpec.Recurs;
import io.volute.scoping.objective.PriorSpec;
import io.volute.scoping.objective.SettledSpec;
import io.volute.scoping.objective.StakeholderSpec;
import io.volute.scoping.threshold.Thresholds;
import io.volute.statistics.Estimate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the questions are asked of: the objective, the data of this pass, what was declared, what the turn before left.
 *
 * @param asOf date of the pass
 * @param slices rows and outcomes of the window, oldest first
 * @param health of the metrics over events that the scope names, by name and number; none where it names none
 * @param thresholds limits of the questions
 */
record Known(
        Instant asOf,
        Objective objective,
        Requirements requirements,
        DataReport report,
        Leakage leakage,
        LabelCounts labels,
        List<History.Slice> slices,
        SortedMap<String, MetricHealth> health,
        Thresholds thresholds,
        Declared declared,
        Earlier earlier) {

    /** Where a metric over events stands: as computed, else as declared. */
    Optional<Double> stands() {
        return Optional.ofNullable(health.get(objective.metric()))
                .flatMap(found -> found.value().found())
                .map(Estimate::estimate)
                .or(() -> objective.measured().flatMap(MeasuredObjective::baseline));
    }

    /**
     * What was written and not measured.
     *
     * @param target what the model is to be made good at; empty in a draft
     * @param modelMetric what it is judged by; likewise
     * @param actWhen when the rule of today acts; empty where no row is decided
     */
    record Declared(
            String evidence,
            String sentence,
            String target,
            String modelMetric,
            Optional<String> actWhen,
            Optional<CeilingSpec> ceiling,
            Optional<Double> baseline,
            Optional<Recurs> recurs,
            Optional<DecisionSpec> decision,
            Optional<LabelPlanSpec> label,
            List<StakeholderSpec> stakeholders,
            List<SettledSpec> settled,
            Optional<HarmSpec> harm,
            List<String> outOfScope,
            Optional<InvestmentSpec> investment,
            Optional<PriorSpec> prior) {}

    /** What the turn before left; nothing in a first turn. */
    record Earlier(
            Optional<Insight> insight,
            Optional<Lessons> lessons,
            Optional<Evaluation> evaluation,
            Optional<Blessing> blessing,
            Optional<Release> release) {

        /** The score of the model that was chosen. */
        Optional<CandidateScore> chosen() {
            return evaluation.flatMap(
                    found -> Optional.ofNullable(found.candidates().get(found.chosen())));
        }
    }
}
