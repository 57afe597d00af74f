package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;

import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.scoping.objective.SuitabilitySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S0: what was said about whether it is a task for learning. It is kept and shown; S7 to S9 decide. Stateless. */
final class Suitability {
    static final String ID = "S0";

    private Suitability() {}

    /** Before the other answers; a scope without the key is not asked. */
    static List<ScopeCheck> first(Optional<SuitabilitySpec> said, List<ScopeCheck> answers) {
        List<ScopeCheck> all = new ArrayList<>();
        said.map(Suitability::check).ifPresent(all::add);
        all.addAll(answers);
        return List.copyOf(all);
    }

    private static ScopeCheck check(SuitabilitySpec said) {
        String title = "Whether it is a task for learning";
        List<String> told = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> against = new ArrayList<>();
        said.answers().forEach((key, answer) -> {
            if (answer.isEmpty()) {
                missing.add(key);
                return;
            }
            told.add(key
                    + (answer.get().holds() ? ": yes, " : ": no, ")
                    + answer.get().why());
            if (!answer.get().holds()) {
                against.add(key);
            }
        });
        if (!missing.isEmpty()) {
            return new ScopeCheck(
                    ID,
                    title,
                    UNKNOWN,
                    "nobody says whether it is " + String.join(", ", missing)
                            + (told.isEmpty() ? "" : "; " + String.join("; ", told)),
                    "write scoping.suitability." + missing.get(0) + ": {holds: true or false, why}"
                            + (missing.size() == 1
                                    ? ""
                                    : ", and likewise " + String.join(", ", missing.subList(1, missing.size()))));
        }
        return new ScopeCheck(
                ID,
                title,
                against.isEmpty() ? PASS : WARN,
                String.join("; ", told),
                against.isEmpty()
                        ? "none needed: S7 to S9 decide"
                        : "start with the simple rule as phase 1 unless S7 to S9 say that learning pays although it is not "
                                + String.join(", ", against));
    }
}
