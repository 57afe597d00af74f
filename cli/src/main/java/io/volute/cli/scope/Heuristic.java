package io.volute.cli.scope;

import io.volute.core.run.Project;
import io.volute.core.run.SectionVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is done without any model: the simplest thing that a model has to beat, written down before there was one.
 *
 * @param rule in words
 * @param actWhen when it acts; empty where no row is decided
 * @param version the scope in which it was first written like this
 * @param since date of that scope
 * @param firstModel date as of which the first model was trained; absent before that
 */
record Heuristic(String rule, String actWhen, int version, Instant since, Optional<Instant> firstModel) {
    private static final String TRAIN = "modeling.train";

    /** Empty where no rule is written. */
    static Optional<Heuristic> of(List<SectionVersion> versions, SectionVersion current, Project project) {
        String rule = rule(current);
        String actWhen = actWhen(current);
        if (rule.isEmpty() && actWhen.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, SectionVersion> byNumber = new TreeMap<>();
        versions.forEach(version -> byNumber.put(version.number(), version));
        SectionVersion first = current;
        SectionVersion before = byNumber.get(first.parent());
        while (before != null && rule(before).equals(rule) && actWhen(before).equals(actWhen)) {
            first = before;
            before = byNumber.get(first.parent());
        }
        Optional<Instant> trained = project.answers().history(TRAIN).stream()
                .map(stored -> stored.asOf())
                .min(Instant::compareTo);
        return Optional.of(new Heuristic(rule, actWhen, first.number(), first.since(), trained));
    }

    /** It stood before the first model, or together with it: the scope of a pass is cut before anything is trained. */
    boolean first() {
        return firstModel.map(trained -> !since.isAfter(trained)).orElse(true);
    }

    String words() {
        String day = since.toString().substring(0, 10);
        return (rule.isEmpty() ? actWhen : rule) + " · scope " + version + ", " + day
                + (firstModel.isEmpty()
                        ? ", before any model"
                        : first()
                                ? ", before the first model"
                                : ", after a model of "
                                        + firstModel.get().toString().substring(0, 10));
    }

    private static String rule(SectionVersion version) {
        return version.tree().at("/objective/baseline/rule").asText();
    }

    private static String actWhen(SectionVersion version) {
        return version.tree().at("/objective/baseline/act-when").asText();
    }
}
