package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;

import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.core.contract.scoping.Assessment.Measured;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.LinkEvidence;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.launch.NeededLift;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * S3: how the model's metric is linked to the business metric. Evidence follows what was tried: past launches that tell
 * the slope from 0 make it {@code experiments}, an experiment on the business metric makes it {@code direct} for the model
 * version that it tried, and what is written is believed only as far as nothing tried says otherwise.
 */
final class LinkQuestion {
    private static final String FORMULA = "formula";
    private static final String EXPERIMENTS = "experiments";
    private static final String DIRECT = "direct";
    private static final String TRY = "run an A/B on the business metric";
    private static final String BEFORE_FORECAST =
            "run an experiment on the business metric before the link is used in a forecast";

    private final Known known;
    private final String metric;
    private final Optional<LearnedLink> learned;
    private final Optional<Tried> tried;

    /** What one arm of an experiment did to the business metric. */
    private record Tried(String experiment, String arm, Estimate effect) {}

    /** An answer before it is given its number and title. */
    private record Standing(String evidence, String status, String says, String remedy, Optional<Measured> measured) {
        Standing(String evidence, String status, String says, String remedy) {
            this(evidence, status, says, remedy, Optional.empty());
        }
    }

    LinkQuestion(Known known) {
        this.known = known;
        this.metric = known.objective().metric();
        this.learned = known.earlier().lessons().map(Lessons::links).orElse(List.of()).stream()
                .filter(link -> link.joins(known.declared().modelMetric(), metric))
                .max(Comparator.comparingInt(LearnedLink::used));
        SortedMap<String, String> targets =
                known.earlier().lessons().map(Lessons::targets).orElseGet(TreeMap::new);
        this.tried = known.earlier().insight().flatMap(Insight::effects).orElse(List.of()).stream()
                .filter(effect ->
                        effect.metric().equals(metric) && !effect.verdict().equals("INVALID"))
                .filter(effect -> known.declared().target().equals(targets.get(effect.experiment())))
                .flatMap(effect -> effect.effect().found().stream()
                        .map(found -> new Tried(effect.experiment(), effect.arm(), found)))
                .reduce((first, second) -> second);
    }

    ScopeCheck check() {
        Standing standing = standing();
        ScopeCheck check = new ScopeCheck(
                "S3", "How the model's quality moves " + metric, standing.status(), standing.says(), standing.remedy());
        return standing.measured().map(check::with).orElse(check);
    }

    /**
     * What later stages read of it.
     *
     * @param baseline where the business metric stands; empty where nobody says
     */
    Optional<LinkEvidence> evidence(Optional<Double> baseline) {
        if (learned.isEmpty() && tried.isEmpty()) {
            return Optional.empty();
        }
        Standing standing = standing();
        return Optional.of(new LinkEvidence(
                standing.evidence(),
                standing.says(),
                learned.flatMap(link -> baseline.map(from -> known.objective().targetRelative() * Math.abs(from))
                        .filter(effect -> effect != 0)
                        .map(effect -> new LinkEvidence.Needed(
                                link.modelMetric(), link.log(), effect, NeededLift.of(effect, link.slope()))))));
    }

    private Standing standing() {
        String declared = known.declared().evidence();
        String sentence = known.declared().sentence();
        if (declared.equals(FORMULA)) {
            return new Standing(FORMULA, PASS, "by formula: " + sentence, BEFORE_FORECAST);
        }
        if (learned.isPresent() && learned.get().broken()) {
            return broken(learned.get());
        }
        if (learned.isPresent() && learned.get().proven()) {
            return proven(learned.get());
        }
        if (tried.isPresent()) {
            return direct(tried.get());
        }
        if (learned.isPresent()) {
            return unproven(learned.get(), declared);
        }
        return switch (declared) {
            case EXPERIMENTS ->
                new Standing(
                        "assumed",
                        UNKNOWN,
                        "by experiments, as is written, and no log of launches tells it: " + sentence,
                        "name the log in business-analysis.launches; it is learned from, and read from the next pass on");
            case DIRECT ->
                new Standing(
                        "assumed",
                        UNKNOWN,
                        "by direct, as is written, and no experiment of this project tells it: " + sentence,
                        "read it out in business-analysis.experiments; it counts from the next pass on");
            default -> new Standing(declared, WARN, "by " + declared + ": " + sentence, BEFORE_FORECAST);
        };
    }

    private Standing broken(LearnedLink link) {
        return new Standing(
                "assumed",
                FAIL,
                "link broken: " + experiments(link) + ", slope " + range(link) + ": " + metric + " does not follow "
                        + link.modelMetric(),
                "make the model good at something else (scoping.ml-objective), or " + TRY,
                measured(link));
    }

    private Standing proven(LearnedLink link) {
        String says = link.slope()
                .found()
                .map(slope -> "by experiments: " + experiments(link) + ", " + metric + " moves by "
                        + Numbers.fine(link.slope()) + " for 1 " + link.modelMetric())
                .orElseGet(() -> "by experiments: " + experiments(link) + " tell the direction, " + metric
                        + (link.sign() > 0 ? " rises" : " falls") + " as " + link.modelMetric() + " rises, slope "
                        + range(link));
        return new Standing(
                EXPERIMENTS,
                PASS,
                says,
                link.usable().isPresent() ? "none needed" : "collect more than 30 launches for its size",
                measured(link));
    }

    /** It holds for the model that was tried, and for no other. */
    private Standing direct(Tried found) {
        double wanted = Math.signum(known.objective().targetRelative());
        boolean good = wanted > 0 ? found.effect().above(0) : found.effect().below(0);
        boolean bad = wanted > 0 ? found.effect().below(0) : found.effect().above(0);
        return new Standing(
                DIRECT,
                good ? PASS : bad ? FAIL : WARN,
                "by direct: " + found.experiment() + ", for " + found.arm() + ": " + metric + " "
                        + Numbers.fine((Figure) found.effect())
                        + (good ? "" : bad ? ", the wrong way" : ", not told from 0"),
                bad ? "make the model good at something else (scoping.ml-objective)" : "try each next version as well",
                Optional.of(Answer.number(found.effect(), Optional.of(0.0))));
    }

    private Standing unproven(LearnedLink link, String declared) {
        return new Standing(
                declared.equals(EXPERIMENTS) ? "assumed" : declared,
                declared.equals(EXPERIMENTS) ? FAIL : WARN,
                "link unproven: " + experiments(link) + ", slope " + range(link)
                        + (declared.equals(EXPERIMENTS)
                                ? ""
                                : "; by " + declared + ": " + known.declared().sentence()),
                TRY,
                measured(link));
    }

    private static String experiments(LearnedLink link) {
        return Numbers.count(link.used()) + (link.used() == 1 ? " experiment" : " experiments");
    }

    private static String range(LearnedLink link) {
        return link.seen()
                .found()
                .map(seen -> "[" + Numbers.fine(seen.low()) + ", " + Numbers.fine(seen.high()) + "]")
                .orElse("not told from their noise");
    }

    private static Optional<Measured> measured(LearnedLink link) {
        return link.seen().found().map(seen -> Answer.number(seen, Optional.of(0.0)));
    }
}
