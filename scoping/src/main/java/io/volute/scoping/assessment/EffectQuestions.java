package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;
import static io.volute.scoping.threshold.Threshold.CHANCE;

import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.InvestmentSpec;
import io.volute.statistics.value.EffectValue;
import java.util.List;
import java.util.Optional;

/** S8 and S9 of a metric over events: what could be gained at most, what effect pays, and how likely that is. */
final class EffectQuestions {
    static final String CEILING = "The most that could be gained";
    static final String CURVE = "How good it has to be";

    private static final double POINT = .01;

    private final Known known;
    private final String metric;
    private final EffectWorth worth;

    EffectQuestions(Known known) {
        this.known = known;
        this.metric = known.objective().metric();
        this.worth = new EffectWorth(known);
    }

    /** S8: what a model without any error would gain, against the target and against what it costs to try. */
    ScopeCheck ceiling() {
        if (known.stands().isEmpty()) {
            return unknown("S8", CEILING, "nothing says where " + metric + " stands", "answer S1 first");
        }
        Optional<Double> headroom = worth.headroom();
        if (headroom.isEmpty()) {
            return unknown(
                    "S8",
                    CEILING,
                    "no ceiling of " + metric + " is known",
                    "write ml-objective.ceiling: {value, source}, what a model without any error could make of it");
        }
        double most = headroom.get();
        double needed = worth.needed().orElseThrow();
        String told = metric + (worth.sign() > 0 ? " could rise by " : " could fall by ") + Numbers.fine(most)
                + " at most" + by() + ", " + Numbers.fine(needed) + " wanted";
        if (most < needed) {
            return new ScopeCheck("S8", CEILING, FAIL, told, "lower the target: no model can reach it")
                    .with(Answer.number(most, needed));
        }
        Optional<List<String>> missing = worth.missing();
        if (missing.isPresent()) {
            return unknown(
                            "S8",
                            CEILING,
                            told + ", and " + missing.get().get(0),
                            missing.get().get(1))
                    .with(Answer.number(most, needed));
        }
        EffectValue value = worth.value().orElseThrow();
        double money = value.value(most);
        boolean enough = money >= value.price();
        return new ScopeCheck(
                        "S8",
                        CEILING,
                        enough ? PASS : FAIL,
                        told + "; " + worth.money(money) + " in " + worth.months() + " months against "
                                + worth.money(value.price()) + " to build and run it",
                        "do not build it: it costs more than a model without any error would gain")
                .with(Answer.number(money, value.price()));
    }

    private String by() {
        return known.declared()
                .ceiling()
                .map(ceiling -> ", by " + ceiling.source())
                .orElse("");
    }

    /** S9: what effect is worth it, and how likely that is. */
    ScopeCheck valueCurve() {
        Optional<List<String>> missing = worth.missing();
        if (missing.isPresent()) {
            return unknown(
                    "S9",
                    CURVE,
                    missing.get().get(0) + ", so no effect is known to be enough",
                    missing.get().get(1));
        }
        EffectValue value = worth.value().orElseThrow();
        double least = value.breakEven();
        if (worth.headroom().filter(most -> most < least).isPresent()) {
            return new ScopeCheck(
                            "S9",
                            CURVE,
                            FAIL,
                            "no effect on " + metric + " pays for " + worth.money(value.price()) + " in "
                                    + worth.months() + " months",
                            "do not build it, or find units that are worth more")
                    .with(Answer.number(least));
        }
        String told = "worth its cost once " + metric + (worth.sign() > 0 ? " rises by " : " falls by ")
                + Numbers.fine(least) + share(least) + "; each " + Numbers.plain(POINT) + " is worth "
                + worth.money(value.value(POINT));
        Optional<EffectWorth.Belief> belief = worth.belief();
        if (belief.isEmpty()) {
            return unknown(
                            "S9",
                            CURVE,
                            told + "; nobody says what effect to expect",
                            "write scoping.prior: {effect, low, high, source}, or name a log of at least 10 launches in"
                                    + " business-analysis.launches")
                    .with(Answer.number(least));
        }
        double chance = belief.get().prior().chanceAtLeast(least);
        double fail = known.thresholds().fail(CHANCE);
        double evpi = value.perfectInformation(belief.get().prior());
        return new ScopeCheck(
                        "S9",
                        CURVE,
                        chance < fail ? FAIL : chance < known.thresholds().warn(CHANCE) ? WARN : PASS,
                        told + "; that is likely by " + Numbers.percent(chance) + ", with "
                                + belief.get().words() + "; to know it beforehand is worth " + worth.money(evpi)
                                + pilot(evpi),
                        "find something that moves " + metric + " more, or start with the simple thing as phase 1")
                .with(Answer.number(chance, fail));
    }

    private String share(double effect) {
        return known.stands()
                .filter(from -> from != 0)
                .map(from -> ", " + Numbers.percent(effect / Math.abs(from)) + " of where it stands")
                .orElse("");
    }

    private String pilot(double most) {
        return worth.investment()
                .flatMap(InvestmentSpec::pilot)
                .map(price -> price.doubleValue() > most
                        ? ", less than a pilot costs: do not pilot"
                        : ", more than a pilot costs")
                .orElse("");
    }

    private static ScopeCheck unknown(String id, String title, String value, String remedy) {
        return new ScopeCheck(id, title, UNKNOWN, value, remedy);
    }
}
