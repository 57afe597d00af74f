package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;

import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.ObjectiveSpec.Direction;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * S18: who wants what, whether that pulls apart, and who settles it. Two who want the same metric to move in opposite ways
 * are in conflict by what they say; two who want different metrics are where past launches tell that what is good for one is
 * bad for the other.
 */
final class ConflictQuestion {
    private static final String TITLE = "Who wants something else";

    private final Known known;

    /** A metric, and where somebody wants it to go. */
    private record Wish(String metric, Direction direction, String who) {
        String said() {
            return who + " wants " + metric + (direction == Direction.UP ? " up" : " down");
        }
    }

    /**
     * Two wishes, and how what is good for the one goes with what is good for the other.
     *
     * @param together correlation of the true effects, each counted in the wanted direction; empty where no log tells it
     */
    private record Pair(Wish one, Wish other, Optional<Figure> together) {
        Optional<Estimate> told() {
            return together.flatMap(Figure::found);
        }

        boolean apart() {
            return told().filter(found -> found.below(0)).isPresent();
        }

        String said() {
            return one.said() + ", " + other.said();
        }

        Conflict conflict() {
            return new Conflict(
                    List.of(one.metric(), other.metric()),
                    said() + ", and what is good for the one is bad for the other: correlation " + number());
        }

        String number() {
            return together.map(Numbers::plain).orElse("no log of launches on both");
        }
    }

    /** What pulls apart, in words. */
    private record Conflict(List<String> metrics, String said) {
        String name() {
            return String.join(" and ", metrics);
        }
    }

    ConflictQuestion(Known known) {
        this.known = known;
    }

    ScopeCheck check() {
        if (known.declared().stakeholders().isEmpty()) {
            return new ScopeCheck(
                    "S18",
                    TITLE,
                    UNKNOWN,
                    "nobody says who has a stake in it",
                    "write scoping.stakeholders: [{role, wants, direction}] and scoping.decides");
        }
        List<Pair> pairs = pairs();
        List<Conflict> conflicts = new ArrayList<>(opposed());
        pairs.stream().filter(Pair::apart).map(Pair::conflict).forEach(conflicts::add);
        List<Conflict> open =
                conflicts.stream().filter(conflict -> !isSettled(conflict)).toList();
        if (!open.isEmpty()) {
            return new ScopeCheck(
                            "S18",
                            TITLE,
                            FAIL,
                            String.join("; ", open.stream().map(Conflict::said).toList()),
                            "let the one who decides settle it: scoping.settled: [{metric: "
                                    + open.get(0).metrics().get(0) + ", by, reason, on}]")
                    .with(Answer.number(open.size(), 0));
        }
        String settled = conflicts.isEmpty()
                ? ""
                : "; settled by " + known.declared().settled().get(0).by() + ": "
                        + String.join(
                                ", ", conflicts.stream().map(Conflict::name).toList());
        if (metrics() == 1) {
            return new ScopeCheck(
                    "S18", TITLE, PASS, "all want the same to move the same way" + settled, "none needed");
        }
        return apart(pairs, settled);
    }

    /** Where nobody is in conflict for certain: whether that is known. */
    private ScopeCheck apart(List<Pair> pairs, String settled) {
        List<Pair> untold = pairs.stream().filter(pair -> pair.told().isEmpty()).toList();
        List<String> numbers = pairs.stream()
                .filter(pair -> pair.together().isPresent() && !pair.apart())
                .map(pair -> pair.said() + ": " + pair.number())
                .toList();
        if (untold.isEmpty()) {
            ScopeCheck check = new ScopeCheck(
                    "S18",
                    TITLE,
                    PASS,
                    (numbers.isEmpty()
                                    ? "every conflict is settled"
                                    : "no conflict shown, by the correlation of past launches: "
                                            + String.join("; ", numbers))
                            + settled,
                    "none needed");
            return pairs.stream()
                    .flatMap(pair -> pair.told().stream())
                    .min(Comparator.comparingDouble(Estimate::estimate))
                    .map(least -> check.with(Answer.number(least, Optional.of(0.0))))
                    .orElse(check);
        }
        return new ScopeCheck(
                "S18",
                TITLE,
                UNKNOWN,
                "whether " + metrics() + " wanted metrics pull apart is not measured"
                        + (numbers.isEmpty() ? "" : " for all: " + String.join("; ", numbers)) + settled,
                "follow each of them beside the objective in the first comparison");
    }

    /** A conflict between two metrics is settled under the name of either. */
    private boolean isSettled(Conflict conflict) {
        return known.declared().settled().stream()
                .anyMatch(settled -> conflict.metrics().contains(settled.metric()));
    }

    private List<Wish> wishes() {
        List<Wish> wishes = new ArrayList<>();
        Objective objective = known.objective();
        wishes.add(new Wish(objective.metric(), direction(objective), objective.owner()));
        known.declared()
                .stakeholders()
                .forEach(stakeholder ->
                        wishes.add(new Wish(stakeholder.wants(), stakeholder.direction(), stakeholder.role())));
        return wishes;
    }

    private int metrics() {
        Set<String> metrics = new TreeSet<>();
        wishes().forEach(wish -> metrics.add(wish.metric()));
        return metrics.size();
    }

    /** Each two wishes for different metrics once; who else wants the same of a metric adds nothing. */
    private List<Pair> pairs() {
        List<Wish> all = new ArrayList<>();
        wishes().forEach(wish -> {
            if (all.stream()
                    .noneMatch(one -> one.metric().equals(wish.metric()) && one.direction() == wish.direction())) {
                all.add(wish);
            }
        });
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                if (!all.get(i).metric().equals(all.get(j).metric())) {
                    pairs.add(new Pair(all.get(i), all.get(j), together(all.get(i), all.get(j))));
                }
            }
        }
        return pairs;
    }

    private Optional<Figure> together(Wish one, Wish other) {
        int sign = one.direction() == other.direction() ? 1 : -1;
        return known.earlier().lessons().map(Lessons::links).orElse(List.of()).stream()
                .filter(link -> link.tellsOf(one.metric(), other.metric()))
                .max(Comparator.comparingInt(LearnedLink::used))
                .map(link -> link.correlation().scaled(rho -> sign * rho));
    }

    /** Metrics that one wants up and another down, with who does; the objective's owner is one of them. */
    private List<Conflict> opposed() {
        SortedMap<String, SortedMap<Direction, String>> wanted = new TreeMap<>();
        wishes().forEach(wish -> wanted.computeIfAbsent(wish.metric(), metric -> new TreeMap<>())
                .putIfAbsent(wish.direction(), wish.who()));
        List<Conflict> opposed = new ArrayList<>();
        wanted.forEach((metric, who) -> {
            if (who.size() == 2) {
                opposed.add(new Conflict(
                        List.of(metric),
                        who.get(Direction.UP) + " wants " + metric + " up, " + who.get(Direction.DOWN)
                                + " wants it down"));
            }
        });
        return opposed;
    }

    private static Direction direction(Objective objective) {
        return objective
                .measured()
                .map(MeasuredObjective::direction)
                .map(word -> Direction.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(objective.targetRelative() > 0 ? Direction.UP : Direction.DOWN);
    }
}
