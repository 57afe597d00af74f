package io.volute.core.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.volute.core.error.VoluteException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one text may be, by the type of the record component it is for: how it is read, and what the message and the JSON
 * Schema say is expected.
 *
 * @param expected follows "expected:" in messages
 * @param schema JSON Schema type: string, integer, number or boolean
 * @param pattern regular expression of the written form, empty when any text may be tried
 * @param texts the only values allowed, empty when there is no list
 * @param reader makes the value; throws {@link IllegalArgumentException} or {@link DateTimeException} when it is none
 * @param plainOnly whether the text must stand without quotes
 */
record ScalarType(
        String expected, String schema, String pattern, List<String> texts, Reader reader, boolean plainOnly) {
    private static final String WHOLE = "[+-]?[0-9]{1,40}";
    private static final String DECIMAL = "[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?";
    private static final Map<Class<?>, ScalarType> KNOWN = known();

    /** Makes a value of a text. */
    interface Reader {
        Object read(String text);
    }

    /** How values of this class are written; empty when a scalar cannot be one. */
    static Optional<ScalarType> find(Class<?> type) {
        ScalarType known = KNOWN.get(type);
        if (known != null) {
            return Optional.of(known);
        }
        if (type.isEnum()) {
            return Optional.of(ofEnum(type));
        }
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers())
                        && method.isAnnotationPresent(JsonCreator.class)
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
                .findFirst()
                .map(factory -> text("a text", text -> call(factory, text)));
    }

    /** Whether the text has the form; a text that has it may still be out of range. */
    boolean hasForm(String text) {
        return texts.isEmpty() ? pattern.isEmpty() || Pattern.matches(pattern, text) : texts.contains(text);
    }

    private static Map<Class<?>, ScalarType> known() {
        Map<Class<?>, ScalarType> types = new LinkedHashMap<>();
        types.put(String.class, text("a text", text -> text));
        types.put(Secret.class, text("${env:NAME} or ${file:path}", Secret::parse));
        types.put(Path.class, text("a path below the spec's folder", ScalarType::path));
        both(types, int.class, Integer.class, plain("a whole number", "integer", WHOLE, Integer::valueOf));
        both(types, long.class, Long.class, plain("a whole number", "integer", WHOLE, Long::valueOf));
        both(types, double.class, Double.class, plain("a number", "number", DECIMAL, ScalarType::finite));
        types.put(BigDecimal.class, plain("a number", "number", DECIMAL, BigDecimal::new));
        ScalarType truth =
                new ScalarType("true or false", "boolean", "", List.of("true", "false"), Boolean::valueOf, true);
        both(types, boolean.class, Boolean.class, truth);
        String date = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
        types.put(LocalDate.class, plain("a date such as 2000-01-31", "string", date, LocalDate::parse));
        String instant = date + "T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?Z";
        types.put(
                Instant.class,
                plain("a moment in UTC such as 2000-01-31T00:00:00Z", "string", instant, Instant::parse));
        types.put(
                Period.class, plain("a period such as P30D, P1M or P1Y", "string", "P[0-9YMWD]{2,40}", Period::parse));
        types.put(
                Duration.class,
                plain("a duration such as PT30S, PT2H or P1D", "string", "P[0-9DTHMS.]{2,40}", Duration::parse));
        return Map.copyOf(types);
    }

    private static void both(Map<Class<?>, ScalarType> types, Class<?> primitive, Class<?> boxed, ScalarType type) {
        types.put(primitive, type);
        types.put(boxed, type);
    }

    private static ScalarType text(String expected, Reader reader) {
        return new ScalarType(expected, "string", "", List.of(), reader, false);
    }

    private static ScalarType plain(String expected, String schema, String pattern, Reader reader) {
        return new ScalarType(expected, schema, pattern, List.of(), reader, true);
    }

    private static ScalarType ofEnum(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            Field field = field((Enum<?>) constant);
            if (!field.isAnnotationPresent(JsonIgnore.class)) {
                constants.put(written((Enum<?>) constant, field), constant);
            }
        }
        List<String> texts = List.copyOf(constants.keySet());
        return new ScalarType(
                "one of: " + String.join(", ", texts),
                "string",
                "",
                texts,
                text -> Objects.requireNonNull(constants.get(text)),
                false);
    }

    /** A constant's {@link JsonProperty}, else its name in lower kebab case. */
    private static String written(Enum<?> constant, Field field) {
        JsonProperty property = field.getAnnotation(JsonProperty.class);
        return property == null ? Kebab.of(constant.name()) : property.value();
    }

    private static Field field(Enum<?> constant) {
        try {
            return constant.getDeclaringClass().getField(constant.name());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every enum constant is a field", e);
        }
    }

    private static Object finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static Object path(String text) {
        Path path = Path.of(text).normalize();
        if (path.isAbsolute() || path.startsWith("..") || text.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("outside of the spec's folder");
        }
        return path;
    }

    private static Object call(Method factory, String text) {
        try {
            factory.setAccessible(true);
            return factory.invoke(null, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException
                    || e.getCause() instanceof VoluteException
                    || e.getCause() instanceof DateTimeException) {
                throw new Refused(e.getCause());
            }
            throw new IllegalStateException(factory + " failed on a text", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(factory + " cannot be called", e);
        }
    }

    /** A type's own factory said no; its message is for the user. */
    static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Refused(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
