package io.volute.cli.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.businessanalysis.experiment.Comparison;
import io.volute.businessanalysis.experiment.ExperimentResult;
import io.volute.businessanalysis.experiment.Sequential;
import io.volute.businessanalysis.experiment.TrustCheck;
import io.volute.cli.output.Json;
import io.volute.core.artifact.CanonicalJson;
import io.volute.statistics.Figure;
import io.volute.statistics.Significance;
import io.volute.statistics.bayes.Scale;
import io.volute.statistics.test.Margin;
import java.time.LocalDate;

/** The document of an analysis. */
final class ResultDocument {
    private static final CanonicalJson JSON = new CanonicalJson();

    private ResultDocument() {}

    static ObjectNode of(ExperimentResult result) {
        ObjectNode document = Json.object();
        ObjectNode design =
                document.putObject("design").put("name", result.design()).put("digest", result.digest());
        result.frozen().ifPresentOrElse(same -> design.put("frozen", same), () -> design.putNull("frozen"));
        ObjectNode data = document.putObject("data").put("digest", result.data());
        data.put("until", result.until().map(LocalDate::toString).orElse(null));
        data.put("assigned", result.counts().assigned())
                .put("exposed", result.counts().exposed());
        data.putObject("dropped")
                .put("twoArms", result.counts().twoArms())
                .put("unknownArm", result.counts().unknownArm())
                .put("bots", result.counts().bots())
                .put("duplicates", result.counts().duplicates())
                .put("late", result.counts().late());
        ArrayNode trust = document.putArray("trust");
        result.trust().forEach(check -> trust.add(trust(check)));
        ArrayNode metrics = document.putArray("metrics");
        result.comparisons().forEach(one -> metrics.add(metric(one)));
        ArrayNode sequential = document.putArray("sequential");
        result.sequential().forEach((key, look) -> sequential.add(sequential(key, look)));
        ArrayNode mde = document.putArray("mde");
        result.smallest()
                .forEach((key, smallest) -> mde.addObject()
                        .put("of", key)
                        .put("absolute", smallest.absolute())
                        .put("relative", smallest.relative()));
        ArrayNode bayes = document.putArray("bayes");
        result.beliefs()
                .forEach((key, belief) -> bayes.addObject()
                        .put("of", key)
                        .put("chanceToWin", belief.chanceToWin())
                        .put("expectedLoss", belief.expectedLoss())
                        .put("lossOfStaying", belief.lossOfStaying())
                        .put("prior", belief.flat() ? "flat" : "design"));
        return document.put("verdict", result.verdict().value())
                .put("why", result.verdict().why())
                .put("seed", result.seed());
    }

    private static ObjectNode trust(TrustCheck check) {
        ObjectNode item = Json.object()
                .put("check", check.check())
                .put("status", check.status().name());
        check.p().ifPresentOrElse(p -> item.put("p", p), () -> item.putNull("p"));
        item.put("detail", check.detail());
        ArrayNode causes = item.putArray("causes");
        check.causes()
                .forEach(cause -> causes.addObject()
                        .put("attribute", cause.attribute())
                        .put("value", cause.value())
                        .put("arm", cause.arm())
                        .put("observed", cause.observed())
                        .put("expected", cause.expected())
                        .put("p", cause.p()));
        return item;
    }

    private static ObjectNode metric(Comparison one) {
        ObjectNode item = Json.object()
                .put("metric", one.metric().name())
                .put("version", one.metric().version())
                .put("role", one.role().name())
                .put("arm", one.arm());
        item.putObject("units").put("control", one.unitsControl()).put("arm", one.unitsArm());
        ObjectNode value = item.putObject("value");
        value.set("control", figure(one.valueControl()));
        value.set("arm", figure(one.valueArm()));
        item.set("effect", figure(one.effect()));
        item.set("lift", figure(one.lift()));
        if (one.test() instanceof Significance found) {
            item.put("p", found.p());
        } else {
            item.putNull("p");
        }
        one.adjusted().ifPresent(adjusted -> {
            ObjectNode corrected = item.putObject("adjusted");
            adjusted.effect()
                    .found()
                    .ifPresent(found -> corrected.put("low", found.low()).put("high", found.high()));
            corrected.put("p", adjusted.p()).put("method", adjusted.method());
        });
        one.guardrail().ifPresent(guard -> {
            ObjectNode margin = item.putObject("guardrail").put("margin", guard.margin());
            if (guard.scale() == Scale.ABSOLUTE) {
                margin.put("scale", guard.scale().name());
            }
            margin.put(
                    "status",
                    guard.standing() == Margin.Standing.HOLDS
                            ? "PASS"
                            : guard.standing().name());
        });
        item.put("varianceReduction", one.reduction());
        ArrayNode notes = item.putArray("notes");
        one.notes().forEach(notes::add);
        return item;
    }

    private static ObjectNode sequential(String key, Sequential look) {
        ObjectNode item = Json.object()
                .put("of", key)
                .put("look", look.look())
                .put("looks", look.looks())
                .put("information", look.information())
                .put("z", look.z());
        if (Double.isFinite(look.bound())) {
            item.put("bound", look.bound());
        } else {
            item.putNull("bound");
        }
        item.put("crossed", look.crossed()).put("stopped", look.stopped()).put("p", look.p());
        item.set("interval", figure(look.interval()));
        look.unbiased().ifPresent(figure -> item.set("unbiased", figure(figure)));
        item.put("conditionalPower", look.conditionalPower());
        look.refusal().ifPresent(refused -> item.put("refused", refused.message()));
        return item;
    }

    private static JsonNode figure(Figure figure) {
        return JSON.toTree(figure);
    }
}
