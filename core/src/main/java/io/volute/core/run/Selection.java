package io.volute.core.run;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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
        return new VoluteException(
                CoreError.UNKNOWN_SUBJECT,
                subject + ": no stage or step of this project (expected one of: "
                        + String.join(
                                ", ", plan.steps().stream().map(StepNode::id).toList()) + ")");
    }
}
