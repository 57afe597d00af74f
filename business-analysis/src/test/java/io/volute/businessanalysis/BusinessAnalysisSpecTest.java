package io.volute.businessanalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.businessanalysis.ledger.CostSpec;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BusinessAnalysisSpecTest {
    private static CostSpec care(CostSpec.Per per, String from, String until) {
        return new CostSpec(
                "care", CostSpec.Kind.PEOPLE, BigDecimal.TEN, per, day(from), day(until), "finance", "planning rates");
    }

    private static Optional<LocalDate> day(String text) {
        return Optional.of(text).filter(written -> !written.isEmpty()).map(LocalDate::parse);
    }

    private static BusinessAnalysisSpec spec(CostSpec... costs) {
        return new BusinessAnalysisSpec(
                List.of(costs),
                1_000,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** They would be two lines of one name, which no ledger can hold. */
    @Test
    void refusesTwoAmountsOfOneCostInOneMonth() {
        CostSpec open = care(CostSpec.Per.MONTH, "", "");
        assertThatThrownBy(() -> spec(open, care(CostSpec.Per.MONTH, "2001-01-15", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "costs: care twice in 2001-02 (expected: once for each date; end the earlier one with until)");
        assertThatThrownBy(() -> spec(open, open)).hasMessageContaining("costs: care twice");
    }

    @Test
    void takesAnAmountThatFollowsAnother() {
        BusinessAnalysisSpec spec = spec(
                care(CostSpec.Per.MONTH, "", "2000-12-31"),
                care(CostSpec.Per.MONTH, "2001-01-01", ""),
                care(CostSpec.Per.FIRST_TRAINING, "", ""));
        assertThat(spec.costs()).hasSize(3);
    }
}
