package io.volute.core.contract.businessanalysis;

import io.volute.statistics.Figure;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was learned by trying; read by the next pass's scoping.
 *
 * @param links what logs of past launches teach, by name of the log
 * @param trials what experiments of this project found, by name
 */
public record Lessons(List<LearnedLink> links, List<Trial> trials) {
    /** Copies. */
    public Lessons {
        links = List.copyOf(links);
        trials = List.copyOf(trials);
    }

    /** What the model of each experiment was made good at; an experiment of which nobody said it is left out. */
    public SortedMap<String, String> targets() {
        SortedMap<String, String> targets = new TreeMap<>();
        trials.stream()
                .filter(trial -> !trial.target().isEmpty())
                .forEach(trial -> targets.put(trial.experiment(), trial.target()));
        return targets;
    }

    /**
     * An experiment of this project.
     *
     * @param experiment its name
     * @param target what the model was made good at when the experiment was first read: another target, another model;
     *     empty where nobody said it
     * @param verdict SHIP, EXTEND, NO_EVIDENCE, DO_NOT_SHIP or INVALID
     * @param effects of its metrics
     */
    public record Trial(String experiment, String target, String verdict, List<Effect> effects) {
        /** Copies. */
        public Trial {
            effects = List.copyOf(effects);
        }
    }

    /**
     * One metric of one arm against the control.
     *
     * @param metric name and number
     * @param arm the arm, which is the model version that was tried
     * @param effect in the metric's unit
     */
    public record Effect(String metric, String arm, Figure effect) {}
}
