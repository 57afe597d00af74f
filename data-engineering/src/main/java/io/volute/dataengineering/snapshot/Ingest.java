package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.SourceState;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.join.JoinSpec;
import io.volute.dataengineering.label.LabelSpec;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.Source;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the source and says what is known of it as of a date: rows decided before it, by slot, and what became known of
 * them by then. A month that has not changed keeps its digest, so only what is new is stale downstream.
 */
public final class Ingest implements Step<Ingest.Input, Ingest.Output> {
    /** Local days run ahead of UTC by less than this. */
    private static final Duration AHEAD = Duration.ofDays(1);
    /** More of them are a mistake rather than a history. */
    private static final int SLOTS = 10_000;

    private final Map<String, Source> sources;
    private final Clock clock;
    /** What was read last, so that the next date needs no second reading; only equal bytes are taken from here. */
    private @Nullable Loaded loaded;

    /**
     * What it reads.
     *
     * @param asOf rows at or after it are unknown
     */
    public record Input(
            @FromSpec SortedMap<String, Choice<Source>> sources,
            @FromSpec Contract contract,
            @FromSpec LabelSpec label,
            @FromSpec Slot.Cadence slots,
            @FromSpec Optional<SortedMap<String, JoinSpec>> joins,
            SourceState source,
            Instant asOf) {}

    /**
     * What it leaves.
     *
     * @param asOf the date, for the few who may know it
     * @param events rows by slot, from the first slot with any to the one before the date; empty slots are empty tables
     * @param labels what became known of the same slots' rows
     * @param snapshot the manifest
     * @param positions lines of rows
     * @param freshness whether the newest decision is recent enough; only where the contract asks
     * @param hindsight columns that are never available, for whoever looks for leaks
     * @param rows rows known by the date
     * @param labelled how many of them have what their label needs
     */
    public record Output(
            Artifact<AsOf> asOf,
            SortedMap<Slot, Artifact<Events>> events,
            SortedMap<Slot, Artifact<Labels>> labels,
            Artifact<Snapshot> snapshot,
            Artifact<Positions> positions,
            Artifact<Hindsight> hindsight,
            Optional<Artifact<Freshness>> freshness,
            long rows,
            long labelled)
            implements Described {
        @Override
        public String summary() {
            return Numbers.count(rows) + " rows · " + Numbers.count(labelled) + " with a label by now";
        }
    }

    private record Loaded(
            Key key, Dataset dataset, Optional<SortedMap<String, Snapshot.Other>> beside, KnownBy knownBy) {}

    /** All that decides what a delivery is read into. */
    private record Key(
            SourceState sources,
            Contract contract,
            LabelSpec label,
            Slot.Cadence slots,
            Optional<SortedMap<String, JoinSpec>> joins) {}

    /** The step; the clock only tells which dates cannot be true yet. */
    @Inject
    public Ingest(Map<String, Source> sources, Clock clock) {
        this.sources = Map.copyOf(sources);
        this.clock = clock;
    }

    @Override
    public int revision() {
        return 2;
    }

    @Override
    public synchronized Output run(Input input, StepContext context) {
        String name = input.sources().firstKey();
        PinnedSources pinned = new PinnedSources(sources, input.source(), context.specFolder());
        Delivery delivery =
                pinned.open(name, Objects.requireNonNull(input.sources().get(name)));
        Key key = new Key(input.source(), input.contract(), input.label(), input.slots(), input.joins());
        Loaded current = loaded != null && loaded.key.equals(key) ? loaded : load(key, delivery, pinned);
        loaded = current;
        return current.knownBy.output(input.asOf(), manifest(name, delivery, current, input.contract()), context);
    }

    private Loaded load(Key key, Delivery delivery, PinnedSources pinned) {
        Dataset dataset = new DatasetReader(key.contract, key.slots).read(delivery);
        refuseTheFuture(dataset, delivery.place());
        refuseTheDistantPast(dataset, delivery.place());
        Beside beside = new Beside(pinned, key.contract);
        Dataset whole = dataset.with(beside.add(dataset.rows(), key.joins, key.label));
        Contract complete = key.label.complete(key.contract, key.joins);
        return new Loaded(key, whole, beside.read(), new KnownBy(whole, complete, key.label));
    }

    /** A mistyped century would make a slot for each month since. */
    private static void refuseTheDistantPast(Dataset dataset, String place) {
        int slots = dataset.slots().size();
        if (slots > SLOTS) {
            throw new VoluteException(
                    DataError.DISTANT_DATE,
                    place + ":" + dataset.lines().at(0) + ": decided at " + dataset.at(0) + ", "
                            + Numbers.count(slots) + " slots before the newest row (expected: at most "
                            + Numbers.count(SLOTS)
                            + ")\nfix: correct the date, or declare longer data-engineering.slots");
        }
    }

    private void refuseTheFuture(Dataset dataset, String place) {
        int last = dataset.rows().rows() - 1;
        Instant latest = dataset.at(last);
        Instant limit = clock.instant().plus(AHEAD);
        if (latest.isAfter(limit)) {
            throw new VoluteException(
                    DataError.FUTURE_DATE,
                    place + ":" + dataset.lines().at(last) + ": decided at " + latest + ", which is yet to come"
                            + " (expected: no later than " + limit + ")\nfix: correct the date");
        }
    }

    private static Snapshot manifest(String name, Delivery delivery, Loaded loaded, Contract contract) {
        Dataset dataset = loaded.dataset;
        return new Snapshot(
                name,
                delivery.place(),
                dataset.content(),
                dataset.logical(),
                contract.version(),
                dataset.rows().rows(),
                dataset.at(0),
                dataset.at(dataset.rows().rows() - 1),
                List.copyOf(contract.columns().keySet()),
                dataset.undeclared(),
                dataset.duplicates(),
                dataset.unreadable(),
                delivery.licence(),
                loaded.beside);
    }
}
