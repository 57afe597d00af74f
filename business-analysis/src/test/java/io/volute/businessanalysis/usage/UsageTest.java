package io.volute.businessanalysis.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.volute.businessanalysis.challenge.Challenges;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.TrainingWork;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.Refused;
import io.volute.testing.MemoryStepContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** BA07: what is counted of the loop, and what is not counted twice. */
class UsageTest {
    private static final Slot JULY = Slot.parse("2026-07");

    private final MemoryStepContext context = new MemoryStepContext();
    private final Map<String, Artifact<ModelPackage>> packages = new TreeMap<>();
    private int counted;

    private static Column instants(String name, String... values) {
        Column.Builder column = Column.builder(name, ColumnType.INSTANT, values.length);
        for (String value : values) {
            column.add(Instant.parse(value));
        }
        return column.build();
    }

    private static Column texts(String name, String... values) {
        Column.Builder column = Column.builder(name, ColumnType.TEXT, values.length);
        for (String value : values) {
            if (value.isEmpty()) {
                column.addMissing();
            } else {
                column.add(value);
            }
        }
        return column.build();
    }

    private static Table examples() {
        return Table.of(List.of(
                texts("row_id", "a", "b", "ç"),
                instants("at", "2026-07-01T00:00:00Z", "2026-07-02T00:00:00Z", "2026-07-31T23:59:59Z")));
    }

    private static Table decisions() {
        return Table.of(List.of(
                texts(Exposures.RELEASE, "r1", "r1", "r2", "rule-only"),
                texts(Exposures.ARM, "model", "rule", "rule", "rule"),
                texts(Exposures.MODEL, "m", "m", "n", ""),
                instants(
                        Exposures.AT,
                        "2026-07-01T00:00:00Z",
                        "2026-07-02T00:00:00Z",
                        "2026-07-31T23:59:59Z",
                        "2026-07-31T23:59:59Z")));
    }

    private static Table truth() {
        Column.Builder label = Column.builder(Truth.LABEL, ColumnType.BOOL, 3);
        label.add(true);
        label.addMissing();
        label.add(false);
        return Table.of(List.of(
                instants(Truth.KNOWN_AT, "2026-07-31T23:59:59Z", "2026-08-01T00:00:00Z", "2026-08-01T00:00:00Z"),
                label.build()));
    }

    private SlotUsage count(Slot slot) {
        return context.load(
                SlotUsage.class,
                new CountUsage()
                        .run(
                                new CountUsage.Input(
                                        slot,
                                        context.write(Examples.class, new Examples(examples())),
                                        Optional.of(context.write(Exposures.class, new Exposures(decisions()))),
                                        Optional.of(context.write(Truth.class, new Truth(truth())))),
                                context)
                        .slotUsage());
    }

    @Test
    void countsScoredRowsByReleaseAndLabelsByTheMonthInWhichTheyCame() {
        SlotUsage usage = count(JULY);
        assertThat(usage.scored())
                .containsExactly(new Usage.Scored("2026-07", "r1", 2, 1), new Usage.Scored("2026-07", "r2", 1, 0));
        assertThat(usage.labelled())
                .containsExactly(new Usage.Labelled("2026-07", 1), new Usage.Labelled("2026-08", 1));
        assertThat(usage.month()).isEqualTo("2026-07");
    }

    @Test
    void countsBytesOfValuesWhateverTheirCompression() {
        // Examples: texts of 1, 1 and 2 bytes in UTF-8, three moments of 8.
        assertThat(CountUsage.bytes(examples())).isEqualTo(4 + 24);
        // Labels: three moments, two truths and one that is missing.
        assertThat(CountUsage.bytes(truth())).isEqualTo(24 + 2);
        assertThat(count(JULY).bytes())
                .isEqualTo(CountUsage.bytes(examples()) + CountUsage.bytes(decisions()) + CountUsage.bytes(truth()));
    }

