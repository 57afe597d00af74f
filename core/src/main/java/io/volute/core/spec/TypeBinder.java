package io.volute.core.spec;

import io.volute.core.error.Excerpt;
import io.volute.core.stage.Choice;
import io.volute.core.stage.ExtensionPoint;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Binds a node to a value of a type that a record component of the spec may have. */
final class TypeBinder {
    private final Problems problems;
    private final ScalarBinder scalars;
    private final RecordBinder records;
    private final ChoiceBinder choices;

    TypeBinder(Map<Class<?>, ExtensionPoint<?>> points, Problems problems) {
        this.problems = problems;
        this.scalars = new ScalarBinder(problems);
        this.records = new RecordBinder(this, problems);
        this.choices = new ChoiceBinder(points, records, problems);
    }

    /**
     * The value; empty when there is a problem, which is told.
     *
     * @param named whether texts and keys are names by the grammar
     */
    Optional<Object> bind(Type type, boolean named, Node node, Place place) {
        if (node instanceof Node.Broken) {
            return Optional.empty();
        }
        if (type instanceof ParameterizedType generic) {
            return bindGeneric(generic, named, node, place);
        }
        if (!(type instanceof Class<?> plain)) {
            throw unsupported(type, place);
        }
        Optional<ScalarType> scalarType = ScalarType.find(plain);
        if (scalarType.isPresent()) {
            return bindScalar(plain, scalarType.get(), named, node, place);
        }
        if (plain.isRecord()) {
            return mapping(node, place, "keys with values")
                    .flatMap(mapping -> records.bind(plain.asSubclass(Record.class), mapping, place));
        }
        throw unsupported(type, place);
    }

    private Optional<Object> bindGeneric(ParameterizedType type, boolean named, Node node, Place place) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return bind(arguments[0], named, node, place).map(Optional::of);
        }
        if (type.getRawType() == List.class) {
            return bindList(arguments[0], named, node, place);
        }
        if (type.getRawType() == SortedMap.class) {
            return mapping(node, place, "names with values")
                    .flatMap(mapping -> bindMap(arguments[0], arguments[1], named, mapping, place));
        }
        if (type.getRawType() == Choice.class) {
            return mapping(node, place, "keys with values")
                    .flatMap(mapping -> choices.bind((Class<?>) arguments[0], mapping, place));
        }
        throw unsupported(type, place);
    }

    private Optional<Object> bindScalar(Class<?> type, ScalarType scalarType, boolean named, Node node, Place place) {
        if (!(node instanceof Node.Scalar scalar)) {
            wrongShape(node, place, scalarType.expected());
            return Optional.empty();
        }
        return scalars.bind(type, scalarType, scalar, place)
                .filter(value -> !named || isName(scalar.text(), place.at(scalar.mark())));
    }

    private Optional<Object> bindList(Type element, boolean named, Node node, Place place) {
        if (!(node instanceof Node.Sequence sequence)) {
            wrongShape(node, place, "a list");
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            Node item = sequence.items().get(i);
            bind(element, named, item, place.item(i, item.mark())).ifPresent(values::add);
        }
        boolean whole = values.size() == sequence.items().size();
        return whole ? Optional.of(Collections.unmodifiableList(values)) : Optional.empty();
    }

    private Optional<Object> bindMap(Type key, Type value, boolean named, Node.Mapping mapping, Place place) {
        SortedMap<Object, Object> values = new TreeMap<>();
        for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
            Mark mark = entry.getValue().mark();
            Place below = place.key(entry.getKey(), mark);
            boolean fine = !named || isName(entry.getKey(), below);
            Optional<Object> boundKey = bind(key, false, new Node.Scalar(mark, entry.getKey(), true), below);
            Optional<Object> bound = bind(value, false, entry.getValue().value(), below);
            if (fine && boundKey.isPresent() && bound.isPresent()) {
                values.put(boundKey.get(), bound.get());
            }
        }
        boolean whole = values.size() == mapping.entries().size();
        return whole ? Optional.of(Collections.unmodifiableSortedMap(values)) : Optional.empty();
    }

    private boolean isName(String text, Place place) {
        Optional<String> problem = Names.problem(place.name(), text);
        problem.ifPresent(message -> problems.add(place, Fault.NOT_A_NAME, message));
        return problem.isEmpty();
    }

    private Optional<Node.Mapping> mapping(Node node, Place place, String expected) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        wrongShape(node, place, expected);
        return Optional.empty();
    }

    private void wrongShape(Node node, Place place, String expected) {
        String found = node instanceof Node.Scalar scalar
                ? Excerpt.of(scalar.text())
                : node instanceof Node.Sequence ? "a list" : "keys with values";
        Place at = node.mark().line() == 0 ? place : place.at(node.mark());
        problems.add(at, Fault.WRONG_TYPE, place.name() + ": " + found + " (expected: " + expected + ")");
    }

    private static IllegalStateException unsupported(Type type, Place place) {
        return new IllegalStateException("a record of the spec has a component of type " + type.getTypeName() + " at "
                + place.path() + "; expected: a scalar, record, Optional, List, SortedMap or Choice");
    }
}
