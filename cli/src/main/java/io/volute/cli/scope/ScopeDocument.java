package io.volute.cli.scope;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.output.Json;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.LinkEvidence;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.proposal.Proposal;
import io.volute.core.run.Project;

/** {@code volute scope show --json}. */
final class ScopeDocument {
    private static final CanonicalJson JSON = new CanonicalJson();

    private ScopeDocument() {}

    static ObjectNode of(CurrentScope scope, Project project) {
        ObjectNode document = Json.object();
        scope.current()
                .ifPresentOrElse(
                        version -> document.put("version", version.number())
                                .put("digest", version.digest().toString())
                                .put("parent", version.parent())
                                .put("status", "CURRENT")
                                .put("cause", version.cause()),
                        () -> document.put("version", 0).put("status", "NONE"));
        scope.current().ifPresent(version -> {
            ObjectNode judged =
                    document.putObject("judged").put("state", scope.standing().state());
            ArrayNode why = judged.putArray("why");
            scope.standing().why().forEach(why::add);
        });
        scope.objective().ifPresent(objective -> document.set("objective", objective(objective)));
        scope.heuristic().ifPresent(rule -> {
            ObjectNode node = document.putObject("heuristic")
                    .put("rule", rule.rule())
                    .put("actWhen", rule.actWhen())
                    .put("version", rule.version())
                    .put("since", rule.since().toString())
                    .put("beforeTheFirstModel", rule.first());
            rule.firstModel().ifPresent(trained -> node.put("firstModel", trained.toString()));
        });
        scope.assumptions().ifPresent(assumptions -> {
            ObjectNode ml = document.putObject("mlObjective")
                    .put("target", scope.written("/ml-objective/target"))
                    .put("metric", scope.written("/ml-objective/metric"));
            ml.putObject("link")
                    .put("to", scope.objective().map(Objective::metric).orElse(""))
                    .put("evidence", assumptions.link().evidence())
                    .put("sentence", assumptions.link().sentence());
        });
        scope.assessment().ifPresent(assessment -> assessed(document, assessment));
        ArrayNode requirements = document.putArray("requirements");
        scope.requirements()
                .ifPresent(all -> all.all().forEach(requirement -> {
                    ObjectNode node =
                            requirements.addObject().put("id", requirement.id()).put("family", requirement.family());
                    requirement.check().ifPresent(check -> node.put("check", check));
                    requirement.max().ifPresent(max -> node.put("max", max));
                    requirement.planned().ifPresent(planned -> node.put("planned", planned));
                    node.put("status", requirement.planned().isPresent() ? "PLANNED" : "CHECKED");
                }));
        ArrayNode proposals = document.putArray("proposals");
        scope.waiting().forEach(proposal -> proposals.add(waiting(proposal, project)));
        scope.decided().forEach(decision -> proposals.add(Decided.document(decision)));
        ArrayNode versions = document.putArray("versions");
        scope.versions().forEach(version -> {
            ObjectNode node = versions.addObject()
                    .put("version", version.number())
                    .put("digest", version.digest().toString())
                    .put("parent", version.parent())
                    .put("cause", version.cause())
                    .put("since", version.since().toString());
            ArrayNode passes = node.putArray("passes");
            version.passes().forEach(passes::add);
        });
        return document;
    }

    private static ObjectNode waiting(Proposal proposal, Project project) {
        String standing = project.proposals().standing(project.spec(), proposal).name();
        return Decided.document(proposal).put("status", standing.equals("CURRENT") ? "PROPOSED" : standing);
    }

