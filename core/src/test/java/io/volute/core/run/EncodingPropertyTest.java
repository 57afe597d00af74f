package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.stage.Choice;
import io.volute.core.stage.ExtensionPoint;
import io.volute.core.stage.Implementation;
import io.volute.core.stage.Pointer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal bytes only for equal values, against a slow twin that writes the same values as nested lists. */
final class EncodingPropertyTest {
    private static final int VALUES = 4_000;

    private final Trainer plain = new Trainer(1, Optional.empty());
    private final Encoding encoding = encoding(Map.of("plain", plain, "other", new Trainer(2, Optional.empty())));

    private enum Colour {
        RED,
        GREEN
    }

    private record Pair(Object left, Optional<Object> right) {}

    private sealed interface Shape permits Circle, Square {}

    private record Circle(long size) implements Shape {}

    private record Square(long size) implements Shape {}

    private record Options(long trees) {}

    private static final class Trainer implements Implementation {
        private final int revision;
        private final Optional<String> unavailable;

        Trainer(int revision, Optional<String> unavailable) {
            this.revision = revision;
            this.unavailable = unavailable;
        }

        @Override
        public int revision() {
            return revision;
        }

        @Override
        public Class<? extends Record> options() {
            return Options.class;
        }

        @Override
        public Optional<String> unavailable() {
            return unavailable;
        }
    }

