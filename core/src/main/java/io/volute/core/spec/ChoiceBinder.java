package io.volute.core.spec;

import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.stage.Choice;
import io.volute.core.stage.ExtensionPoint;
import io.volute.core.stage.Implementation;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Binds {@code {trainer: boosting, trees: 200}}: the discriminator selects, the other keys are that one's options. */
final class ChoiceBinder {
    private final Map<Class<?>, ExtensionPoint<?>> points;
    private final RecordBinder records;
    private final Problems problems;

    ChoiceBinder(Map<Class<?>, ExtensionPoint<?>> points, RecordBinder records, Problems problems) {
        this.points = points;
        this.records = records;
        this.problems = problems;
    }

    Optional<Object> bind(Class<?> type, Node.Mapping mapping, Place place) {
        ExtensionPoint<?> point = points.get(type);
        if (point == null) {
            throw new IllegalStateException("no extension point for " + type.getName() + " at " + place.path());
        }
        return bind(point, mapping, place);
    }

    private <T extends Implementation> Optional<Object> bind(
            ExtensionPoint<T> point, Node.Mapping mapping, Place place) {
        String discriminator = point.discriminator();
        Map<String, T> known = point.implementations().get();
        String names = RecordBinder.list(known.keySet());
        Node.Entry entry = mapping.entries().get(discriminator);
        if (entry == null) {
            problems.add(place, Fault.MISSING_FIELD, "no " + discriminator + " (expected one of: " + names + ")");
            Nearest.of(discriminator, mapping.entries().keySet())
                    .ifPresent(mistyped -> tellMistyped(mistyped, discriminator, mapping, place));
            return Optional.empty();
        }
        if (entry.value() instanceof Node.Broken) {
            return Optional.empty();
        }
        String name = entry.value() instanceof Node.Scalar scalar ? scalar.text() : "";
        T implementation = known.get(name);
        if (implementation == null) {
            Mark mark = entry.value().mark().line() == 0
                    ? entry.mark()
                    : entry.value().mark();
            problems.add(
                    place.key(discriminator, mark),
                    Fault.UNKNOWN_NAME,
                    discriminator + ": " + Excerpt.of(name) + " (expected one of: " + names + ")",
                    Nearest.of(name, known.keySet()));
            return Optional.empty();
        }
        Class<? extends Record> options = implementation.options();
        TreeSet<String> keys = new TreeSet<>(RecordBinder.components(options).keySet());
        keys.add(discriminator);
        records.tellUnknown(mapping, keys, place, Fault.UNKNOWN_OPTION, "option", " for " + discriminator + " " + name);
        return records.bindKnown(options, mapping, place)
                .map(bound -> new Choice<>(point.type(), name, (Record) bound));
    }

    private void tellMistyped(String key, String discriminator, Node.Mapping mapping, Place place) {
        Mark mark = Optional.ofNullable(mapping.entries().get(key))
                .map(Node.Entry::mark)
                .orElse(place.mark());
        problems.add(
                place.key(Excerpt.of(key), mark),
                Fault.UNKNOWN_KEY,
                "unknown key `" + Excerpt.of(key) + "` (expected: " + discriminator + ")",
                Optional.of(discriminator));
    }
}
