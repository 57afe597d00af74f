package io.volute.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.output.Json;
import io.volute.core.artifact.Digest;
import io.volute.core.catalog.Version;
import io.volute.core.run.RunReport;
import io.volute.core.stage.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code run --json}: {@code pass, run, status, steps[{step, key, slot, status, millis, why, outputs{NAME{version,
 * digest}}}], verdicts[{subject, value, why}]}; of a draft also {@code draft}, as {@link
 * io.volute.businessanalysis.report.DraftClosing#json} has it.
 */
final class RunDocument {
    private static final String DIGEST = "sha256:";

    private final Map<String, Version> versions = new HashMap<>();

    /** With these versions to look numbers up in. */
    RunDocument(List<Version> versions) {
        for (Version version : versions) {
            this.versions.put(
                    address(
                            version.step(),
                            version.key(),
                            version.slot(),
                            version.digest().toString()),
                    version);
        }
    }

    ObjectNode of(RunReport report) {
        ObjectNode document = Json.object();
        document.put("pass", report.pass());
        document.put("asOf", report.asOf().toString());
        document.put("run", report.run());
        document.put("status", report.status());
        ArrayNode steps = document.putArray("steps");
        report.steps().forEach(step -> steps.add(of(step)));
        document.set("verdicts", verdicts(report.verdicts()));
        report.error()
                .ifPresent(error -> document.putObject("error")
                        .put("code", error.code().code())
                        .put("message", error.getMessage()));
        return document;
    }

    static ArrayNode verdicts(List<Verdict> verdicts) {
        ArrayNode list = Json.array();
        verdicts.forEach(verdict -> list.addObject()
                .put("subject", verdict.subject())
                .put("value", verdict.value())
                .put("why", verdict.why()));
        return list;
    }

    private ObjectNode of(RunReport.StepReport step) {
        ObjectNode node = Json.object();
        node.put("step", step.step());
        node.put("key", step.key());
        node.put("slot", step.slot());
        node.put("status", step.status());
        node.put("millis", step.millis());
        node.put("why", step.why());
        node.set("outputs", outputs(step));
        return node;
    }

    /** Artifacts stand in the stored output as their digests; a map of slots is shown as one. */
    private ObjectNode outputs(RunReport.StepReport step) {
        ObjectNode outputs = Json.object();
        if (step.output().isEmpty()) {
            return outputs;
        }
        Json.parse(step.output()).properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (isDigest(value)) {
                Version version = versions.get(address(step.step(), step.key(), step.slot(), value.asText()));
                if (version != null) {
                    put(outputs, version.entry(), version.number(), value.asText());
                }
            } else if (value.isObject() && !value.isEmpty() && all(value)) {
                bySlot(step, value, outputs);
            }
        });
        return outputs;
    }

    private void bySlot(RunReport.StepReport step, JsonNode map, ObjectNode outputs) {
        String entry = "";
        long newest = 0;
        for (Map.Entry<String, JsonNode> slot : map.properties()) {
            Version version = versions.get(address(
                    step.step(), step.key(), slot.getKey(), slot.getValue().asText()));
            if (version != null) {
                entry = version.entry();
                newest = Math.max(newest, version.number());
            }
        }
        if (!entry.isEmpty()) {
            put(outputs, entry, newest, Digest.of(map.toString()).toString());
        }
    }

    private static void put(ObjectNode outputs, String entry, long version, String digest) {
        outputs.putObject(entry).put("version", version).put("digest", digest);
    }

    private static boolean all(JsonNode map) {
        for (JsonNode value : map) {
            if (!isDigest(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigest(JsonNode value) {
        return value.isTextual()
                && value.asText().startsWith(DIGEST)
                && value.asText().length() == 71;
    }

    private static String address(String step, String key, String slot, String digest) {
        return String.join("\n", step, key, slot, digest);
    }
}
