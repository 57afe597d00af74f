package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.usage.PriceUnit;
import io.volute.core.error.VoluteException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BA07: prices with their dates, and what is refused of them. */
class RateCardTest {
    static RateSpec rate(String name, String per, String amount, String from, @Nullable String until) {
        return new RateSpec(
                name,
                PriceUnit.parse(per),
                new BigDecimal(amount),
                "EUR",
                LocalDate.parse(from),
                Optional.ofNullable(until).map(LocalDate::parse),
                "price list 2026",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static RateCard card(RateSpec... rates) {
        return new RateCard(List.of(rates));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "row scored | row scored",
                "rows scored | row scored",
                "1000 rows scored | 1000 rows scored",
                "1,000 Rows  scored | 1000 rows scored",
                "1e6 rows x trees trained | 1000000 rows x trees trained",
                "1 million rows × trees | 1000000 rows x trees trained",
                "0.5 thousand predictions served | 500 predictions served",
                "2 thousand million rows scored | 2000000000 rows scored",
                "GB month stored | GB month stored",
                "gb months | GB month stored",
                "labelled row | labelled row",
                "row * feature trained | row x feature trained",
            })
    void readsWhatAPriceIsForAsPeopleWriteIt(String written, String shown) {
        assertThat(PriceUnit.parse(written)).hasToString(shown);
        assertThat(PriceUnit.parse(shown)).isEqualTo(PriceUnit.parse(written));
    }

    @Test
    void namesTheNearestQuantity() {
        assertThatThrownBy(() -> PriceUnit.parse("1000 rows scord"))
                .hasMessageStartingWith("per: 1000 rows scord (expected one of: row scored, prediction served, row"
                        + " trained, row x tree trained, row x feature trained, labelled row, GB month stored;")
                .hasMessageEndingWith("Did you mean row scored?");
        assertThatThrownBy(() -> PriceUnit.parse("cpu_h"))
                .hasMessageContaining("per: cpu_h")
                .hasMessageNotContaining("Did you mean");
        assertThatThrownBy(() -> PriceUnit.parse("0 rows scored")).hasMessageContaining("per: 0 (expected: above 0)");
        assertThatThrownBy(() -> PriceUnit.parse("12")).hasMessageContaining("per: 12 (expected one of:");
    }

    @Test
    void takesThePriceOfTheMonth() {
        RateCard card = card(
                rate("gpu", "1000 rows scored", "0.05", "2026-07-01", null),
                rate("gpu", "1000 rows scored", "0.06", "2026-01-01", "2026-06-30"));
        assertThat(card.in(YearMonth.of(2026, 6), "gpu").amount()).isEqualByComparingTo("0.06");
        assertThat(card.in(YearMonth.of(2026, 7), "gpu").amount()).isEqualByComparingTo("0.05");
        assertThat(card.in(YearMonth.of(2036, 7), "gpu").amount()).isEqualByComparingTo("0.05");
    }

    @Test
    void refusesAMonthWithoutAPrice() {
        RateCard card = card(
                rate("gpu", "1000 rows scored", "0.06", "2026-03-01", "2026-06-30"),
                rate("gpu", "1000 rows scored", "0.05", "2026-09-01", null));
        assertThatThrownBy(() -> card.in(YearMonth.of(2026, 7), "gpu"))
                .isInstanceOf(VoluteException.class)
                .hasMessage("business-analysis.rates: no price gpu for rows scored in 2026-07: the last one ended"
                        + " 2026-06-30 (expected: one for each month with usage)\nfix: add the price from 2026-07-01"
                        + " on")
                .extracting(e -> ((VoluteException) e).code())
                .isEqualTo(BusinessAnalysisError.NO_RATE);
        assertThatThrownBy(() -> card.in(YearMonth.of(2026, 2), "gpu"))
                .hasMessageContaining("in 2026-02: the first one begins 2026-03-01")
                .hasMessageContaining("amount: 0 says that it was free");
    }

    @Test
    void refusesTwoPricesForOneMonth() {
        assertThatThrownBy(() -> card(
                        rate("gpu", "row scored", "0.06", "2026-01-01", null),
                        rate("gpu", "row scored", "0.05", "2026-07-01", null)))
                .hasMessage("rates: gpu has two prices in 2026-07 (expected: one; end the price from 2026-01-01 with"
                        + " until: 2026-06-30)");
        assertThatThrownBy(() -> card(
                        rate("gpu", "row scored", "0.06", "2026-01-01", null),
                        rate("gpu", "row scored", "0.05", "2026-01-01", "2026-01-31")))
                .hasMessage("rates: gpu has two prices in 2026-01 (expected: one; take one out)");
        assertThatThrownBy(() -> card(
                        rate("gpu", "row scored", "0.06", "2026-01-01", "2026-01-31"),
                        rate("gpu", "row trained", "0.05", "2026-02-01", null)))
                .hasMessage(
                        "rates: gpu is for rows scored and for rows trained (expected: one quantity for each name)");
    }

    @Test
    void refusesDatesInsideAMonthNegativePricesAndNoSource() {
        assertThatThrownBy(() -> rate("gpu", "row scored", "0.06", "2026-01-15", null))
                .hasMessageStartingWith("from: 2026-01-15 (expected: the first day of a month, such as 2026-01-01");
        assertThatThrownBy(() -> rate("gpu", "row scored", "0.06", "2026-01-01", "2026-02-27"))
                .hasMessageStartingWith("until: 2026-02-27 (expected: the last day of a month, such as 2026-02-28");
        assertThatThrownBy(() -> rate("gpu", "row scored", "0.06", "2026-03-01", "2026-02-28"))
                .hasMessage("until: 2026-02-28 before from: 2026-03-01 (expected: the same month or later)");
        assertThatThrownBy(() -> rate("gpu", "row scored", "-0.06", "2026-01-01", null))
                .hasMessageStartingWith("amount: -0.06 (expected: 0 or above");
        assertThatThrownBy(() -> new RateSpec(
                        "gpu",
                        PriceUnit.parse("row scored"),
                        BigDecimal.ONE,
                        "EUR",
                        LocalDate.parse("2026-01-01"),
                        Optional.empty(),
                        " ",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessageStartingWith("source: empty (expected: where the price comes from");
    }

    @Test
    void refusesTheNameOfACost() {
        List<RateSpec> rates = List.of(rate("gpu", "row scored", "0.06", "2026-01-01", null));
        assertThatThrownBy(() -> RateCard.check(rates, Set.of("run", "gpu")))
                .hasMessageContaining("rates: gpu is also the name of a cost");
        RateCard.check(rates, Set.of("run"));
    }

    @Test
    void refusesToShareWhatIsCountedForEachReleaseOrOverProjects() {
        assertThatThrownBy(() -> new SharedCost(PriceUnit.parse("labelled row"), SharedCost.Over.RELEASES))
                .hasMessageStartingWith("by: labelled row (expected: row scored or prediction served");
        assertThatThrownBy(() -> new SharedCost(PriceUnit.parse("row scored"), SharedCost.Over.PROJECTS))
                .hasMessageStartingWith("over: projects (expected: releases; no project reads what another one used");
        assertThatThrownBy(() -> UsageCostsTest.shared(rate("gpu", "row scored", "0.06", "2026-01-01", null)))
                .hasMessageStartingWith("shared: rows scored are counted for each release as it is");
    }
}
