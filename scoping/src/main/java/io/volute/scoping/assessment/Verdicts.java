package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.NOT_APPLICABLE;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WAIVED;

import io.volute.core.contract.scoping.Assessment.Condition;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Assessment.Waiver;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.stage.Verdict;
import io.volute.scoping.objective.DueSpec;
import io.volute.scoping.objective.WaiverSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From answers to a verdict. STOP: a failed check that nothing can be built on, and nobody waived it. GO: every check
 * passes or does not apply, and every requirement is checked. Else GO_IF, with one condition for each other answer.
 *
 * @param checks with waivers laid over those that failed
 * @param expiry first day on which a condition is due or a waiver no longer holds
 */
record Verdicts(List<ScopeCheck> checks, List<Condition> conditions, Verdict verdict, Optional<LocalDate> expiry) {
    /** Days that a condition has where the spec does not say. */
    static final int DUE_DAYS = 90;

    private static final Set<String> STOPPING = Set.of("S1", "S4", "S6", "S8", "S9", "S13");
    private static final Set<String> FINE = Set.of(PASS, NOT_APPLICABLE);

    static Verdicts of(
            List<ScopeCheck> answers,
            List<WaiverSpec> waivers,
            Map<String, DueSpec> dues,
            Requirements requirements,
            String owner,
            LocalDate today) {
        List<ScopeCheck> checks =
                answers.stream().map(check -> waive(check, waivers, today)).toList();
        List<Condition> conditions = new ArrayList<>();
        for (ScopeCheck check : checks) {
            if (!FINE.contains(check.status())) {
                conditions.add(condition(check.id(), text(check), dues, owner, today));
            }
        }
        requirements
                .all()
                .forEach(requirement -> requirement
                        .planned()
                        .ifPresent(reason -> conditions.add(
                                condition(requirement.id(), "not checked yet: " + reason, dues, owner, today))));
        return new Verdicts(checks, List.copyOf(conditions), verdict(checks, conditions), expiry(checks, conditions));
    }

    /** A waiver lets a failure be until its last day; then the check fails as before. */
    private static ScopeCheck waive(ScopeCheck check, List<WaiverSpec> waivers, LocalDate today) {
        if (!check.status().equals(FAIL)) {
            return check;
        }
        return waivers.stream()
                .filter(waiver -> waiver.check().equals(check.id()))
                .findFirst()
                .map(waiver -> check.waived(
                        today.isAfter(waiver.until()) ? FAIL : WAIVED,
                        new Waiver(waiver.by(), waiver.reason(), waiver.until())))
                .orElse(check);
    }

    private static String text(ScopeCheck check) {
        return check.waiver()
                .map(waiver -> (check.status().equals(WAIVED) ? "waived until " : "the waiver ended on ")
                        + waiver.until() + " by " + waiver.by() + ", " + waiver.reason() + "; " + check.remedy())
                .orElse(check.remedy());
    }

    private static Condition condition(
            String id, String text, Map<String, DueSpec> dues, String owner, LocalDate today) {
        Optional<DueSpec> declared = Optional.ofNullable(dues.get(id));
        LocalDate due = declared.flatMap(DueSpec::due).orElse(today.plusDays(DUE_DAYS));
        return new Condition(
                id,
                declared.flatMap(DueSpec::owner).orElse(owner),
                (due.isBefore(today) ? "overdue: " : "") + text,
                Optional.of(due));
    }

    private static Verdict verdict(List<ScopeCheck> checks, List<Condition> conditions) {
        List<String> stopping = checks.stream()
                .filter(check -> STOPPING.contains(check.id()) && check.status().equals(FAIL))
                .map(check -> check.id() + " " + check.title() + ": " + check.value())
                .toList();
        if (!stopping.isEmpty()) {
            return new Verdict("scope", "STOP", String.join("; ", stopping));
        }
        if (conditions.isEmpty()) {
            return new Verdict("scope", "GO", "every check passes");
        }
        return new Verdict(
                "scope",
                "GO_IF",
                count(conditions.size()) + ": "
                        + conditions.stream().map(Condition::check).distinct().collect(Collectors.joining(", ")));
    }

    private static Optional<LocalDate> expiry(List<ScopeCheck> checks, List<Condition> conditions) {
        return Stream.concat(
                        conditions.stream().flatMap(condition -> condition.due().stream()),
                        checks.stream()
                                .filter(check -> check.status().equals(WAIVED))
                                .flatMap(check -> check.waiver().stream())
                                .map(waiver -> waiver.until().plusDays(1)))
                .min(LocalDate::compareTo);
    }

    static String count(int conditions) {
        return conditions + (conditions == 1 ? " condition" : " conditions");
    }
}
