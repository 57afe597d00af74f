package io.volute.businessanalysis.report;

import io.volute.businessanalysis.effect.Readout;
import io.volute.core.artifact.Artifact;
import io.volute.core.stage.FigureLine;
import io.volute.core.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the money and the effects of the report rest on: releases, the model that decides, the experiment, the rows. */
final class Grounds {
    private static final List<String> MONEY = List.of("roi.benefit", "roi.net", "roi.break-even");
    private static final List<String> EFFECTS = List.of("cost.rule", "cost.model", "effect.paired", "effect.ab");

    private final Facts facts;
    private final WriteReport.Input input;

    Grounds(Facts facts, WriteReport.Input input) {
        this.facts = facts;
        this.input = input;
    }

    List<FigureLine> lines() {
        List<String> both = new ArrayList<>(MONEY);
        both.addAll(EFFECTS);
        List<FigureLine> lines = new ArrayList<>();
        for (Readout.ReleaseEffect release : facts.readout().releases()) {
            lines.add(new FigureLine(
                    "RELEASE",
                    release.release(),
                    release.from() + " … " + release.to() + " · " + Numbers.count(release.decidedByModel()) + " of "
                            + Numbers.count(release.rows()) + " " + facts.units() + " decided by the model",
                    both));
        }
        facts.release()
                .ifPresent(release -> release.model()
                        .ifPresent(model -> lines.add(new FigureLine(
                                "MODEL",
                                release.recipe().orElse("model"),
                                "decides in release " + release.id(),
                                both,
                                digest(model)))));
        input.releaseExperiment()
                .ifPresent(experiment -> lines.add(new FigureLine(
                        "EXPERIMENT", "the newest release", "its arms as they decided", both, digest(experiment))));
        input.readout()
                .ifPresent(readout -> lines.add(new FigureLine(
                        "READOUT",
                        facts.readout().verdict().value(),
                        facts.readout().verdict().why(),
                        both,
                        digest(readout))));
        input.dataReport()
                .ifPresent(data -> facts.data()
                        .ifPresent(report -> lines.add(new FigureLine(
                                "ROWS",
                                Numbers.count(report.rows()) + " " + facts.units(),
                                Numbers.count(report.labelled()) + " with a usable outcome by " + facts.asOf(),
                                both,
                                digest(data)))));
        return lines;
    }

    private static Optional<String> digest(Artifact<?> artifact) {
        return Optional.of(artifact.digest().toString());
    }
}
