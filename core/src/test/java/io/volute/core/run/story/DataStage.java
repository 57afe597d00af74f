package io.volute.core.run.story;

import com.google.inject.AbstractModule;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.SourceProbe;
import io.volute.core.stage.SourceState;
import io.volute.core.stage.StageBinder;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Reads lines of {@code date,label,known} and splits them by month, as known at a date. */
public final class DataStage extends AbstractModule {
    private static final String NAME = "data-engineering";
    private static final String SOURCE = "strikes";

    /** The section. */
    public record Section(String source, int parse) {}

    /** Strikes of a month: ids in order, with a number that parsing made of them. */
    public record Events(SortedMap<String, Long> size) {}

    /** Labels of a month's strikes, as far as known. */
    public record Labels(SortedMap<String, Integer> label) {}

    /** Checked strikes. */
    public record Examples(SortedMap<String, Long> size) {}

    /** Checked labels. */
    public record Outcomes(SortedMap<String, Integer> label) {}

    @Override
    protected void configure() {
        StageBinder stage = StageBinder.stage(binder(), NAME, Section.class);
        stage.probe(Section.class, Probe.class);
        stage.step("ingest", Ingest.class, Ingest.Input.class, Ingest.Output.class);
        stage.step("check", Check.class, Check.Input.class, Check.Output.class);
    }

    static final class Probe implements SourceProbe<Section> {
        @Inject
        Probe() {}

        @Override
        public SortedMap<String, SourceProbe.Probe> probe(
                Section section, Path specFolder, SortedMap<String, SourceProbe.Probe> known) {
            Digest digest = Digest.of(bytes(specFolder.resolve(section.source())));
            return new TreeMap<>(Map.of(SOURCE, new SourceProbe.Probe(digest.toString(), digest)));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tables that this process wrote before, so that unchanged months are not encoded again. */
    private static final class Memo<T> {
        private final Class<T> type;
        private final Map<T, Artifact<T>> written = new ConcurrentHashMap<>();

        Memo(Class<T> type) {
            this.type = type;
        }

        Artifact<T> write(StepContext context, T value) {
            Artifact<T> known = written.get(value);
            if (known != null && context.contains(known)) {
                return known;
            }
            Artifact<T> artifact = context.write(type, value);
            written.put(value, artifact);
            return artifact;
        }
    }

    static final class Ingest implements Step<Ingest.Input, Ingest.Output> {
        record Input(@FromSpec String source, @FromSpec int parse, SourceState state, Instant asOf) {}

        record Output(SortedMap<Slot, Artifact<Events>> events, SortedMap<Slot, Artifact<Labels>> labels) {}

        private final Memo<Events> eventTables = new Memo<>(Events.class);
        private final Memo<Labels> labelTables = new Memo<>(Labels.class);

        @Inject
        Ingest() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Ingest.Output run(Ingest.Input input, StepContext context) {
            byte[] bytes = bytes(context.specFolder().resolve(input.source()));
            if (!Digest.of(bytes).equals(input.state().digests().get(SOURCE))) {
                throw new VoluteException(
                        CoreError.SOURCE_CHANGED, input.source() + ": changed while reading (volute resume)");
            }
            LocalDate until = input.asOf().atZone(ZoneOffset.UTC).toLocalDate();
            SortedMap<Slot, SortedMap<String, Long>> events = new TreeMap<>();
            SortedMap<Slot, SortedMap<String, Integer>> labels = new TreeMap<>();
            SortedMap<String, Integer> seen = new TreeMap<>();
            for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                List<String> parts = List.of(line.split(",", -1));
                LocalDate date = LocalDate.parse(parts.get(0));
                String id = date + "#" + seen.merge(date.toString(), 1, Integer::sum);
                Slot month = Slot.containing(Slot.Cadence.MONTH, date);
                if (date.isBefore(until)) {
                    events.computeIfAbsent(month, m -> new TreeMap<>())
                            .put(id, (long) input.parse() * date.getDayOfMonth());
                    SortedMap<String, Integer> known = labels.computeIfAbsent(month, m -> new TreeMap<>());
                    if (!LocalDate.parse(parts.get(2)).isAfter(until)) {
                        known.put(id, Integer.valueOf(parts.get(1)));
                    }
                }
            }
            return write(events, labels, Slot.containing(Slot.Cadence.MONTH, until), context);
        }

        /** A month without strikes is an empty table, never absence. */
        private Ingest.Output write(
                SortedMap<Slot, SortedMap<String, Long>> events,
                SortedMap<Slot, SortedMap<String, Integer>> labels,
                Slot end,
                StepContext context) {
            SortedMap<Slot, Artifact<Events>> eventsByMonth = new TreeMap<>();
            SortedMap<Slot, Artifact<Labels>> labelsByMonth = new TreeMap<>();
            List<Slot> months = new ArrayList<>();
            if (!events.isEmpty()) {
                for (Slot month = events.firstKey(); month.compareTo(end) < 0; month = month.next()) {
                    months.add(month);
                }
                months.addAll(events.tailMap(end).keySet());
            }
            for (Slot month : months) {
                eventsByMonth.put(
                        month, eventTables.write(context, new Events(events.getOrDefault(month, new TreeMap<>()))));
                labelsByMonth.put(
                        month, labelTables.write(context, new Labels(labels.getOrDefault(month, new TreeMap<>()))));
            }
            return new Ingest.Output(eventsByMonth, labelsByMonth);
        }
    }

    static final class Check implements Step<Check.Input, Check.Output> {
        record Input(SortedMap<Slot, Artifact<Events>> events, SortedMap<Slot, Artifact<Labels>> labels) {}

        record Output(SortedMap<Slot, Artifact<Examples>> examples, SortedMap<Slot, Artifact<Outcomes>> outcomes) {}

        private final Memo<Examples> exampleTables = new Memo<>(Examples.class);
        private final Memo<Outcomes> outcomeTables = new Memo<>(Outcomes.class);

        @Inject
        Check() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Check.Output run(Check.Input input, StepContext context) {
            SortedMap<Slot, Artifact<Examples>> examples = new TreeMap<>();
            SortedMap<Slot, Artifact<Outcomes>> outcomes = new TreeMap<>();
            input.events()
                    .forEach((month, events) -> examples.put(
                            month,
                            exampleTables.write(
                                    context,
                                    new Examples(
                                            context.load(Events.class, events).size()))));
            input.labels()
                    .forEach((month, labels) -> outcomes.put(
                            month,
                            outcomeTables.write(
                                    context,
                                    new Outcomes(
                                            context.load(Labels.class, labels).label()))));
            return new Check.Output(examples, outcomes);
        }
    }
}
