package io.volute.core.spec;

import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.stage.ExtensionPoint;
import io.volute.core.stage.StageDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Binds the whole spec: what stands at the top, and one section for each stage of the project. */
final class RootBinder {
    private final SortedMap<String, StageDefinition> stages;
    private final Problems problems;
    private final TypeBinder types;
    private final RecordBinder records;

    RootBinder(SortedMap<String, StageDefinition> stages, Map<Class<?>, ExtensionPoint<?>> points, Problems problems) {
        this.stages = stages;
        this.problems = problems;
        this.types = new TypeBinder(points, problems);
        this.records = new RecordBinder(types, problems);
    }

    /** What stands at the top beside the sections. */
    record Head(
            @Named @Doc("a name, unique in the database") String project,

            @Default("1") @Doc("a whole number from which everything random follows")
            long seed,

            @Named @Default("{}") @Doc("jobs by name: stages that run once per slot")
            SortedMap<String, Schedule> schedules,

            @Default("owner") @Doc("who accepts what a turn of the loop proposes: owner (volute scope accept) or auto")
            Spec.Accept accept) {}

    /** The bound parts. */
    record Root(Head head, SortedMap<String, Record> sections) {}

    Optional<Root> bind(Node.Mapping root) {
        Place place = new Place(root.mark(), "", "core");
        Collection<String> known =
                new TreeSet<>(RecordBinder.components(Head.class).keySet());
        known.addAll(stages.keySet());
        records.tellUnknown(root, known, place, Fault.UNKNOWN_KEY, "key", "");
        Optional<Object> head = records.bindKnown(Head.class, root, place);
        SortedMap<String, Record> sections = new TreeMap<>();
        boolean whole = true;
        for (StageDefinition stage : stages.values()) {
            Node.Entry entry = root.entries().get(stage.name());
            if (entry != null) {
                Place at = new Place(entry.mark(), stage.name(), stage.name());
                Optional<Object> section = types.bind(stage.section(), false, entry.value(), at);
                section.ifPresent(value -> sections.put(stage.name(), (Record) value));
                whole &= section.isPresent();
            }
        }
        if (stages.keySet().stream().noneMatch(root.entries()::containsKey)) {
            problems.add(
                    place,
                    Fault.MISSING_FIELD,
                    "no section of a stage (expected at least one of: " + RecordBinder.list(stages.keySet()) + ")");
        }
        checkSchedules(root);
        return whole && head.isPresent() ? Optional.of(new Root((Head) head.get(), sections)) : Optional.empty();
    }

    /** Jobs may name only stages of this project; each place is that of the name. */
    private void checkSchedules(Node.Mapping root) {
        Node.Entry schedules = root.entries().get("schedules");
        if (schedules == null || !(schedules.value() instanceof Node.Mapping jobs)) {
            return;
        }
        Collection<String> known = new TreeSet<>(stages.keySet());
        known.retainAll(root.entries().keySet());
        jobs.entries().forEach((job, entry) -> {
            Place place = new Place(entry.mark(), "schedules." + job + ".stages", "core");
            if (entry.value() instanceof Node.Mapping keys) {
                Node.Entry listed = keys.entries().get("stages");
                if (listed != null && listed.value() instanceof Node.Sequence sequence) {
                    checkStages(sequence.items(), known, place);
                }
            }
        });
    }

    private void checkStages(List<Node> listed, Collection<String> known, Place place) {
        for (int i = 0; i < listed.size(); i++) {
            if (listed.get(i) instanceof Node.Scalar stage && !known.contains(stage.text())) {
                problems.add(
                        place.item(i, stage.mark().line() == 0 ? place.mark() : stage.mark()),
                        Fault.UNKNOWN_NAME,
                        unknownStage(stage.text(), known),
                        Nearest.of(stage.text(), known));
            }
        }
    }

    private String unknownStage(String text, Collection<String> known) {
        String why = stages.containsKey(text) ? " has no section in this spec" : " is no stage";
        return "stage " + Excerpt.of(text) + why + " (expected one of: " + RecordBinder.list(known) + ")";
    }
}
