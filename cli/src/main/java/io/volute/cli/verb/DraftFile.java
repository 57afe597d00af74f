package io.volute.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.businessanalysis.report.DraftClosing;
import io.volute.cli.project.Workplace;
import io.volute.core.artifact.CanonicalJson;
import java.util.Optional;

/** The closing facts of a draft in the stored output of the report. */
final class DraftFile {
    private DraftFile() {}

    /** Empty once the objective is written. */
    static Optional<DraftClosing> find(Workplace workplace, JsonNode output) {
        return Optional.of(output.path("draft"))
                .filter(JsonNode::isObject)
                .map(draft -> workplace.instance(CanonicalJson.class).fromTree(draft, DraftClosing.class));
    }
}
