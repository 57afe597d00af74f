package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;

import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.LabelPlanSpec;
import io.volute.scoping.objective.LabelPlanSpec.Audit;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * S15: how it is noticed that predictions go wrong. Deployment lets no model decide where this fails. The model's own
 * confidence alone warns, and so do outcomes that come late: until they come, it may go wrong unseen.
 */
final class GroundTruth {
    private static final List<String> WATCHES = List.of("estimate", "drift-alarm");

    private final Known known;

    GroundTruth(Known known) {
        this.known = known;
    }

    ScopeCheck check() {
        String title = "What warns before the outcome is known";
        List<String> watched = new ArrayList<>(known.requirements().all().stream()
                .flatMap(requirement -> requirement.check().stream())
                .filter(WATCHES::contains)
                .distinct()
                .toList());
        boolean confidence = watched.equals(List.of("estimate"));
        Optional<LabelPlanSpec> plan = known.declared().label();
        Optional<Audit> audit = plan.flatMap(LabelPlanSpec::audit);
        audit.ifPresent(sample -> watched.add(told(sample)));
        if (!watched.isEmpty()) {
            return new ScopeCheck(
                    "S15",
                    title,
                    confidence && audit.isEmpty() ? WARN : PASS,
                    String.join(", ", watched),
                    "the estimate trusts the model's own confidence: add drift-alarm or an audit sample");
        }
        Optional<Period> late = plan.flatMap(LabelPlanSpec::delayMax);
        return late.isPresent()
                ? new ScopeCheck(
                        "S15",
                        title,
                        WARN,
                        "nothing but the outcomes themselves, within " + late.get(),
                        "until outcomes come it may go wrong unseen: require estimate or drift-alarm, or plan"
                                + " ml-objective.label.audit: {rows, per, owner}")
                : new ScopeCheck(
                        "S15",
                        title,
                        FAIL,
                        "nothing",
                        "require estimate or drift-alarm, or plan ml-objective.label: {audit: {rows, per, owner}} or"
                                + " {delay-max}; until then no model decides");
    }

    private static String told(Audit sample) {
        return Numbers.count(sample.rows()) + " rows looked at again every " + sample.per()
                + sample.owner().map(owner -> " by " + owner).orElse("");
    }
}
