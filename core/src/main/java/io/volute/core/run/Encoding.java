package io.volute.core.run;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Implementation;
import io.volute.core.stage.Pointer;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes for fingerprints: tag, byte length, {@code :}, bytes, so that equal bytes mean equal values. Tags:
 * {@code N} none, {@code b} boolean, {@code i} integer, {@code d} decimal, {@code s} text, {@code t} time, {@code e}
 * enum, {@code l} list, {@code S} set, {@code m} map or record, {@code a} artifact, {@code I} implementation. Sets,
 * maps and records are sorted by their encoded bytes; absent Optionals in a record are left out, so that adding an
 * optional component changes nothing.
 */
final class Encoding {
    private static final byte[] NOTHING = new byte[0];

    private final Implementations implementations;

    Encoding(Implementations implementations) {
        this.implementations = implementations;
    }

    Digest digest(@Nullable Object value) {
        return Digest.of(encode(value));
    }

    byte[] encode(@Nullable Object value) {
        if (value == null) {
            return tagged('N', NOTHING);
        } else if (value instanceof Boolean b) {
            return tagged('b', b ? "1" : "0");
        } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            return tagged('i', value.toString());
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number)) {
                throw new IllegalArgumentException("NaN has no place in a fingerprint");
            }
            return tagged('d', Double.toString(number == 0.0 ? 0.0 : number));
        } else if (value instanceof BigDecimal number) {
            return tagged(
                    'd',
                    number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
        } else if (value instanceof String text) {
            return tagged('s', text);
        } else if (value instanceof Instant
                || value instanceof LocalDate
                || value instanceof Duration
                || value instanceof Period) {
            return tagged('t', value.toString());
        } else if (value instanceof Path path) {
            // A path of the spec is text below its folder, the same on every machine.
            return tagged('s', path.toString().replace('\\', '/'));
        } else if (value instanceof Slot slot) {
            // A day as a slot is not that day.
            return tagged('t', "slot " + slot);
        } else if (value instanceof Enum<?> constant) {
            return tagged('e', constant.name());
        } else if (value instanceof Digest digest) {
            return tagged('s', digest.toString());
        } else if (value instanceof Optional<?> optional) {
            return encode(optional.orElse(null));
        } else if (value instanceof Pointer<?> pointer) {
            return list('l', List.of(encode(pointer.key()), encode(pointer.artifact())));
        } else if (value instanceof Artifact<?> artifact) {
            return tagged('a', artifact.digest().toString());
        } else if (value instanceof Choice<?> choice) {
            return implementation(choice);
        } else if (value instanceof Map<?, ?> map) {
            return sorted(
                    'm',
                    map.entrySet().stream()
                            .map(entry -> join(encode(entry.getKey()), encode(entry.getValue())))
                            .toList());
        } else if (value instanceof Set<?> set) {
            return sorted('S', set.stream().map(this::encode).toList());
        } else if (value instanceof Collection<?> collection) {
            return list('l', collection.stream().map(this::encode).toList());
        } else if (value instanceof Record record) {
            return sorted('m', components(record));
        }
        throw new IllegalArgumentException(
                "a " + value.getClass().getName() + " cannot be part of a fingerprint; use a record");
    }

    private List<byte[]> components(Record record) {
        List<byte[]> pairs = new ArrayList<>();
        // A sealed type's case must differ from another case with equal components.
        if (record.getClass().getInterfaces().length > 0
                && Arrays.stream(record.getClass().getInterfaces()).anyMatch(Class::isSealed)) {
            pairs.add(tagged('e', record.getClass().getSimpleName()));
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = read(record, component);
            if (!(value instanceof Optional<?> optional && optional.isEmpty())) {
                pairs.add(join(encode(component.getName()), encode(value)));
            }
        }
        return pairs;
    }

    private byte[] implementation(Choice<?> choice) {
        Implementation chosen = implementations.load(choice);
        if (chosen.unavailable().isPresent()) {
            return list('I', List.of(encode(choice.name()), encode("unavailable"), encode(choice.options())));
        }
        return list(
                'I',
                List.of(
                        encode(choice.name()),
                        encode(chosen.getClass().getName()),
                        encode(chosen.revision()),
                        encode(choice.options())));
    }

    static Object read(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(component + " cannot be read", e.getCause());
        }
    }

    private static byte[] sorted(char tag, List<byte[]> parts) {
        List<byte[]> ordered = new ArrayList<>(parts);
        ordered.sort(Arrays::compareUnsigned);
        return list(tag, ordered);
    }

    private static byte[] list(char tag, List<byte[]> parts) {
        var all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return tagged(tag, all.toByteArray());
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] tagged(char tag, String text) {
        return tagged(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] tagged(char tag, byte[] bytes) {
        byte[] head = (tag + Integer.toString(bytes.length) + ":").getBytes(StandardCharsets.US_ASCII);
        return join(head, bytes);
    }
}
