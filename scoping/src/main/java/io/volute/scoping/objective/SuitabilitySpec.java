package io.volute.scoping.objective;

import io.volute.core.spec.Doc;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Whether it is a task for learning (Huyen 2022, chapter 1): what somebody says, kept beside what the data say. */
public record SuitabilitySpec(
        @Doc("the same decision is taken again and again") Optional<Answer> repetitive,

        @Doc("there is a pattern in it that could be learnt")
        Optional<Answer> patterned,

        @Doc("data are at hand, or can be collected") Optional<Answer> data,

        @Doc("a wrong prediction costs little") Optional<Answer> cheapErrors,
        @Doc("it is done at scale") Optional<Answer> scale,
        @Doc("the pattern keeps changing") Optional<Answer> changing) {
    /** One answer. */
    public record Answer(
            @Doc("true or false") boolean holds,
            @Doc("why, one sentence") String why) {
        /** Checks that there is a reason. */
        public Answer {
            if (why.isBlank()) {
                throw new IllegalArgumentException("why: empty (expected: one sentence)");
            }
        }
    }

    /** All six by their keys, in the order of the record. */
    public Map<String, Optional<Answer>> answers() {
        Map<String, Optional<Answer>> answers = new LinkedHashMap<>();
        answers.put("repetitive", repetitive);
        answers.put("patterned", patterned);
        answers.put("data", data);
        answers.put("cheap-errors", cheapErrors);
        answers.put("scale", scale);
        answers.put("changing", changing);
        return answers;
    }
}
