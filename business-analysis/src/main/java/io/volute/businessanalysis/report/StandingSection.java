package io.volute.businessanalysis.report;

import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the metric of the objective stands, whether it can be trusted, and what a comparison could tell. */
record StandingSection(Html html) {
    private static final Set<String> ASKED = Set.of("S1", "S2", "S7", "S10");
    private static final String GUARDRAIL = "Guardrail ";

    void write(Assessment assessment) {
        List<List<String>> rows = new ArrayList<>();
        assessment.checks().stream()
                .filter(check -> ASKED.contains(check.id()) || check.title().startsWith(GUARDRAIL))
                .forEach(check -> rows.add(List.of(check.title(), status(check), check.value())));
        Limits.row(assessment).ifPresent(rows::add);
        if (rows.isEmpty()) {
            return;
        }
        LinkedFigures.section(html, "standing", "Where it stands, and what a comparison can tell");
        Tables.write(html, "Computed from what was logged", List.of("Asked", "Answer", "Found"), rows);
        html.element(
                "p",
                "Splits in half are comparisons in which nothing was done: about one in twenty may find something. More"
                        + " means that the numbers are not what they seem.");
        html.close().line();
    }

    private static String status(ScopeCheck check) {
        return switch (check.status()) {
            case ScopeCheck.PASS -> "as it should be";
            case ScopeCheck.WARN -> "worth a look";
            case ScopeCheck.FAIL -> "not as it should be";
            case ScopeCheck.WAIVED -> "let be for a time";
            default -> "not known yet";
        };
    }
}
