package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.NOT_APPLICABLE;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;
import static io.volute.scoping.threshold.Threshold.DEADLINE;
import static io.volute.scoping.threshold.Threshold.EFFECTIVE;
import static io.volute.scoping.threshold.Threshold.EVENTS;

import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.scoping.Assessment.Measured;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.DecisionSpec;
import io.volute.scoping.objective.HarmSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S11, S12, S16 and what the last turn taught: whether it can be run, watched and taken back. */
final class RunQuestions {
    private static final String LATENCY = "latency";

    private final Known known;
    private final Optional<Decided> decided;

    RunQuestions(Known known, Optional<Decided> decided) {
        this.known = known;
        this.decided = decided;
    }

    /** S11: as fast as it has to be, as the last turn's gate measured it; what a thousand predictions cost. */
    ScopeCheck latency() {
        String title = "Fast enough, and at what cost";
        String cost = decided.flatMap(found -> known.declared()
                        .investment()
                        .map(money -> "; 1,000 predictions cost "
                                + found.money(
                                        1_000 * money.month().doubleValue() * found.months() / found.decisions())))
                .orElse("");
        Optional<Double> bound = known.requirements().strictest(LATENCY);
        if (bound.isEmpty()) {
            return new ScopeCheck(
                    "S11",
                    title,
                    UNKNOWN,
                    "no requirement says how fast it has to be" + cost,
                    "write a requirement with check: latency and max in milliseconds");
        }
        Optional<Duration> deadline = known.declared().decision().flatMap(DecisionSpec::deadline);
        // A gate says met or missed and not by how much: seconds that were measured never come to rest.
        Optional<Double> share = deadline.map(time -> bound.get() / time.toMillis());
        Optional<Measured> measured = deadline.map(
                time -> Answer.number(bound.get(), known.thresholds().fail(DEADLINE) * time.toMillis()));
        if (share.filter(part -> part > known.thresholds().fail(DEADLINE)).isPresent()) {
            return new ScopeCheck(
                            "S11",
                            title,
                            FAIL,
                            "required within " + Numbers.plain(bound.get()) + " ms, but the decision waits for "
                                    + deadline.get().toMillis() + " ms only",
                            "require what the decision needs")
                    .with(measured.orElseThrow());
        }
        Optional<GateResult> gate = known.earlier()
                .blessing()
                .flatMap(blessing -> blessing.gates().stream()
                        .filter(result -> result.gate().equals(LATENCY))
                        .findFirst());
        if (gate.isEmpty()) {
            return new ScopeCheck(
                    "S11",
                    title,
                    UNKNOWN,
                    "nothing was measured yet; required: " + Numbers.plain(bound.get()) + " ms" + cost,
                    "let a first model go through the gate latency");
        }
        boolean met = gate.get().status().equals("PASS");
        Optional<Double> tight = share.filter(part -> part > known.thresholds().warn(DEADLINE));
        ScopeCheck check = new ScopeCheck(
                "S11",
                title,
                !met ? FAIL : tight.isPresent() ? WARN : PASS,
                (met ? "the last turn's model met " : "the last turn's model missed ")
                        + gate.get().expected()
                        + tight.map(part -> ", " + Numbers.percent(part) + " of what the decision waits for")
                                .orElse("")
                        + cost,
                met && tight.isPresent()
                        ? "require less, so that the rest of the decision has time too"
                        : "a smaller model, or a longer deadline");
        return tight.isPresent() ? check.with(measured.orElseThrow()) : check;
    }

    /** S12: what is logged lets another policy be judged later. */
    ScopeCheck logging() {
        String title = "What is logged to learn from";
        Optional<Release> release = known.earlier().release();
        if (release.isEmpty()) {
            return new ScopeCheck(
                    "S12",
                    title,
                    UNKNOWN,
                    "nothing was decided by a release yet",
                    "release once, in shadow or on a share: the prediction log keeps version, arm and its probability");
        }
        Optional<Double> share = release.get().arms().stream()
                .filter(arm -> arm.policy().equals(Release.Arm.MODEL))
                .map(Release.Arm::share)
                .filter(part -> part > 0)
                .findFirst();
        if (share.isEmpty()) {
            return new ScopeCheck(
                    "S12",
                    title,
                    WARN,
                    "version, arm and its probability are logged, but the model decided nothing",
                    "let it decide a share, so that what it does can be told from what it would do");
        }
        Optional<Double> effective = effective(share.get());
        if (effective.isEmpty()) {
            return new ScopeCheck(
                    "S12",
                    title,
                    UNKNOWN,
                    "version, arm and its probability are logged; how many decisions that makes is not known here",
                    "read the log with volute show exposures");
        }
        double least = known.thresholds().fail(EFFECTIVE);
        return new ScopeCheck(
                        "S12",
                        title,
                        effective.get() < least ? FAIL : PASS,
                        "version, arm and its probability of each decision; those of the model since the last turn are worth "
                                + Numbers.count(Math.round(effective.get())) + " independent ones",
                        "let the model decide a larger share")
                .with(Answer.number(effective.get(), least));
    }

