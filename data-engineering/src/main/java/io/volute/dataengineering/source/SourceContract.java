package io.volute.dataengineering.source;

import static io.volute.core.stage.ContractKit.require;

import io.volute.core.error.ErrorType;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.ContractKit;
import io.volute.core.stage.SourceProbe.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What every source must hold; for authors of sources. */
public final class SourceContract implements ContractKit {
    private static final String NAME = "kit";

    private final Source source;
    private final Supplier<Place> places;

    /** A place that the source reads, new for each behaviour. */
    public interface Place {
        /** Options that lead to it. */
        Record options();

        /** Folder of the spec. */
        Path specFolder();

        /** Changes a value, so that size and time may stay what they were. */
        void change();

        /** Takes it away. */
        void remove();
    }

    /** A source, and places with at least two rows and no row twice. */
    public SourceContract(Source source, Supplier<Place> places) {
        this.source = source;
        this.places = places;
    }

    @Override
    public List<Behaviour> behaviours() {
        List<Behaviour> behaviours =
                new ArrayList<>(ContractKit.ofEvery(source, places.get().options()));
        behaviours.addAll(List.of(
                new Behaviour("findsTheSameWhileNothingChanges", this::same),
                new Behaviour("probesTheDigestOfWhatItReads", this::digest),
                new Behaviour("seesAChangedValue", this::changed),
                new Behaviour("readsACellOfEachColumnInEachRow", this::rows),
                new Behaviour("readsTheSameTwice", this::twice),
                new Behaviour("saysThatItsPlaceIsGone", this::gone)));
        return behaviours;
    }

    private void same() {
        Place place = places.get();
        Probe first = probe(place, Optional.empty());
        require(first.equals(probe(place, Optional.empty())), "two probes differ");
        require(first.equals(probe(place, Optional.of(first))), "a probe that knows the last one differs from it");
    }

    private void digest() {
        Place place = places.get();
        require(
                probe(place, Optional.empty()).digest().equals(open(place).digest()),
                "the probe's digest is not that of the delivery");
    }

    private void changed() {
        Place place = places.get();
        Probe before = probe(place, Optional.empty());
        place.change();
        Probe after = probe(place, Optional.of(before));
        require(!after.digest().equals(before.digest()), "the digest stays although a value changed");
    }

    private void rows() {
        List<List<String>> table = read(places.get());
        List<String> header = table.get(0);
        require(new HashSet<>(header).size() == header.size(), "a column twice in " + header);
        require(header.stream().noneMatch(String::isEmpty), "a column without a name in " + header);
        require(table.size() > 2, (table.size() - 1) + " rows (expected: at least two)");
        require(new HashSet<>(table).size() == table.size(), "a row twice (expected: the place's rows, each once)");
    }

    private void twice() {
        Place place = places.get();
        require(read(place).equals(read(place)), "two deliveries of the same place differ");
        require(!open(place).place().isBlank(), "no place (expected: where it came from)");
    }

    private void gone() {
        Place place = places.get();
        place.remove();
        refuses(() -> probe(place, Optional.empty()));
        refuses(() -> open(place));
    }

    private static void refuses(Runnable look) {
        try {
            look.run();
        } catch (VoluteException e) {
            require(e.code().type() == ErrorType.DATA, e.code().code() + " (expected: a code of type DATA)");
            require(
                    String.valueOf(e.getMessage()).contains(NAME),
                    "the message lacks the source's name: " + e.getMessage());
            return;
        }
        throw new AssertionError("a place that is gone is read (expected: an error of type DATA)");
    }

    private Probe probe(Place place, Optional<Probe> known) {
        return source.probe(NAME, place.options(), place.specFolder(), known);
    }

    private Delivery open(Place place) {
        return source.open(NAME, place.options(), place.specFolder());
    }

    /** The header, then the rows; a missing value is an empty text. */
    private List<List<String>> read(Place place) {
        List<List<String>> table = new ArrayList<>();
        open(place).read(new Delivery.Rows() {
            @Override
            public void header(List<String> names) {
                table.add(List.copyOf(names));
            }

            @Override
            public void row(RawRow row) {
                List<String> values = new ArrayList<>();
                for (int column = 0; column < table.get(0).size(); column++) {
                    values.add(Optional.ofNullable(row.text(column)).orElse(""));
                }
                table.add(values);
            }
        });
        return table;
    }
}
