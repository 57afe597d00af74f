package io.volute.core.run;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Schedule;
import io.volute.core.spec.Spec;
import io.volute.core.stage.FanOut;
import io.volute.core.stage.StepBinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The steps of a project in the order in which they can run, checked: one producer for each entry, equal types, no
 * dimension that the consumer lacks, no cycle over artifacts, gathers and aliases. Immutable.
 */
final class Plan {
    /** Who makes an entry, and by which component. */
    record Producer(StepNode node, Output output) {}

    private final List<StepNode> steps;
    private final Map<String, StepNode> byId = new HashMap<>();
    private final SortedMap<String, Producer> producers = new TreeMap<>();
    private final Map<String, StepNode> movers = new HashMap<>();

    Plan(Collection<StepBinding<?, ?>> bindings, Spec spec) {
        // Stages in the order in which the spec tells them, which is that of the loop.
        List<String> stages = new ArrayList<>();
        spec.tree().fieldNames().forEachRemaining(stages::add);
        List<StepNode> nodes = bindings.stream()
                .filter(binding -> spec.sections().containsKey(binding.stage()))
                .sorted(Comparator.<StepBinding<?, ?>>comparingInt(binding -> stages.indexOf(binding.stage()))
                        .thenComparing(StepBinding::id))
                .map(StepNode::of)
                .toList();
        for (StepNode node : nodes) {
            if (byId.put(node.id(), node) != null) {
                throw invalid("step " + node.id() + ": bound twice");
            }
            node.outputs().forEach(output -> index(node, output));
        }
        nodes.forEach(this::checkReads);
        this.steps = sort(nodes);
    }

    private void index(StepNode node, Output output) {
        String entry = output instanceof Output.One one
                ? one.entry()
                : output instanceof Output.BySlot bySlot ? bySlot.entry() : "";
        if (!entry.isEmpty()) {
            Producer other = producers.put(entry, new Producer(node, output));
            if (other != null) {
                throw invalid("entry " + entry + ": made by " + other.node().id() + " (component "
                        + other.output().name() + ") and by " + node.id() + " (component " + output.name()
                        + "); expected one producer");
            }
        }
        if (output instanceof Output.Moves moves && movers.put(moves.entry() + "@" + moves.alias(), node) != null) {
            throw invalid("alias " + moves.entry() + "@" + moves.alias() + ": moved by two steps");
        }
    }

    private void checkReads(StepNode node) {
        for (Input input : node.inputs()) {
            if (!(input instanceof Input.Read read)) {
                continue;
            }
            Producer producer = producers.get(read.entry());
            if (producer == null) {
                if (read.optional()) {
                    continue;
                }
                throw invalid(node.id() + ", component " + read.name() + ": nobody makes the entry " + read.entry()
                        + " (expected one of: " + String.join(", ", producers.keySet()) + ")");
            }
            var made = producer.output() instanceof Output.One one
                    ? one.type()
                    : ((Output.BySlot) producer.output()).type();
            if (!made.equals(read.type())) {
                throw invalid(node.id() + ", component " + read.name() + ": is an artifact of "
                        + read.type().getTypeName() + ", but " + producer.node().id() + ", component "
                        + producer.output().name() + ", makes one of " + made.getTypeName());
            }
            checkDimensions(node, read, producer);
        }
    }

