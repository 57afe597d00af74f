package io.volute.businessanalysis.usage;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what one slot took: rows scored by month and release, labels by month, and the bytes of what is kept of it. */
public final class CountUsage implements Step<CountUsage.Input, CountUsage.Output> {
    private static final String BY_MODEL = "model";

    /** What is kept of the slot. */
    public record Input(
            Slot slot,
            Artifact<Examples> examples,
            Optional<Artifact<Exposures>> exposures,
            Optional<Artifact<Truth>> truth) {}

    /** The counts. */
    public record Output(Artifact<SlotUsage> slotUsage, String summary) implements Described {}

    @Inject
    CountUsage() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Table examples = context.load(Examples.class, input.examples()).rows();
        Optional<Table> decisions = input.exposures()
                .map(exposures -> context.load(Exposures.class, exposures).rows());
        Optional<Table> labels =
                input.truth().map(truth -> context.load(Truth.class, truth).rows());
        SlotUsage usage = of(input.slot(), examples, decisions, labels);
        long rows = usage.scored().stream().mapToLong(Usage.Scored::rows).sum();
        return new Output(
                context.write(SlotUsage.class, usage),
                Numbers.count(rows) + " scored · " + Numbers.count(usage.bytes()) + " bytes kept");
    }

    /** What a slot took, where a part of it is there or not. */
    static SlotUsage of(Slot slot, Table examples, Optional<Table> decisions, Optional<Table> labels) {
        boolean dated = slot.cadence() != Slot.Cadence.ALL;
        return new SlotUsage(
                decisions.filter(rows -> dated).map(CountUsage::scored).orElse(List.of()),
                labels.filter(rows -> dated).map(CountUsage::labelled).orElse(List.of()),
                dated ? YearMonth.from(slot.next().first().minusDays(1)).toString() : "",
                bytes(examples)
                        + decisions.map(CountUsage::bytes).orElse(0L)
                        + labels.map(CountUsage::bytes).orElse(0L));
    }

    private static List<Usage.Scored> scored(Table decisions) {
        Column model = decisions.column(Exposures.MODEL);
        Column at = decisions.column(Exposures.AT);
        Column release = decisions.column(Exposures.RELEASE);
        Column arm = decisions.column(Exposures.ARM);
        SortedMap<YearMonth, SortedMap<String, long[]>> counts = new TreeMap<>();
        for (int row = 0; row < decisions.rows(); row++) {
            if (!model.isMissing(row)) {
                long[] count = counts.computeIfAbsent(month(at, row), month -> new TreeMap<>())
                        .computeIfAbsent(release.textAt(row), id -> new long[2]);
                count[0]++;
                count[1] += arm.textAt(row).equals(BY_MODEL) ? 1 : 0;
            }
        }
        List<Usage.Scored> scored = new ArrayList<>();
        counts.forEach((month, releases) -> releases.forEach(
                (id, count) -> scored.add(new Usage.Scored(month.toString(), id, count[0], count[1]))));
        return scored;
    }

    private static List<Usage.Labelled> labelled(Table truth) {
        Column label = truth.column(Truth.LABEL);
        Column known = truth.column(Truth.KNOWN_AT);
        SortedMap<YearMonth, Long> counts = new TreeMap<>();
        for (int row = 0; row < truth.rows(); row++) {
            if (!label.isMissing(row)) {
                counts.merge(month(known, row), 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map((Map.Entry<YearMonth, Long> count) ->
                        new Usage.Labelled(count.getKey().toString(), count.getValue()))
                .toList();
    }

    private static YearMonth month(Column at, int row) {
        return YearMonth.from(at.instantAt(row).atZone(ZoneOffset.UTC));
    }

    /** Numbers and moments take 8 bytes, days 4, truths 1, texts those of UTF-8, and what is missing none. */
    static long bytes(Table table) {
        return table.columns().stream().mapToLong(CountUsage::bytes).sum();
    }

    private static long bytes(Column column) {
        long values = (long) column.rows() - column.missing();
        return switch (column.type()) {
            case LONG, DOUBLE, INSTANT -> 8 * values;
            case DATE -> 4 * values;
            case BOOL -> values;
            case TEXT -> texts(column);
        };
    }

    private static long texts(Column column) {
        long bytes = 0;
        for (int row = 0; row < column.rows(); row++) {
            if (!column.isMissing(row)) {
                bytes += column.textAt(row).getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return bytes;
    }
}
