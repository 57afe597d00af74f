package io.volute.core.run;

import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which steps a run looks at.
 *
 * @param subject {@code stage} or {@code stage.step}; absent for all
 * @param key only this key of the selected step
 * @param from this stage and everything behind it
 * @param to this stage and everything before it
 * @param fresh compute although the results are there
 */
public record Selection(
        Optional<String> subject, Optional<String> key, Optional<String> from, Optional<String> to, boolean fresh) {
    /** Everything that is stale. */
    public static final Selection ALL =
            new Selection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** One stage or step. */
    public static Selection of(String subject) {
        return new Selection(Optional.of(subject), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** Everything up to and with a stage. */
    public static Selection asFarAs(String stage) {
        return new Selection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(stage), false);
    }

    /** Only one key, where a step has keys. */
    static Selection ofKey(Optional<String> key) {
        return new Selection(Optional.empty(), key, Optional.empty(), Optional.empty(), false);
    }

    boolean everything() {
        return subject.isEmpty() && from.isEmpty() && to.isEmpty();
    }

    /** The ids of the selected steps. */
    Set<String> steps(Plan plan) {
        Set<String> chosen = new HashSet<>();
        for (StepNode node : plan.steps()) {
            if (subject.isEmpty() || matches(node, subject.get())) {
                chosen.add(node.id());
            }
        }
        if (chosen.isEmpty()) {
            throw unknown(plan, subject.orElse(""));
        }
        from.ifPresent(stage -> chosen.retainAll(reach(plan, stage, true)));
        to.ifPresent(stage -> chosen.retainAll(reach(plan, stage, false)));
        return chosen;
    }

    /** Refuses a selection of which no step could run in a project in which nothing has. */
    void requireRunnable(Plan plan) {
        Set<String> chosen = steps(plan);
        Set<String> runnable = new HashSet<>();
        Set<String> missing = new TreeSet<>();
        for (StepNode node : plan.steps()) {
            Set<String> lacking = required(plan, node);
            lacking.removeAll(runnable);
            if (chosen.contains(node.id()) && lacking.isEmpty()) {
                runnable.add(node.id());
            } else if (chosen.contains(node.id())) {
                missing.addAll(lacking);
            }
        }
        missing.removeAll(chosen);
        if (runnable.isEmpty()) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "nothing of this selection can run yet: it needs " + String.join(", ", missing)
                            + " (expected: a first pass through all stages: volute run)");
        }
    }

    private static Set<String> required(Plan plan, StepNode node) {
        Set<String> required = new HashSet<>();
        for (Input input : node.inputs()) {
            if (input instanceof Input.Read read
                    && read.shape() == Input.Shape.ONE
                    && !read.optional()
                    && !read.previous()) {
                plan.producer(read.entry())
                        .ifPresent(producer -> required.add(producer.node().id()));
            }
        }
        return required;
    }

    private static boolean matches(StepNode node, String subject) {
        return node.id().equals(subject) || node.binding().stage().equals(subject);
    }

    private static Set<String> reach(Plan plan, String stage, boolean down) {
        Set<String> reached = new HashSet<>();
        plan.steps().stream().filter(node -> matches(node, stage)).forEach(node -> reached.add(node.id()));
        if (reached.isEmpty()) {
            throw unknown(plan, stage);
        }
        boolean grown = true;
        while (grown) {
            grown = false;
            for (StepNode node : plan.steps()) {
                for (StepNode before : plan.upstream(node)) {
                    grown |= down
                            ? reached.contains(before.id()) && reached.add(node.id())
                            : reached.contains(node.id()) && reached.add(before.id());
                }
            }
        }
        return reached;
    }

    private static VoluteException unknown(Plan plan, String subject) {
        Set<String> known = new LinkedHashSet<>();
        plan.steps().forEach(node -> known.add(node.binding().stage()));
        plan.steps().forEach(node -> known.add(node.id()));
        String near = Nearest.of(subject, known)
                .map(name -> ". Did you mean " + name + "?")
                .orElse("");
        return new VoluteException(
                CoreError.UNKNOWN_SUBJECT,
                Excerpt.of(subject) + ": no stage or step of this project (expected one of: " + String.join(", ", known)
                        + ")" + near);
    }
}
