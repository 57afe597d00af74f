package io.volute.scoping.assessment;

import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.scoping.objective.ExperimentSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All questions, in the order of their numbers. What cannot be answered here is unknown, with what would answer it. */
final class Interview {
    private final Known known;
    private final Optional<Decided> decided;
    private final DataQuestions data;
    private final RunQuestions run;
    private final LinkQuestion link;
    private final GoalQuestions goal;
    private final List<ScopeCheck> answers = new ArrayList<>();

    private Interview(Known known, Optional<Decided> decided) {
        this.known = known;
        this.decided = decided;
        this.data = new DataQuestions(known);
        this.run = new RunQuestions(known, decided);
        this.link = new LinkQuestion(known);
        this.goal = new GoalQuestions(known);
    }

    /** Of decisions about rows. */
    static List<ScopeCheck> of(Known known, Decided decided, Optional<Worthwhile> worth) {
        var interview = new Interview(known, Optional.of(decided));
        var money = new MoneyQuestions(known, decided);
        interview.ask("S1", "What today's rule costs", () -> interview.data.metric(decided));
        interview.ask("S2", "Found where nothing is done", () -> interview.data.sane(decided));
        interview.ask("S3", "How the model's quality moves the metric", interview.link::check);
        interview.ask("S4", "Labels: how many, how late", () -> interview.data.labels(decided));
        interview.rowsAndLabels();
        interview.ask("S7", "Today's rule against no rule", money::heuristic);
        interview.ask("S8", "The most that could be saved", money::ceiling);
        interview.ask("S9", "How good it has to be", () -> money.valueCurve(worth));
        interview.ask("S10", "What a comparison can find", money::power);
        interview.rest(interview.run.guardrails());
        return List.copyOf(interview.answers);
    }

    /**
     * Of a metric over events: no row is decided, so what a decision costs is not asked.
     *
     * @param experiment how long a comparison may take; empty: as long as the objective
     */
    static List<ScopeCheck> of(Known known, Optional<ExperimentSpec> experiment) {
        var interview = new Interview(known, Optional.empty());
        String metric = known.objective().metric();
        var measured = new MeasuredQuestions(known);
        interview.ask("S1", MeasuredQuestions.stands(metric), measured::metric);
        interview.ask("S2", MeasuredQuestions.SANE, measured::sane);
        interview.ask("S3", "How the model's quality moves the metric", interview.link::check);
        interview.ask("S4", "Labels: how many, how late", interview.data::labels);
        interview.rowsAndLabels();
        interview.ask("S7", SimpleFirst.TITLE, () -> new SimpleFirst(known).check());
        var effect = new EffectQuestions(known);
        interview.ask("S8", EffectQuestions.CEILING, effect::ceiling);
        interview.ask("S9", EffectQuestions.CURVE, effect::valueCurve);
        var power = new MeasuredPower(known, experiment);
        interview.ask("S10", MeasuredPower.TITLE, power::check);
        interview.rest(power.guardrails());
        return List.copyOf(interview.answers);
    }

    private void rowsAndLabels() {
        ask("S5", "Labels: how good", () -> data.quality(decided.map(Decided::history)));
        ask("S6", "Known when the decision is taken", data::knownInTime);
    }

    private void rest(List<ScopeCheck> guardrails) {
        ask("S11", "Fast enough, and at what cost", run::latency);
        ask("S12", "What is logged to learn from", run::logging);
        ask("S13", "Personal data and fairness", () -> new Privacy(known).check());
        ask("S14", "Whether acting changes the outcome", goal::causal);
        ask("S15", "What warns before the outcome is known", () -> new GroundTruth(known).check());
        answers.addAll(guardrails);
        ask("S16", "What it can break, and how it is taken back", run::risk);
        ask("S17", "Other ways to put the question", goal::framings);
        ask("S18", "Who wants something else", () -> new ConflictQuestion(known).check());
        answers.add(run.lastTurn());
    }

    private void ask(String id, String title, Supplier<ScopeCheck> question) {
        answers.add(Answer.ask(id, title, question));
    }
}
