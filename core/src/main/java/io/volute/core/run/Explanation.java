package io.volute.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.database.Database;
import io.volute.core.run.Frame.Unit;
import io.volute.core.spec.Spec;
import io.volute.core.stage.FromSpec;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/** Says in words what makes a step run: changed keys with old and new value, changed inputs with their makers. */
final class Explanation {
    private final Database database;
    private final CanonicalJson json;

    Explanation(Database database, CanonicalJson json) {
        this.database = database;
        this.json = json;
    }

    /** Why a unit was computed, given what was there before. */
    String reason(Frame frame, Unit unit, Optional<Head> before, Resolved resolved) {
        if (before.isEmpty()) {
            return "first run";
        }
        SortedSet<String> differing =
                Staleness.differing(resolved.components(), before.get().components());
        return differing.isEmpty()
                ? "revision raised"
                : String.join("; ", changes(frame, unit, before.get(), differing));
    }

    /** Why a unit is not fresh. */
    String reason(Frame frame, Staleness.Finding finding) {
        return switch (finding.state()) {
            case FRESH -> "";
            case NEVER ->
                finding.waitingFor().isEmpty() ? "never run" : "never run; after " + brief(finding.waitingFor());
            case ABSENT -> "needs " + String.join(", ", finding.missing());
            case FAILED -> finding.message().isEmpty() ? "failed" : finding.message();
            case WAITING -> "for " + brief(finding.waitingFor());
            case STALE -> {
                List<String> reasons = new ArrayList<>();
                if (finding.revisionDiffers() && finding.differing().isEmpty()) {
                    reasons.add("revision raised");
                }
                finding.head()
                        .ifPresent(head -> reasons.addAll(changes(frame, finding.unit(), head, finding.differing())));
                yield String.join("; ", reasons);
            }
        };
    }

    private static String brief(SortedSet<String> steps) {
        List<String> names = List.copyOf(steps);
        return names.size() <= 3
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
    }

    private List<String> changes(Frame frame, Unit unit, Head head, SortedSet<String> differing) {
        List<String> reasons = new ArrayList<>();
        for (Input input : unit.node().inputs()) {
            if (!differing.contains(input.name())) {
                continue;
            }
            if (input instanceof Input.SpecPart part) {
                reasons.addAll(specChanges(frame, unit, head, part));
            } else if (input instanceof Input.Source) {
                reasons.add("the source changed");
            } else if (input instanceof Input.Appended) {
                reasons.add("somebody posted to the " + unit.node().binding().name());
            } else if (input instanceof Input.Date) {
                reasons.add("as of " + unit.asOf().toString().substring(0, 10));
            } else if (input instanceof Input.Seed) {
                reasons.add("seed changed");
            } else if (input instanceof Input.Read read) {
                reasons.add(read.entry() + (read.aliased() ? "@" + read.alias() : "") + " changed");
            }
        }
        return reasons;
    }

    private List<String> specChanges(Frame frame, Unit unit, Head head, Input.SpecPart part) {
        String path = path(frame.spec(), unit, part);
        Optional<JsonNode> old = specOf(head.stepRun()).map(tree -> SpecDiff.at(tree, path));
        if (old.isEmpty()) {
            return List.of(path + " changed");
        }
        List<String> changes = SpecDiff.between(
                        old.get(), SpecDiff.at(frame.spec().tree(), path), path)
                .stream()
                .map(SpecDiff.Change::describe)
                .toList();
        // Equal text but another digest: an implementation behind a name was swapped.
        return changes.isEmpty() ? List.of(path + ": another implementation") : changes;
    }

    /** The dotted key path of a spec component, for the unit's own key where it has one. */
    static String path(Spec spec, Unit unit, Input.SpecPart part) {
        String stage = part.stage();
        if (!part.path().equals(FromSpec.KEY)) {
            List<String> names = new ArrayList<>(List.of(stage));
            for (String name : part.path().split("\\.", -1)) {
                names.add(StepNode.kebab(name));
            }
            return String.join(".", names);
        }
        Record section = spec.section(stage, Record.class);
        Map<String, Object> keys = Plan.keys(unit.node(), spec);
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            if (keys.equals(Encoding.read(section, component))) {
                return stage + "." + StepNode.kebab(component.getName()) + "."
                        + unit.address().key();
            }
        }
        return stage + "." + unit.address().key();
    }

    private Optional<JsonNode> specOf(UUID stepRun) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select r.spec from core.step_run s join core.run r on r.id = s.run where s.id = :id
                                """)
                        .bind("id", stepRun)
                        .mapTo(String.class)
                        .findFirst())
                .map(json::tree);
    }
}
