package io.volute.businessanalysis.report;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.ledger.CostSpec;
import io.volute.businessanalysis.ledger.Maturity;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.monitoring.Findings;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.text.Numbers;
import io.volute.statistics.Figure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** All that the report tells about, loaded; what a project has no stage for is absent. */
record Facts(
        Objective objective,
        DecisionCosts costs,
        BaselineRule rule,
        Assumptions assumptions,
        Assessment assessment,
        Readout readout,
        Book book,
        Challenges challenges,
        Evaluation evaluation,
        List<CostSpec> costSpecs,
        Optional<ModelCard> card,
        Optional<Blessing> blessing,
        Optional<Release> release,
        Optional<Findings> findings,
        Optional<DataReport> data,
        Optional<Maturity> maturity,
        Optional<Insight> before) {

    LocalDate asOf() {
        return readout.asOf().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The plan under which the comparison began. */
    ExperimentPlan plan() {
        return readout.plan();
    }

    String currency() {
        return costs.currency();
    }

    /** Several of the objective's units: {@code strikes}. */
    String units() {
        return objective.unit() + "s";
    }

    /** {@code 55 $}. */
    String money(double value) {
        return Numbers.money(value, currency());
    }

    /** Rule minus model: positive is good. */
    Figure saved() {
        return readout.overall().paired().scaled(value -> -value);
    }

    /** Rule minus model between the arms. */
    Figure savedByArms() {
        return readout.overall().ab().scaled(value -> -value);
    }
}