    /** Equal weights 1 / share on the model's decisions: as many as there are (Kish 1965). */
    private Optional<Double> effective(double share) {
        return decided.flatMap(found -> known.earlier()
                .evaluation()
                .map(Evaluation::knownUntil)
                .map(since -> share
                        * found.history().labelled().stream()
                                .filter(decision -> !decision.at().isBefore(since))
                                .count()));
    }

    /** S16: each guardrail counts enough events to be decided. */
    List<ScopeCheck> guardrails() {
        List<ScopeCheck> result = new ArrayList<>();
        List<Long> guarded = decided.map(found -> found.history().guarded()).orElse(List.of());
        double least = known.thresholds().warn(EVENTS);
        for (int i = 0; i < guarded.size(); i++) {
            Objective.Guardrail guardrail = known.objective().guardrails().get(i);
            long events = guarded.get(i);
            result.add(new ScopeCheck(
                            "S16",
                            "Guardrail " + guardrail.name(),
                            events < least ? WARN : PASS,
                            Numbers.count(events) + " such events in the window; tolerated rise "
                                    + Numbers.percent(guardrail.maxRise()),
                            "with fewer than " + Answer.limit(least) + " events it stays undecided")
                    .with(Answer.number((double) events, least)));
        }
        return result;
    }

    /** S16: what one wrong release can do before it is noticed, and how it is taken back. */
    ScopeCheck risk() {
        Optional<DecisionSpec> decision = known.declared().decision();
        Optional<HarmSpec> harm = known.declared().harm();
        List<String> missing = new ArrayList<>();
        if (decision.flatMap(DecisionSpec::takenBy).isEmpty()) {
            missing.add("objective.decision.taken-by");
        }
        if (decision.flatMap(DecisionSpec::reversible).isEmpty()) {
            missing.add("objective.decision.reversible");
        }
        if (decision.flatMap(DecisionSpec::rollback).isEmpty()) {
            missing.add("objective.decision.rollback");
        }
        if (harm.map(HarmSpec::who).orElse(List.of()).isEmpty()) {
            missing.add("harm.who");
        }
        if (harm.map(HarmSpec::misuse).orElse(List.of()).isEmpty()) {
            missing.add("harm.misuse");
        }
        if (known.declared().outOfScope().isEmpty()) {
            missing.add("out-of-scope");
        }
        String title = "What it can break, and how it is taken back";
        String blast = decided.map(RunQuestions::blast).orElse("");
        if (!missing.isEmpty()) {
            return new ScopeCheck(
                            "S16",
                            title,
                            FAIL,
                            "not said: " + String.join(", ", missing) + blast,
                            "write scoping." + String.join(", scoping.", missing))
                    .with(Answer.number(missing.size(), 0));
        }
        boolean reversible = decision.flatMap(DecisionSpec::reversible).orElseThrow();
        boolean approved = decision.flatMap(DecisionSpec::approvedBy).isPresent();
        return new ScopeCheck(
                "S16",
                title,
                reversible || approved ? PASS : FAIL,
                (reversible ? "a decision can be undone" : approved ? "irreversible, approved" : "irreversible")
                        + "; taken back: "
                        + decision.flatMap(DecisionSpec::rollback).orElseThrow() + blast,
                "let somebody approve it: objective.decision.approved-by");
    }

    /** The largest loss until nine in ten outcomes tell that every decision was wrong. */
    private static String blast(Decided decided) {
        double days = decided.history().delays().quantile(.9).orElse(Double.NaN);
        if (Double.isNaN(days)) {
            return "";
        }
        double units = decided.history().pace() * days;
        return "; at worst, until outcomes tell after " + Math.round(days) + " days: "
                + Numbers.count(Math.round(units)) + " decisions, "
                + decided.money(units * decided.costs().miss().doubleValue());
    }

    /** What the turn before taught; shown, not judged. */
    ScopeCheck lastTurn() {
        Optional<Insight> insight = known.earlier().insight();
        return new ScopeCheck(
                "L1",
                "What the turn before taught",
                insight.isEmpty() ? NOT_APPLICABLE : PASS,
                insight.map(found -> found.decision() + ": " + found.headline()).orElse("this is the first turn"),
                "volute history");
    }
}
