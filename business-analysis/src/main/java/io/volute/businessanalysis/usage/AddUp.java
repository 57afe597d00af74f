package io.volute.businessanalysis.usage;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.TrainingWork;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Previous;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up what all slots took, and what training took in this turn and in those before it. A candidate that an earlier
 * turn trained to the same model was not trained again. The earlier turns are pinned when the pass opens, so that however
 * often a pass trains, only its last word is counted.
 */
public final class AddUp implements Step<AddUp.Input, AddUp.Output> {
    private static final CanonicalJson JSON = new CanonicalJson();

    /** Slots, this turn's models with the rows that trained them, the date of the turn, and what was before. */
    public record Input(
            SortedMap<Slot, Artifact<SlotUsage>> slotUsage,
            SortedMap<String, Artifact<ModelPackage>> model,
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<Slot, Artifact<Truth>> truth,
            Artifact<Split> split,
            Artifact<Challenges> challenges,

            @FromSpec(stage = "modeling", value = "sampling.keepNegatives")
            Optional<Double> keptNegatives,

            @Previous @Entry("usage") Optional<Artifact<Usage>> before) {}

    /** All of it. */
    public record Output(Artifact<Usage> usage, String summary) implements Described {}

    private final TrainingWork work;

    @Inject
    AddUp(TrainingWork work) {
        this.work = work;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        SortedMap<String, SortedMap<String, Usage.Scored>> scored = new TreeMap<>();
        SortedMap<String, Long> labelled = new TreeMap<>();
        SortedMap<String, Long> kept = new TreeMap<>();
        for (Map.Entry<Slot, Artifact<Examples>> slot : input.examples().entrySet()) {
            SlotUsage usage = ofSlot(slot.getKey(), slot.getValue(), input, context);
            usage.scored()
                    .forEach(one -> scored.computeIfAbsent(one.month(), month -> new TreeMap<>())
                            .merge(one.release(), one, AddUp::plus));
            usage.labelled().forEach(one -> labelled.merge(one.month(), one.rows(), Long::sum));
            kept.merge(usage.month(), usage.bytes(), Long::sum);
        }
        List<Usage.Trained> trained = new ArrayList<>(input.before()
                .map(before -> context.load(Usage.class, before).trained())
                .orElse(List.of()));
        trained.addAll(trainedNow(input, context, trained));
        var usage = new Usage(
                scored.values().stream()
                        .flatMap(releases -> releases.values().stream())
                        .toList(),
                labelled.entrySet().stream()
                        .map((Map.Entry<String, Long> one) -> new Usage.Labelled(one.getKey(), one.getValue()))
                        .toList(),
                kept.entrySet().stream()
                        .map((Map.Entry<String, Long> one) -> new Usage.Kept(one.getKey(), one.getValue()))
                        .toList(),
                trained);
        long rows = usage.scored().stream().mapToLong(Usage.Scored::rows).sum();
        long fitted = trained.stream().mapToLong(Usage.Trained::rows).sum();
        return new Output(
                context.write(Usage.class, usage),
                Numbers.count(rows) + " rows scored · " + Numbers.count(fitted) + " rows trained");
    }

    /** As counted; in a project without a schedule no slot is, and nothing was decided in any. */
    private static SlotUsage ofSlot(Slot slot, Artifact<Examples> examples, Input input, StepContext context) {
        Artifact<SlotUsage> counted = input.slotUsage().get(slot);
        if (counted != null) {
            return context.load(SlotUsage.class, counted);
        }
        Artifact<Truth> truth = input.truth().get(slot);
        return CountUsage.of(
                slot,
                context.load(Examples.class, examples).rows(),
                Optional.empty(),
                Optional.ofNullable(truth)
                        .map(known -> context.load(Truth.class, known).rows()));
    }

    private static Usage.Scored plus(Usage.Scored one, Usage.Scored other) {
        return new Usage.Scored(one.month(), one.release(), one.rows() + other.rows(), one.served() + other.served());
    }

    private List<Usage.Trained> trainedNow(Input input, StepContext context, List<Usage.Trained> before) {
        Set<Digest> known = new HashSet<>();
        before.forEach(one -> known.add(one.model()));
        Map<String, Artifact<ModelPackage>> fresh = new TreeMap<>();
        input.model().forEach((candidate, model) -> {
            if (known.add(model.digest())) {
                fresh.put(candidate, model);
            }
        });
        List<Challenges.Past> turns =
                context.load(Challenges.class, input.challenges()).all();
        if (fresh.isEmpty() || turns.isEmpty()) {
            return List.of();
        }
        TrainingWork.Counter counter = work.over(
                input.examples().values().stream()
                        .map(artifact -> context.load(Examples.class, artifact))
                        .toList(),
                input.truth().values().stream()
                        .map(artifact -> context.load(Truth.class, artifact))
                        .toList(),
                context.load(Split.class, input.split()),
                input.keptNegatives());
        List<Usage.Trained> trained = new ArrayList<>();
        fresh.forEach((candidate, artifact) -> {
            ModelPackage model = context.load(ModelPackage.class, artifact);
            TrainingWork.Work took = counter.of(model);
            trained.add(new Usage.Trained(
                    turns.get(turns.size() - 1).asOf(),
                    candidate,
                    artifact.digest(),
                    took.fits(),
                    took.rows(),
                    took.rowTrees(),
                    took.rowFeatures(),
                    JSON.write(model).getBytes(StandardCharsets.UTF_8).length));
        });
        return trained;
    }
}
