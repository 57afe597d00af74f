package io.volute.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.businessanalysis.report.MeasuredClosing;
import io.volute.cli.project.Workplace;
import io.volute.core.artifact.CanonicalJson;
import java.util.Optional;

/** The closing facts of an objective over events in the stored output of the report. */
final class MeasuredFile {
    private MeasuredFile() {}

    /** Empty where decisions about rows are costed, and of a draft. */
    static Optional<MeasuredClosing> find(Workplace workplace, JsonNode output) {
        return Optional.of(output.path("measured"))
                .filter(JsonNode::isObject)
                .map(found -> workplace.instance(CanonicalJson.class).fromTree(found, MeasuredClosing.class));
    }
}
