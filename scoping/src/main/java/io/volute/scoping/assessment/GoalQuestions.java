package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;

import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.scoping.objective.DecisionSpec;
import java.util.Optional;

/** S14, S17: whether it is the right question, and everybody's. */
final class GoalQuestions {
    private final Known known;

    GoalQuestions(Known known) {
        this.known = known;
    }

    /** S14: a risk says whom to treat only where treating does not change it. */
    ScopeCheck causal() {
        String title = "Whether acting changes the outcome";
        Optional<Boolean> changes = known.declared().decision().flatMap(DecisionSpec::changesOutcome);
        boolean formula = known.declared().evidence().equals("formula");
        if (changes.isEmpty() && formula) {
            return new ScopeCheck(
                    "S14",
                    title,
                    PASS,
                    "no: the outcome of each " + known.objective().unit() + " is known whatever was decided",
                    "none needed");
        }
        if (changes.isEmpty()) {
            return new ScopeCheck(
                    "S14", title, UNKNOWN, "nobody says", "write objective.decision.changes-outcome: true or false");
        }
        if (!changes.get()) {
            return new ScopeCheck("S14", title, PASS, "no, as declared", "none needed");
        }
        return new ScopeCheck(
                "S14",
                title,
                FAIL,
                "yes, and the target is " + (formula ? "costed as if it did not" : "the outcome, not what acting adds"),
                "predict what acting adds, from an experiment in which some are treated by lot");
    }

    /** S17: the same question put in several ways. */
    ScopeCheck framings() {
        return new ScopeCheck(
                "S17",
                "Other ways to put the question",
                UNKNOWN,
                "one was tried",
                "compare a second one by hand, for example how much instead of whether");
    }
}
