package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;

import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.scoping.objective.DecisionSpec;
import io.volute.scoping.objective.ObjectiveSpec.Direction;
import io.volute.scoping.objective.StakeholderSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** S14, S17, S18: whether it is the right question, and everybody's. */
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

    /** S18: who wants what, and who settles it. */
    ScopeCheck conflict() {
        String title = "Who wants something else";
        if (known.declared().stakeholders().isEmpty()) {
            return new ScopeCheck(
                    "S18",
                    title,
                    UNKNOWN,
                    "nobody says who has a stake in it",
                    "write scoping.stakeholders: [{role, wants, direction}] and scoping.decides");
        }
        SortedMap<String, String> conflicts = new TreeMap<>(conflicts());
        TreeSet<String> open = new TreeSet<>(conflicts.keySet());
        known.declared().settled().forEach(settled -> open.remove(settled.metric()));
        if (!open.isEmpty()) {
            return new ScopeCheck(
                            "S18",
                            title,
                            FAIL,
                            String.join("; ", open.stream().map(conflicts::get).toList()),
                            "let the one who decides settle it: scoping.settled: [{metric: " + open.first()
                                    + ", by, reason, on}]")
                    .with(Answer.number(open.size(), 0));
        }
        String settled = conflicts.isEmpty()
                ? ""
                : "; settled by " + known.declared().settled().get(0).by() + ": "
                        + String.join(", ", conflicts.keySet());
        if (metrics() == 1) {
            return new ScopeCheck(
                    "S18", title, PASS, "all want the same to move the same way" + settled, "none needed");
        }
        return new ScopeCheck(
                "S18",
                title,
                UNKNOWN,
                "whether " + metrics() + " wanted metrics pull apart is not measured" + settled,
                "follow each of them beside the objective in the first comparison");
    }

    private int metrics() {
        TreeSet<String> wanted = new TreeSet<>();
        wanted.add(known.objective().metric());
        known.declared().stakeholders().forEach(stakeholder -> wanted.add(stakeholder.wants()));
        return wanted.size();
    }

    /** Metrics that one wants up and another down, with who does; the objective's owner is one of them. */
    private SortedMap<String, String> conflicts() {
        SortedMap<String, SortedMap<Direction, String>> wanted = new TreeMap<>();
        wanted.computeIfAbsent(known.objective().metric(), metric -> new TreeMap<>())
                .put(direction(known.objective()), known.objective().owner());
        for (StakeholderSpec stakeholder : known.declared().stakeholders()) {
            wanted.computeIfAbsent(stakeholder.wants(), metric -> new TreeMap<>())
                    .putIfAbsent(stakeholder.direction(), stakeholder.role());
        }
        SortedMap<String, String> conflicts = new TreeMap<>();
        wanted.forEach((metric, who) -> {
            if (who.size() == 2) {
                conflicts.put(
                        metric,
                        who.get(Direction.UP) + " wants " + metric + " up, " + who.get(Direction.DOWN)
                                + " wants it down");
            }
        });
        return conflicts;
    }

    private static Direction direction(Objective objective) {
        return objective
                .measured()
                .map(MeasuredObjective::direction)
                .map(word -> Direction.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(objective.targetRelative() > 0 ? Direction.UP : Direction.DOWN);
    }
}
