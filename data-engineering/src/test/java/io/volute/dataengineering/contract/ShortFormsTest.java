package io.volute.dataengineering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.table.Column;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShortFormsTest {
    private static final List<String> SEEDS = List.of(
            "0",
            "-0",
            "140",
            "-17",
            "007",
            "1.5",
            "-0.0",
            "0.1",
            "123456.789012",
            "1e3",
            "2000-02-29",
            "1900-02-29",
            "0000-01-01",
            "9999-12-31",
            "2000-01-31T12:00:00Z",
            "2000-12-31T23:59:59Z",
            "2000-01-31T24:00:00Z",
            "2000-01-31T12:00:60Z",
            "0000-02-29T00:00:00Z",
            "2000-01-31T12:00:00+01:00",
            "",
            "-",
            ".",
            "1.",
            "true");

    /** Whatever is taken from the characters is, in every bit, what the whole text gives. */
    @ParameterizedTest
    @EnumSource(ValueType.class)
    void takesOnlyWhatTheTextGivesAndTakesItAlike(ValueType type) {
        Random random = new Random(11);
        int taken = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = mutate(SEEDS.get(random.nextInt(SEEDS.size())), random);
            Column.Builder quick = Column.builder("x", type.column(), 8);
            char[] around = ("," + text + ",").toCharArray();
            if (type.appendShort(quick, around, 1, 1 + text.length())) {
                taken++;
                Column.Builder slow = Column.builder("x", type.column(), 8);
                assertThat(type.append(slow, text)).as(text).isTrue();
                assertThat(bits(quick)).as(text).isEqualTo(bits(slow));
            }
        }
        boolean hasShortForm = switch (type) {
            case INT, NUMBER, DATE, INSTANT -> true;
            default -> false;
        };
        assertThat(taken > 1_000).isEqualTo(hasShortForm);
    }

    @Test
    void takesTheNearestDoubleOfWhateverHasFifteenDigits() {
        Random random = new Random(12);
        for (int i = 0; i < 200_000; i++) {
            String digits = String.valueOf(1 + (long) (random.nextDouble() * 9e14));
            int point = 1 + random.nextInt(digits.length());
            String text =
                    point == digits.length() ? digits : digits.substring(0, point) + "." + digits.substring(point);
            Column.Builder quick = Column.builder("x", ValueType.NUMBER.column(), 8);
            if (ValueType.NUMBER.appendShort(quick, text.toCharArray(), 0, text.length())) {
                assertThat(quick.build().doubleAt(0)).isEqualTo(Double.parseDouble(text));
            }
        }
    }

    private static String mutate(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        String signs = "0123456789-.:TZe+ ";
        for (int n = random.nextInt(3); n > 0; n--) {
            char sign = signs.charAt(random.nextInt(signs.length()));
            int at = random.nextInt(text.length() + 1);
            if (at < text.length() && random.nextInt(4) > 0) {
                text.setCharAt(at, sign);
            } else {
                text.insert(at, sign);
            }
        }
        return text.toString();
    }

    private static Object bits(Column.Builder builder) {
        Object value = builder.build().valueAt(0);
        return value instanceof Double number ? Double.doubleToRawLongBits(number) : String.valueOf(value);
    }
}