    private static ObjectNode objective(Objective objective) {
        ObjectNode node = Json.object()
                .put("name", objective.name())
                .put("owner", objective.owner())
                .put("metric", objective.metric())
                .put("unit", objective.unit())
                .put("targetRelative", objective.targetRelative())
                .put("horizon", objective.horizon().toString());
        ArrayNode guardrails = node.putArray("guardrails");
        objective
                .guardrails()
                .forEach(guardrail ->
                        guardrails.addObject().put("name", guardrail.name()).put("maxRise", guardrail.maxRise()));
        objective.measured().ifPresent(measured -> {
            node.put("direction", measured.direction());
            measured.baseline().ifPresent(baseline -> node.put("baseline", baseline));
            measured.guardrails()
                    .forEach(guardrail -> guardrails
                            .addObject()
                            .put("metric", guardrail.metric())
                            .put("margin", guardrail.margin()));
            measured.value()
                    .ifPresent(value -> node.putObject("value")
                            .put("per", value.per())
                            .put("amount", value.amount().toPlainString())
                            .put("low", value.low().toPlainString())
                            .put("high", value.high().toPlainString())
                            .put("currency", value.currency())
                            .put("source", value.source()));
        });
        return node;
    }

    private static void assessed(ObjectNode document, Assessment assessment) {
        document.put("asOf", assessment.asOf().toString());
        document.put("verdict", assessment.verdict().value());
        document.put("why", assessment.verdict().why());
        ArrayNode checks = document.putArray("checks");
        assessment.checks().forEach(check -> checked(checks.addObject(), check));
        ArrayNode conditions = document.putArray("conditions");
        assessment.conditions().forEach(condition -> {
            ObjectNode node = conditions
                    .addObject()
                    .put("check", condition.check())
                    .put("owner", condition.owner())
                    .put("text", condition.text());
            condition.due().ifPresent(due -> node.put("due", due.toString()));
        });
        assessment.expiry().ifPresent(expiry -> document.put("expiry", expiry.toString()));
        assessment.link().ifPresent(link -> linked(document.putObject("tried"), link));
        assessment.valueCurve().ifPresent(curve -> curve(document.putObject("valueCurve"), curve));
        assessment.forecast().ifPresent(months -> {
            ArrayNode forecast = document.putArray("forecast");
            months.forEach(month -> forecast.addObject()
                    .put("month", month.month().toString())
                    .put("net", month.net())
                    .put("low", month.low())
                    .put("high", month.high())
                    .put("probabilityBreakEven", month.probabilityBreakEven()));
        });
    }

    private static void linked(ObjectNode node, LinkEvidence link) {
        node.put("evidence", link.evidence()).put("says", link.says());
        link.needed()
                .ifPresent(needed -> node.putObject("neededLift")
                        .put("metric", needed.modelMetric())
                        .put("log", needed.log())
                        .put("effect", needed.effect())
                        .set("lift", JSON.toTree(needed.lift())));
    }

    private static void checked(ObjectNode node, Assessment.ScopeCheck check) {
        node.put("id", check.id())
                .put("title", check.title())
                .put("status", check.status())
                .put("says", check.value())
                .put("remedy", check.remedy());
        check.measured().ifPresent(measured -> {
            node.put("value", measured.value());
            measured.low().ifPresent(low -> node.put("low", low));
            measured.high().ifPresent(high -> node.put("high", high));
            measured.threshold().ifPresent(threshold -> node.put("threshold", threshold));
        });
        check.changed().ifPresent(limits -> {
            ArrayNode changed = node.putArray("changed");
            limits.forEach(limit -> changed.addObject()
                    .put("measure", limit.measure())
                    .put("limit", limit.limit())
                    .put("from", limit.from())
                    .put("to", limit.to())
                    .put("loosened", limit.loosened()));
        });
        check.waiver()
                .ifPresent(waiver -> node.putObject("waiver")
                        .put("by", waiver.by())
                        .put("reason", waiver.reason())
                        .put("until", waiver.until().toString()));
    }

    private static void curve(ObjectNode node, Assessment.ValueCurve curve) {
        node.put("quality", curve.quality()).put("unit", curve.unit()).put("ceiling", curve.ceiling());
        curve.breakEven().ifPresent(least -> node.put("breakEven", least));
        curve.evpi().ifPresent(most -> node.put("evpi", most));
        ArrayNode points = node.putArray("points");
        curve.points().forEach(point -> points.addObject().put("q", point.q()).put("value", point.value()));
    }
}
