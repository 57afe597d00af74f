package io.volute.businessanalysis.proposal;

import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.core.contract.businessanalysis.Lessons.Effect;
import io.volute.core.contract.businessanalysis.Lessons.Trial;
import java.util.List;
import java.util.Optional;

/**
 * What this pass learned by trying. An experiment tells of the model that it tried, so it keeps the target of the pass that
 * read it first, whatever the model is made good at afterwards.
 */
record Learning(Optional<Lessons> before, String target) {

    Lessons lessons(List<LearnedLink> links, List<ExperimentReadout> experiments) {
        return new Lessons(links, experiments.stream().map(this::trial).toList());
    }

    private Trial trial(ExperimentReadout readout) {
        return new Trial(
                readout.experiment(),
                before.stream()
                        .flatMap(lessons -> lessons.trials().stream())
                        .filter(trial -> trial.experiment().equals(readout.experiment()))
                        .map(Trial::target)
                        .findFirst()
                        .orElse(target),
                readout.verdict().value(),
                readout.effects().stream()
                        .map(effect -> new Effect(effect.metric(), effect.arm(), effect.effect()))
                        .toList());
    }
}
