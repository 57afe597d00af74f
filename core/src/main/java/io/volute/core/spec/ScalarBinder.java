package io.volute.core.spec;

import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import java.time.DateTimeException;
import java.util.Optional;

/** Binds one text to a value of a type, strictly. */
final class ScalarBinder {
    private static final String REFERENCE = "${";

    private final Problems problems;

    ScalarBinder(Problems problems) {
        this.problems = problems;
    }

    /** The value; empty when there is a problem, which is told. */
    Optional<Object> bind(Class<?> type, ScalarType scalarType, Node.Scalar scalar, Place key) {
        Place place = scalar.mark().line() == 0 ? key : key.at(scalar.mark());
        String text = scalar.text();
        if (type == Secret.class) {
            return secret(text, place);
        }
        if (text.contains(REFERENCE)) {
            problems.add(
                    place,
                    Fault.SECRET,
                    place.name() + ": a reference such as ${env:NAME} cannot stand here (expected: "
                            + scalarType.expected() + ")");
            return Optional.empty();
        }
        if (!scalar.plain() && scalarType.plainOnly()) {
            refuse(place, Fault.WRONG_TYPE, "\"" + Excerpt.of(text) + "\"", scalarType, unquoted(text, scalarType));
            return Optional.empty();
        }
        if (!scalarType.hasForm(text)) {
            refuse(place, Fault.WRONG_TYPE, Excerpt.of(text), scalarType, advice(text, scalarType));
            return Optional.empty();
        }
        return read(text, scalarType, place);
    }

    private Optional<Object> read(String text, ScalarType type, Place place) {
        try {
            return Optional.of(type.reader().read(text));
        } catch (ScalarType.Refused e) {
            problems.add(place, Fault.INVALID_VALUE, Excerpt.escaped(String.valueOf(e.getMessage())));
        } catch (NumberFormatException e) {
            String expected = type.expected() + " that fits";
            problems.add(
                    place,
                    Fault.OUT_OF_RANGE,
                    place.name() + ": " + Excerpt.of(text) + " is too large (expected: " + expected + ")");
        } catch (IllegalArgumentException | DateTimeException e) {
            refuse(place, Fault.WRONG_TYPE, Excerpt.of(text), type, Optional.empty());
        }
        return Optional.empty();
    }

    private Optional<Object> secret(String text, Place place) {
        Optional<Secret> found = Secret.find(text);
        if (found.isEmpty()) {
            problems.add(
                    place,
                    Fault.SECRET,
                    place.name() + ": a secret is never written here (expected: ${env:NAME} or ${file:path})");
        }
        return found.map(secret -> secret);
    }

    private void refuse(Place place, Fault fault, String shown, ScalarType type, Optional<String> advice) {
        problems.add(place, fault, place.name() + ": " + shown + " (expected: " + type.expected() + ")", advice);
    }

    private static Optional<String> unquoted(String text, ScalarType type) {
        return type.hasForm(text) ? Optional.of("write it without quotes") : Optional.empty();
    }

    private static Optional<String> advice(String text, ScalarType type) {
        if (!type.texts().isEmpty()) {
            return type.schema().equals("boolean") ? truth(text) : Nearest.of(text, type.texts());
        }
        String bare = text.replace(",", "").replace("_", "");
        if (!bare.equals(text) && type.plainOnly() && type.hasForm(bare)) {
            return Optional.of(bare);
        }
        return Optional.empty();
    }

    private static Optional<String> truth(String text) {
        return switch (text) {
            case "yes", "Yes", "YES", "on", "On", "ON", "True", "TRUE", "1" -> Optional.of("true");
            case "no", "No", "NO", "off", "Off", "OFF", "False", "FALSE", "0" -> Optional.of("false");
            default -> Optional.empty();
        };
    }
}
