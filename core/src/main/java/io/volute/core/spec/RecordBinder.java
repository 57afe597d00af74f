package io.volute.core.spec;

import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Binds keys to the components of a record and makes the record; its constructor may still refuse. */
final class RecordBinder {
    private static final int LISTED = 12;
    private static final Pattern SUBJECT = Pattern.compile("`?([A-Za-z][A-Za-z0-9-]*)`?\\b.*", Pattern.DOTALL);

    private final TypeBinder types;
    private final Problems problems;

    RecordBinder(TypeBinder types, Problems problems) {
        this.types = types;
        this.problems = problems;
    }

    /** A record whose keys are all of the mapping's. */
    Optional<Object> bind(Class<? extends Record> type, Node.Mapping mapping, Place place) {
        List<String> known = new ArrayList<>(components(type).keySet());
        tellUnknown(mapping, known, place, Fault.UNKNOWN_KEY, "key", "");
        return bindKnown(type, mapping, place);
    }

    /** A record that takes its keys out of a mapping which holds others too; the caller tells which are unknown. */
    Optional<Object> bindKnown(Class<? extends Record> type, Node.Mapping mapping, Place place) {
        List<Object> arguments = new ArrayList<>();
        boolean whole = true;
        Map<String, RecordComponent> components = components(type);
        boolean draft = isDraft(components, mapping);
        for (Map.Entry<String, RecordComponent> component : components.entrySet()) {
            Optional<Object> bound = component(component.getKey(), component.getValue(), mapping, place, draft);
            whole &= bound.isPresent();
            bound.ifPresent(arguments::add);
        }
        return whole ? construct(type, arguments, mapping, place) : Optional.empty();
    }

    /** Components by key, in the order of the record. */
    static Map<String, RecordComponent> components(Class<?> type) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(Kebab.of(component.getName()), component);
        }
        return components;
    }

    void tellUnknown(Node.Mapping mapping, Collection<String> known, Place place, Fault fault, String word, String of) {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key) && problems.full()) {
                problems.add(place, fault, word);
            } else if (!known.contains(key)) {
                problems.add(
                        place.key(Excerpt.of(key), entry.mark()),
                        fault,
                        "unknown " + word + " `" + Excerpt.of(key) + "`" + of + " (expected one of: " + list(known)
                                + ")",
                        Nearest.of(key, known));
            }
        });
    }

    static String list(Collection<String> known) {
        String listed = new TreeSet<>(known).stream().limit(LISTED).collect(Collectors.joining(", "));
        return known.size() > LISTED ? listed + ", …" : listed;
    }

    private static boolean isDraft(Map<String, RecordComponent> components, Node.Mapping mapping) {
        return components.entrySet().stream().anyMatch(component -> {
            Node.Entry entry = mapping.entries().get(component.getKey());
            Draft draft = component.getValue().getAnnotation(Draft.class);
            return draft != null && entry != null && (isDraft(entry.value()) || lacks(entry.value(), draft.unless()));
        });
    }

    private static boolean lacks(Node value, String key) {
        return !key.isEmpty()
                && value instanceof Node.Mapping mapping
                && !mapping.entries().containsKey(key);
    }

    private static boolean isDraft(Node value) {
        return value instanceof Node.Scalar scalar && scalar.text().equals(Draft.WORD);
    }

    private Optional<Object> component(
            String key, RecordComponent component, Node.Mapping mapping, Place place, boolean draft) {
        boolean named = component.isAnnotationPresent(Named.class);
        Node.Entry entry = mapping.entries().get(key);
        if (entry != null && component.isAnnotationPresent(Draft.class) && entry.value() instanceof Node.Scalar word) {
            return drafted(word, place.key(key, entry.mark()));
        }
        if (entry != null) {
            return types.bind(component.getGenericType(), named, entry.value(), place.key(key, entry.mark()));
        }
        Default fallback = component.getAnnotation(Default.class);
        if (fallback != null) {
            Node value = new YamlReader("default", problems).value(fallback.value());
            return types.bind(component.getGenericType(), named, value, place.key(key, place.mark()));
        }
        boolean required = component.isAnnotationPresent(Draft.class)
                || (component.isAnnotationPresent(NotInDraft.class) && !draft);
        if (component.getType() == Optional.class && !required) {
            return Optional.of(Optional.empty());
        }
        Doc doc = component.getAnnotation(Doc.class);
        String expected = doc == null ? expected(component.getType()) : doc.value();
        problems.add(place, Fault.MISSING_FIELD, "no " + key + " (expected: " + expected + ")");
        return Optional.empty();
    }

    private Optional<Object> drafted(Node.Scalar word, Place place) {
        if (isDraft(word)) {
            return Optional.of(Optional.empty());
        }
        problems.add(
                word.mark().line() == 0 ? place : place.at(word.mark()),
                Fault.WRONG_TYPE,
                place.name() + ": " + Excerpt.of(word.text()) + " (expected: keys with values, or " + Draft.WORD + ")",
                Nearest.of(word.text(), List.of(Draft.WORD)));
        return Optional.empty();
    }

    private static String expected(Class<?> type) {
        return ScalarType.find(type)
                .map(ScalarType::expected)
                .orElse(type == List.class ? "a list" : "keys with values");
    }

    private Optional<Object> construct(
            Class<? extends Record> type, List<Object> arguments, Node.Mapping mapping, Place place) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(arguments.toArray()));
        } catch (InvocationTargetException e) {
            refused(type, e.getCause() == null ? e : e.getCause(), mapping, place);
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + type.getName() + " cannot be made", e);
        }
    }

    private void refused(Class<? extends Record> type, Throwable cause, Node.Mapping mapping, Place place) {
        if (!(cause instanceof IllegalArgumentException
                || cause instanceof DateTimeException
                || cause instanceof VoluteException)) {
            throw new VoluteException(
                    CoreError.INTERNAL, "record " + type.getSimpleName() + " at " + place.path() + " failed", cause);
        }
        String message = String.valueOf(cause.getMessage());
        problems.add(subject(type, message, mapping, place), Fault.INVALID_VALUE, Excerpt.escaped(message));
    }

    /** The key that the message begins with, when it is one of the record's; else the record's own place. */
    private static Place subject(Class<? extends Record> type, String message, Node.Mapping mapping, Place place) {
        Matcher subject = SUBJECT.matcher(message);
        if (!subject.matches()) {
            return place;
        }
        String word = subject.group(1);
        for (String key : components(type).keySet()) {
            Node.Entry entry = mapping.entries().get(key);
            if (entry != null && (word.equals(key) || Kebab.of(word).equals(key))) {
                return place.key(key, entry.mark());
            }
        }
        return place;
    }
}