    private static Encoding encoding(Map<String, Trainer> trainers) {
        return new Encoding(
                new Implementations(Set.of(new ExtensionPoint<>(Trainer.class, "trainer", () -> trainers))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void scenario33EqualBytesMeanEqualValues(long seed) {
        var random = new Random(seed);
        Map<String, String> twins = new HashMap<>();
        Map<String, String> bytes = new HashMap<>();
        for (int i = 0; i < VALUES; i++) {
            Object value = value(random, 3);
            String encoded = new String(encoding.encode(value), StandardCharsets.ISO_8859_1);
            String twin = twin(value);
            assertThat(twins.merge(encoded, twin, (old, next) -> old))
                    .as("seed %d: another value with the bytes %s", seed, encoded)
                    .isEqualTo(twin);
            assertThat(bytes.merge(twin, encoded, (old, next) -> old))
                    .as("seed %d: other bytes of the value %s", seed, twin)
                    .isEqualTo(encoded);
        }
        // The small alphabet sees to it that equal values are drawn often enough.
        assertThat(twins.size()).isBetween(VALUES / 10, VALUES - 200);
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 16 : 11)) {
            case 0 -> Optional.empty();
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(3);
            case 3 -> (long) random.nextInt(3);
            case 4 -> random.nextInt(3) / 2.0;
            case 5 ->
                new BigDecimal(List.of("1", "1.0", "1.50", "15e-1", "0.00").get(random.nextInt(5)));
            case 6 -> text(random);
            case 7 -> time(random);
            case 8 -> random.nextBoolean() ? Colour.RED : Colour.GREEN;
            case 9 -> new Artifact<>(Digest.of(new byte[] {(byte) random.nextInt(2)}));
            case 10 -> random.nextBoolean() ? new Circle(random.nextInt(2)) : new Square(random.nextInt(2));
            case 11 -> list(random, depth);
            case 12 -> new TreeSet<>(texts(random));
            case 13 -> map(random, depth);
            case 14 -> new Pair(value(random, depth - 1), Optional.of(value(random, depth - 1)));
            default -> Optional.of(value(random, depth - 1));
        };
    }

    private static String text(Random random) {
        return List.of("", "1", "a", "s1:a", "1:a", "é", "2000-03-04", "RED", "left")
                .get(random.nextInt(9));
    }

    private static Object time(Random random) {
        LocalDate day = LocalDate.of(2000, 3, 1);
        return List.<Object>of(
                        day,
                        new Slot(Slot.Cadence.DAY, day),
                        new Slot(Slot.Cadence.MONTH, day),
                        Instant.EPOCH,
                        Duration.ZERO,
                        Period.ZERO,
                        Period.ofDays(1),
                        Duration.ofDays(1))
                .get(random.nextInt(8));
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            texts.add(text(random));
        }
        return texts;
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(random, depth - 1));
        }
        return list;
    }

    private static Map<String, Object> map(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        texts(random).forEach(key -> map.put(key, value(random, depth - 1)));
        return map;
    }

    /** The value in full, written so that nothing can be confused and everything equal looks equal. */
    private static String twin(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return twin(optional.orElse(null));
        } else if (value == null) {
            return "none";
        } else if (value instanceof Integer || value instanceof Long) {
            return "integer<" + value + ">";
        } else if (value instanceof Double) {
            return "decimal<" + value + ">";
        } else if (value instanceof BigDecimal number) {
            return "decimal<"
                    + (number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()) + ">";
        } else if (value instanceof Set<?> set) {
            return "set"
                    + new TreeSet<>(set.stream().map(EncodingPropertyTest::twin).toList());
        } else if (value instanceof List<?> list) {
            return "list" + list.stream().map(EncodingPropertyTest::twin).toList();
        } else if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, String>();
            map.forEach((key, each) -> sorted.put(twin(key), twin(each)));
            return "map" + sorted;
        } else if (value instanceof Pair pair) {
            var sorted = new TreeMap<String, String>();
            sorted.put(twin("left"), twin(pair.left()));
            sorted.put(twin("right"), twin(pair.right()));
            if (pair.left() instanceof Optional<?> left && left.isEmpty()) {
                sorted.remove(twin("left"));
            }
            return "map" + sorted;
        }
        String text = value.toString();
        return value.getClass().getSimpleName() + "<" + text.length() + " " + text + ">";
    }

    @Test
    void orderOfMapsAndSetsDoesNotMatter() {
        Map<String, Integer> forth = new LinkedHashMap<>();
        forth.put("a", 1);
        forth.put("b", 2);
        Map<String, Integer> back = new LinkedHashMap<>();
        back.put("b", 2);
        back.put("a", 1);

        assertThat(encoding.encode(forth)).isEqualTo(encoding.encode(back));
    }

    @Test
    void absentOptionalOfARecordChangesNothing() {
        record Narrow(Object left) {}

        assertThat(encoding.encode(new Pair(1, Optional.empty()))).isEqualTo(encoding.encode(new Narrow(1)));
    }

    @Test
    void casesOfASealedTypeDiffer() {
        assertThat(encoding.encode(new Circle(1))).isNotEqualTo(encoding.encode(new Square(1)));
    }

    @Test
    void implementationIsEncodedByNameClassRevisionAndOptions() {
        byte[] chosen = encoding.encode(new Choice<>(Trainer.class, "plain", new Options(1)));

        assertThat(encoding.encode(new Choice<>(Trainer.class, "plain", new Options(1))))
                .isEqualTo(chosen);
        assertThat(encoding.encode(new Choice<>(Trainer.class, "plain", new Options(2))))
                .isNotEqualTo(chosen);
        assertThat(encoding(Map.of("plain", new Trainer(2, Optional.empty())))
                        .encode(new Choice<>(Trainer.class, "plain", new Options(1))))
                .isNotEqualTo(chosen);
        assertThat(encoding(Map.of("plain", new Trainer(1, Optional.of("no library"))))
                        .encode(new Choice<>(Trainer.class, "plain", new Options(1))))
                .isNotEqualTo(chosen);
        assertThat(new String(chosen, StandardCharsets.UTF_8)).startsWith("I").contains("s5:plain");
    }

    @Test
    void pointerIsItsKeyAndItsArtifact() {
        var artifact = new Artifact<>(Digest.of(new byte[0]));

        assertThat(encoding.encode(new Pointer<>("a", artifact)))
                .isNotEqualTo(encoding.encode(new Pointer<>("b", artifact)));
    }

    @Test
    void refusesWhatHasNoValue() {
        assertThatThrownBy(() -> encoding.encode(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> encoding.encode(new Object())).hasMessageContaining("java.lang.Object");
    }

    @Test
    void zeroHasNoSign() {
        assertThat(encoding.encode(-0.0)).isEqualTo(encoding.encode(0.0));
    }
}
