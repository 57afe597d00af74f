package io.volute.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void writesCountsWithThousandsSeparators() {
        assertThat(Numbers.count(7_213)).isEqualTo("7,213");
    }

    @Test
    void keepsEveryDigitOfAnAmountThatIsKnown() {
        assertThat(Numbers.amount(new BigDecimal("45550"), "USD")).isEqualTo("45,550 $");
        assertThat(Numbers.amount(new BigDecimal("0.255"), "CHF")).isEqualTo("0.26 CHF");
    }

    @Test
    void roundsEstimatesToThreeDigitsAndWholeUnits() {
        assertThat(Numbers.money(76_013.4, "USD")).isEqualTo("76,000 $");
        assertThat(Numbers.money(612.49, "EUR")).isEqualTo("612 €");
        assertThat(Numbers.money(-54.6, "USD")).isEqualTo("-55 $");
        assertThat(Numbers.money(3.04, "USD")).isEqualTo("3 $");
        assertThat(Numbers.money(-0.01, "USD")).isEqualTo("0 $");
    }

    @Test
    void writesBothEndsOfAnIntervalAlike() {
        assertThat(Numbers.range(-5.3, 45.2)).isEqualTo("-5 … 45");
        assertThat(Numbers.range(-1.26, 3.04)).isEqualTo("-1.3 … 3");
        assertThat(Numbers.range(12_431, 141_090)).isEqualTo("12,400 … 141,000");
    }

    @Test
    void writesSharesInPercent() {
        assertThat(Numbers.percent(.214)).isEqualTo("21 %");
        assertThat(Numbers.percent(.0041)).isEqualTo("0.4 %");
        assertThat(Numbers.percent(.09996)).isEqualTo("10 %");
    }

    @Test
    void neverWritesAnEstimateWithoutItsInterval() {
        assertThat(Numbers.money(new Estimate(-55, -102, -9, 2781, "paired-t"), "USD"))
                .isEqualTo("-55 $ (95 %: -102 … -9)");
        assertThat(Numbers.money(new Refused("few", "1 strike (expected: >= 2)", "wait"), "USD"))
                .isEqualTo("not enough data (1 strike (expected: >= 2))");
    }
}
