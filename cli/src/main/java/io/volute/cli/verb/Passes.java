package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.volute.cli.output.Json;
import io.volute.core.run.Answers;
import java.util.List;
import java.util.stream.Collectors;

/** Passes as documents and words. */
final class Passes {
    private Passes() {}

    /** {@code [{pass, asOf, main, cause, runs, outcome, verdicts[]}]}. */
    static ArrayNode document(List<Answers.PassEntry> passes) {
        ArrayNode list = Json.array();
        passes.forEach(pass -> list.addObject()
                .put("pass", pass.pass())
                .put("asOf", pass.asOf().toString())
                .put("main", pass.main())
                .put("cause", pass.cause())
                .put("runs", pass.runs())
                .put("outcome", outcome(pass))
                .set("verdicts", RunDocument.verdicts(pass.outcome())));
        return list;
    }

    /** {@code scope GO-IF · gate PASS · decision KEEP}. */
    static String outcome(Answers.PassEntry pass) {
        return pass.outcome().stream()
                .map(verdict -> verdict.subject() + " " + verdict.value().replace('_', '-'))
                .distinct()
                .collect(Collectors.joining(" · "));
    }
}
