package io.volute.businessanalysis.report;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.Evaluation.CandidateScore;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/** The numbers of a draft's report by id, with their way back; none is money. */
final class DraftFigures {
    private final List<ReportedFigure> all = new ArrayList<>();

    DraftFigures(DraftFacts facts, WriteReport.Input input, Artifact<Insight> insight) {
        Evaluation evaluation = facts.evaluation();
        facts.chosen().ifPresent(score -> chosen(facts, score, input));
        Verdict decision = facts.closing().decision();
        all.add(new ReportedFigure(
                "decision",
                "Decision",
                decision.value(),
                decision.why(),
                "business-analysis.report",
                "insight",
                insight.digest().toString()));
        if (evaluation.candidates().isEmpty()) {
            all.removeIf(figure -> figure.entry().equals("evaluation"));
        }
    }

    List<ReportedFigure> all() {
        return List.copyOf(all);
    }

    private void chosen(DraftFacts facts, CandidateScore score, WriteReport.Input input) {
        Evaluation evaluation = facts.evaluation();
        String where = ", on " + facts.closing().judged() + " by models that were not trained on them";
        String digest = input.evaluation().digest().toString();
        add(
                "draft.loss",
                "Loss of " + evaluation.chosen(),
                Numbers.plain(score.metric(evaluation.loss())),
                evaluation.loss() + where,
                digest);
        add(
                "draft.against-constant",
                "Loss of " + evaluation.chosen() + " against a constant",
                Numbers.plain(score.lossVersusBaseline()),
                evaluation.loss() + " minus that of a constant learnt from the same rows, below 0 is better" + where,
                digest);
        score.metrics().forEach((name, figure) -> {
            if (!name.equals(evaluation.loss()) && figure.found().isPresent()) {
                add(
                        "draft." + name,
                        Words.plain(name) + " of " + evaluation.chosen(),
                        Numbers.plain(figure),
                        name + where,
                        digest);
            }
        });
    }

    private void add(String id, String title, String text, String definition, String digest) {
        all.add(new ReportedFigure(id, title, text, definition, "modeling.judge", "evaluation", digest));
    }
}