    private static void checkDimensions(StepNode node, Input.Read read, Producer producer) {
        if (read.aliased()) {
            return;
        }
        if (read.previous() && (producer.node().perSlot() || producer.output() instanceof Output.BySlot)) {
            throw invalid(node.id() + ", component " + read.name() + ": @Previous reads entries without slots, but "
                    + producer.node().id() + " makes one for each slot");
        }
        boolean producedBySlot =
                producer.output() instanceof Output.BySlot || producer.node().perSlot();
        if (producer.node().keyed() && !node.keyed() && read.shape() != Input.Shape.BY_KEY) {
            throw invalid(node.id() + ", component " + read.name() + ": "
                    + producer.node().id()
                    + " has a key, this step has none and does not gather (expected a SortedMap<String, Artifact>)");
        }
        if (producedBySlot && !node.perSlot() && read.shape() != Input.Shape.BY_SLOT) {
            throw invalid(node.id() + ", component " + read.name() + ": "
                    + producer.node().id()
                    + " has slots, this step has none and does not gather (expected a SortedMap<Slot, Artifact>)");
        }
        if ((read.shape() == Input.Shape.BY_SLOT && !producedBySlot)
                || (read.shape() == Input.Shape.BY_KEY && !producer.node().keyed())) {
            throw invalid(node.id() + ", component " + read.name() + ": gathers, but "
                    + producer.node().id() + " has nothing to gather over");
        }
    }

    private List<StepNode> sort(List<StepNode> nodes) {
        List<StepNode> ordered = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        for (StepNode node : nodes) {
            visit(node, done, new LinkedHashSet<>(), ordered);
        }
        return List.copyOf(ordered);
    }

    private void visit(StepNode node, Set<String> done, Set<String> path, List<StepNode> ordered) {
        if (done.contains(node.id())) {
            return;
        }
        if (!path.add(node.id())) {
            List<String> cycle = new ArrayList<>(path).subList(List.copyOf(path).indexOf(node.id()), path.size());
            throw invalid("the steps form a cycle: " + String.join(" -> ", cycle) + " -> " + node.id()
                    + " (only @Previous cuts one)");
        }
        for (StepNode before : upstream(node)) {
            visit(before, done, path, ordered);
        }
        path.remove(node.id());
        done.add(node.id());
        ordered.add(node);
    }

    /** The steps whose results this one reads in the same turn. */
    List<StepNode> upstream(StepNode node) {
        return node.reads().stream()
                .flatMap(read -> find(read).stream())
                .distinct()
                .toList();
    }

    /** The step that a read waits for: the producer, or the step that moves the alias. */
    Optional<StepNode> find(Input.Read read) {
        if (read.aliased()) {
            return Optional.ofNullable(movers.get(read.entry() + "@" + read.alias()));
        }
        return producer(read.entry()).map(Producer::node);
    }

    /** Who makes the entry. */
    Optional<Producer> producer(String entry) {
        return Optional.ofNullable(producers.get(entry));
    }

    /** All entries with their producers. */
    SortedMap<String, Producer> producers() {
        return producers;
    }

    /** All steps, each after those it reads. */
    List<StepNode> steps() {
        return steps;
    }

    /** The step with this id. */
    StepNode load(String id) {
        StepNode node = byId.get(id);
        if (node == null) {
            throw new VoluteException(
                    CoreError.UNKNOWN_SUBJECT,
                    "step " + id + ": not in this project (expected one of: "
                            + String.join(", ", steps.stream().map(StepNode::id).toList()) + ")");
        }
        return node;
    }

    /** The keys of a step under a spec; the single empty key for a step without fan-out. */
    static SortedMap<String, Object> keys(StepNode node, Spec spec) {
        SortedMap<String, Object> keys = new TreeMap<>();
        if (node.binding().fanOut().isEmpty()) {
            keys.put("", "");
            return keys;
        }
        keys.putAll(values(
                node.binding().fanOut().get(), spec.section(node.binding().stage(), Record.class)));
        return keys;
    }

    private static <S extends Record> SortedMap<String, ?> values(FanOut<S> fanOut, Object section) {
        @SuppressWarnings("unchecked")
        S typed = (S) section;
        return fanOut.values().apply(typed);
    }

    /** The shortest cadence of the spec's jobs: the one on which per-slot steps live. */
    static Optional<Slot.Cadence> slotCadence(Spec spec) {
        return spec.schedules().values().stream().map(Schedule::every).min(Comparator.naturalOrder());
    }

    private static VoluteException invalid(String message) {
        return new VoluteException(CoreError.PLAN_INVALID, message);
    }
}
