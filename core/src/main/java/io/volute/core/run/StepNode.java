package io.volute.core.run;

import io.volute.core.artifact.Artifact;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Alias;
import io.volute.core.stage.ByHand;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FigureLine;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Last;
import io.volute.core.stage.Metrics;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.Previous;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.stage.SourceState;
import io.volute.core.stage.StepBinding;
import io.volute.core.stage.Verdict;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A bound step with its components understood.
 *
 * @param binding as bound
 * @param inputs one per component of the input record, in its order
 * @param outputs components of the output record that mean something to the engine
 */
record StepNode(StepBinding<?, ?> binding, List<Input> inputs, List<Output> outputs) {
    static StepNode of(StepBinding<?, ?> binding) {
        List<Input> inputs = new ArrayList<>();
        for (RecordComponent component : binding.input().getRecordComponents()) {
            inputs.add(input(binding, component));
        }
        List<Output> outputs = new ArrayList<>();
        for (RecordComponent component : binding.output().getRecordComponents()) {
            output(binding, component).ifPresent(outputs::add);
        }
        return new StepNode(binding, List.copyOf(inputs), List.copyOf(outputs));
    }

    String id() {
        return binding.id();
    }

    boolean keyed() {
        return binding.fanOut().isPresent();
    }

    boolean perSlot() {
        return binding.perSlot();
    }

    /** The reads of this step that something in the same turn produces. */
    List<Input.Read> reads() {
        return inputs.stream()
                .filter(Input.Read.class::isInstance)
                .map(Input.Read.class::cast)
                .filter(read -> !read.previous())
                .toList();
    }

    private static Input input(StepBinding<?, ?> binding, RecordComponent component) {
        String name = component.getName();
        FromSpec fromSpec = component.getAnnotation(FromSpec.class);
        if (fromSpec != null) {
            return specPart(binding, component, fromSpec);
        }
        Class<?> raw = component.getType();
        if (raw == SourceState.class) {
            return new Input.Source(name);
        } else if (component.getGenericType() instanceof ParameterizedType given
                && raw(given) == Optional.class
                && argument(given, 0) == ByHand.class) {
            return new Input.Appended(name);
        } else if (raw == Instant.class) {
            return new Input.Date(name);
        } else if (raw == Slot.class) {
            return new Input.OwnSlot(name);
        } else if (raw == long.class && name.equals("seed")) {
            return new Input.Seed(name);
        }
        return read(binding, component);
    }

    private static Input.SpecPart specPart(StepBinding<?, ?> binding, RecordComponent component, FromSpec fromSpec) {
        String name = component.getName();
        boolean optional = component.getType() == Optional.class;
        if (!fromSpec.stage().isEmpty() && !optional) {
            throw invalid(binding, component, "another stage's section is read as an Optional only");
        }
        return new Input.SpecPart(
                name,
                fromSpec.stage().isEmpty() ? binding.stage() : fromSpec.stage(),
                fromSpec.value().isEmpty() ? name : fromSpec.value(),
                optional);
    }

    private static Input.Read read(StepBinding<?, ?> binding, RecordComponent component) {
        Alias alias = component.getAnnotation(Alias.class);
        Last last = component.getAnnotation(Last.class);
        boolean previous = component.getAnnotation(Previous.class) != null;
        Type type = component.getGenericType();
        boolean optional = raw(type) == Optional.class;
        if (optional) {
            type = argument(type, 0);
        }
        Input.Shape shape = Input.Shape.ONE;
        if (raw(type) == SortedMap.class) {
            shape = argument(type, 0) == Slot.class ? Input.Shape.BY_SLOT : Input.Shape.BY_KEY;
            type = argument(type, 1);
        }
        boolean pointer = raw(type) == Pointer.class;
        if (raw(type) != Artifact.class && !pointer) {
            throw invalid(binding, component, "is none of the kinds a step's input may have");
        }
        if (previous && (!optional || shape != Input.Shape.ONE)) {
            throw invalid(binding, component, "@Previous stands on an Optional of one artifact only");
        }
        if (pointer && alias == null) {
            throw invalid(binding, component, "a Pointer is read from an @Alias only");
        }
        return new Input.Read(
                component.getName(),
                entry(component),
                alias == null ? "" : alias.value(),
                previous,
                shape,
                optional,
                pointer,
                last == null ? 0 : last.value(),
                argument(type, 0));
    }

    private static Optional<Output> output(StepBinding<?, ?> binding, RecordComponent component) {
        Type type = component.getGenericType();
        String name = component.getName();
        // An absent one has no digest in the head, so that who reads the entry finds nothing.
        Type one = raw(type) == Optional.class ? argument(type, 0) : type;
        if (raw(one) == Artifact.class) {
            return Optional.of(new Output.One(name, entry(component), argument(one, 0)));
        } else if (raw(type) == SortedMap.class && raw(argument(type, 1)) == Artifact.class) {
            if (argument(type, 0) != Slot.class
                    || binding.perSlot()
                    || binding.fanOut().isPresent()) {
                throw invalid(
                        binding, component, "a map of artifacts is keyed by Slot, in a step without key and slot");
            }
            return Optional.of(new Output.BySlot(name, entry(component), argument(argument(type, 1), 0)));
        } else if (raw(type) == Pointer.class) {
            Alias alias = component.getAnnotation(Alias.class);
            if (alias == null) {
                throw invalid(binding, component, "a Pointer in an output needs @Alias");
            }
            return Optional.of(new Output.Moves(name, entry(component), alias.value(), argument(type, 0)));
        } else if (type == Metrics.class) {
            return Optional.of(new Output.Figures(name));
        } else if (raw(type) == List.class && argument(type, 0) == ReportedFigure.class) {
            return Optional.of(new Output.Shown(name));
        } else if (raw(type) == List.class && argument(type, 0) == FigureLine.class) {
            return Optional.of(new Output.Lines(name));
        } else if (type == Verdict.class) {
            return Optional.of(new Output.Judged(name));
        }
        return Optional.empty();
    }

    private static String entry(RecordComponent component) {
        Entry entry = component.getAnnotation(Entry.class);
        return entry == null ? kebab(component.getName()) : entry.value();
    }

    static String kebab(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : type instanceof Class<?> plain ? plain : Object.class;
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }

    private static VoluteException invalid(StepBinding<?, ?> binding, RecordComponent component, String what) {
        return new VoluteException(
                CoreError.PLAN_INVALID,
                binding.id() + ", component " + component.getName() + " ("
                        + component.getGenericType().getTypeName() + "): " + what);
    }
}
