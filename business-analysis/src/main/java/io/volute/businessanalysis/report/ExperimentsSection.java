package io.volute.businessanalysis.report;

import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.TrustCheck;
import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import java.util.List;
import java.util.Locale;

/** What the experiments of the project say, each with its verdict first; nothing where there are none. */
final class ExperimentsSection {
    static final String ID = "experiments";
    static final String TITLE = "Experiments";

    private final Html html;

    ExperimentsSection(Html html) {
        this.html = html;
    }

    void write(List<ShownExperiment> experiments) {
        if (experiments.isEmpty()) {
            return;
        }
        html.open("section", "id", ID, "aria-labelledby", ID + "-title");
        html.element("h2", TITLE, "id", ID + "-title");
        experiments.forEach(this::write);
        html.close().line();
    }

    private void write(ShownExperiment shown) {
        ExperimentReadout experiment = shown.readout();
        html.element(
                "h3",
                experiment.experiment() + ": "
                        + experiment.verdict().value().replace('_', ' ').toLowerCase(Locale.ROOT));
        if (!shown.note().isEmpty()) {
            html.element("p", shown.note());
        }
        html.element("p", experiment.verdict().why() + ".");
        html.element(
                "p",
                Numbers.count(experiment.counts().exposed()) + " of "
                        + Numbers.count(experiment.counts().assigned()) + " assigned units were exposed; "
                        + trust(experiment.trust()) + ".");
        // Effects of data that nobody may believe are not shown.
        if (!experiment.verdict().value().equals("INVALID")) {
            Tables.write(
                    html,
                    "Metrics of " + experiment.experiment() + ", change against the control with 95 % intervals",
                    List.of("Metric", "For", "Arm", "Control", "In the arm", "Change", "Guardrail"),
                    experiment.effects().stream().map(ExperimentsSection::row).toList());
        }
        experiment
                .daysToGo()
                .ifPresent(days -> html.element(
                        "p",
                        "About " + days + " more days at this pace would tell whether the guardrails hold, if they are"
                                + " as they were."));
        html.open("p")
                .element("a", "The whole result", "href", file(experiment.experiment()))
                .text(", with pictures. From where: ");
        html.element("code", "volute lineage " + shown.subject());
        html.close().line();
    }

    /** The file of an experiment's own page, beside the report. */
    static String file(String experiment) {
        return "experiment-" + experiment + ".html";
    }

    private static String trust(List<TrustCheck> checks) {
        List<String> doubts = checks.stream()
                .filter(check -> check.status() == TrustCheck.Status.FAIL || check.status() == TrustCheck.Status.WARN)
                .map(check -> check.check() + ": " + check.detail())
                .toList();
        return doubts.isEmpty() ? "no check of the data failed" : String.join("; ", doubts);
    }

    private static List<String> row(ExperimentReadout.Effect effect) {
        return List.of(
                effect.metric(),
                effect.role().name().toLowerCase(Locale.ROOT),
                effect.arm(),
                value(effect.control()),
                value(effect.value()),
                change(effect),
                effect.guardrail()
                        .map(standing -> standing.toLowerCase(Locale.ROOT))
                        .orElse(""));
    }

    private static String value(Figure figure) {
        return figure instanceof Estimate found ? Numbers.plain(found.estimate()) : "none";
    }

    private static String change(ExperimentReadout.Effect effect) {
        return effect.lift() instanceof Estimate ? Numbers.percent(effect.lift()) : Numbers.plain(effect.effect());
    }
}
