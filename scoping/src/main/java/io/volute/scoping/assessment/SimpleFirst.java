package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;

import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.businessanalysis.Insight.ArmEffect;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * S7 of an objective that is a metric over events: the model against what is done without it, side by side in an experiment,
 * on the business metric. Only experiments with what the model is made good at today tell of it; of several the best counts.
 */
final class SimpleFirst {
    static final String TITLE = "The simple thing first";

    private static final List<String> BEST_FIRST = List.of(PASS, WARN, FAIL);

    private final Known known;
    private final String metric;

    SimpleFirst(Known known) {
        this.known = known;
        this.metric = known.objective().metric();
    }

    /** An arm whose effect is known. */
    private record Tried(String experiment, String arm, Estimate effect) {}

    ScopeCheck check() {
        List<ArmEffect> effects = known.earlier().insight().flatMap(Insight::effects).orElse(List.of()).stream()
                .filter(effect -> effect.metric().equals(metric))
                .toList();
        if (effects.isEmpty()) {
            return unknown(
                    "no heuristic was tried on " + metric,
                    "run last week's most popular, or what is done today, as an arm of the first experiment");
        }
        SortedMap<String, String> targets =
                known.earlier().lessons().map(Lessons::targets).orElseGet(TreeMap::new);
        String target = known.declared().target();
        List<ArmEffect> own = effects.stream()
                .filter(effect -> target.equals(targets.getOrDefault(effect.experiment(), target)))
                .toList();
        if (own.isEmpty()) {
            String last = effects.get(effects.size() - 1).experiment();
            return unknown(
                    last + " tried a model made good at " + targets.get(last) + "; one made good at " + target
                            + " was not tried yet",
                    "run the next experiment, with what is done today as its control");
        }
        return best(own)
                .map(this::judged)
                .orElseGet(() -> unknown(
                        "no experiment says yet what the model does to " + metric + " beside what is done today",
                        "let " + own.get(own.size() - 1).experiment()
                                + " run to its end, or mend what makes it invalid"));
    }

    private Optional<Tried> best(List<ArmEffect> effects) {
        return effects.stream()
                .filter(effect -> !effect.verdict().equals("INVALID"))
                .flatMap(effect -> effect.effect().found().stream()
                        .map(found -> new Tried(effect.experiment(), effect.arm(), found)))
                .min(Comparator.comparing((Tried tried) -> BEST_FIRST.indexOf(standing(tried.effect())))
                        .thenComparing(tried -> sign() * -tried.effect().estimate()));
    }

    private ScopeCheck judged(Tried tried) {
        String status = standing(tried.effect());
        return new ScopeCheck(
                        "S7",
                        TITLE,
                        status,
                        "in " + tried.experiment() + ", " + tried.arm() + " moves " + metric + " by "
                                + Numbers.fine(tried.effect()) + " against what is done today"
                                + (status.equals(PASS)
                                        ? ""
                                        : status.equals(WARN) ? ": not told apart from it" : ": for the worse"),
                        status.equals(PASS)
                                ? "none needed"
                                : "stay with what is done today until a model does better on " + metric)
                .with(Answer.number(tried.effect(), Optional.of(0.0)));
    }

    private static ScopeCheck unknown(String why, String remedy) {
        return new ScopeCheck("S7", TITLE, UNKNOWN, why, remedy);
    }

    /** By where the whole interval lies. */
    private String standing(Estimate effect) {
        boolean good = sign() > 0 ? effect.above(0) : effect.below(0);
        boolean bad = sign() > 0 ? effect.below(0) : effect.above(0);
        return good ? PASS : bad ? FAIL : WARN;
    }

    private int sign() {
        return known.objective()
                        .measured()
                        .map(MeasuredObjective::direction)
                        .filter("up"::equals)
                        .isPresent()
                ? 1
                : -1;
    }
}