    @Test
    void knowsNoMonthOfRowsWithoutTime() {
        SlotUsage usage = count(Slot.ALL);
        assertThat(usage.month()).isEmpty();
        assertThat(usage.scored()).isEmpty();
        assertThat(usage.bytes()).isPositive();
    }

    private ModelPackage model(String trainer) {
        var empty = JsonNodeFactory.instance.objectNode();
        return new ModelPackage(1, trainer, empty, Instant.EPOCH, 10, 1, "ids", List.of(), empty, empty, empty);
    }

    private static Challenges turns(String... days) {
        return new Challenges(List.of(days).stream()
                .map(day -> new Challenges.Past(
                        Digest.of(day),
                        Instant.parse(day + "T00:00:00Z"),
                        "PROMOTED",
                        "x",
                        Optional.empty(),
                        new Refused("none", "none", "none"),
                        ""))
                .toList());
    }

    private Artifact<Usage> add(Map<String, String> models, Challenges turns, Optional<Artifact<Usage>> before) {
        SortedMap<String, Artifact<ModelPackage>> written = new TreeMap<>();
        models.forEach((key, trainer) -> written.put(
                key, packages.computeIfAbsent(trainer, name -> context.write(ModelPackage.class, model(name)))));
        TrainingWork work = (examples, truth, split, kept) -> {
            counted++;
            return model -> new TrainingWork.Work(3, 100, 1_000, 700);
        };
        return new AddUp(work)
                .run(
                        new AddUp.Input(
                                new TreeMap<>(),
                                written,
                                new TreeMap<>(Map.of(JULY, context.write(Examples.class, new Examples(examples())))),
                                new TreeMap<>(Map.of(JULY, context.write(Truth.class, new Truth(truth())))),
                                context.write(Split.class, new Split(List.of(), Instant.EPOCH)),
                                context.write(Challenges.class, turns),
                                Optional.empty(),
                                before),
                        context)
                .usage();
    }

    @Test
    void remembersEachTrainingOnceWithItsTurn() {
        Artifact<Usage> first = add(Map.of("a", "one", "b", "two"), turns("2026-06-01"), Optional.empty());
        Usage june = context.load(Usage.class, first);
        assertThat(june.trained())
                .extracting(one -> one.asOf() + " " + one.candidate() + " " + one.rows() + " " + one.rowTrees())
                .containsExactly("2026-06-01T00:00:00Z a 100 1000", "2026-06-01T00:00:00Z b 100 1000");
        assertThat(june.trained()).allSatisfy(one -> assertThat(one.bytes()).isPositive());

        // The next turn trains b to another model and takes a over: only b is counted.
        Artifact<Usage> second =
                add(Map.of("a", "one", "b", "three"), turns("2026-06-01", "2026-07-01"), Optional.of(first));
        assertThat(context.load(Usage.class, second).trained())
                .extracting(one -> one.asOf().toString().substring(0, 10) + " " + one.candidate())
                .containsExactly("2026-06-01 a", "2026-06-01 b", "2026-07-01 b");
        assertThat(counted).isEqualTo(2);

        // Nothing is new: nothing is counted, and the rows are not even read.
        Artifact<Usage> third =
                add(Map.of("a", "one", "b", "three"), turns("2026-06-01", "2026-07-01"), Optional.of(second));
        assertThat(context.load(Usage.class, third)).isEqualTo(context.load(Usage.class, second));
        assertThat(counted).isEqualTo(2);
    }

    @Test
    void countsRowsThatAreKeptWhereNoScheduleOpensASlot() {
        Usage usage = context.load(Usage.class, add(Map.of(), turns("2026-08-01"), Optional.empty()));
        assertThat(usage.kept())
                .containsExactly(new Usage.Kept("2026-07", CountUsage.bytes(examples()) + CountUsage.bytes(truth())));
        assertThat(usage.scored()).isEmpty();
        assertThat(usage.labelled())
                .containsExactly(new Usage.Labelled("2026-07", 1), new Usage.Labelled("2026-08", 1));
    }
}
