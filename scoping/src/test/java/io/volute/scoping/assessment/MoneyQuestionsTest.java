package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.scoping.objective.InvestmentSpec;
import io.volute.scoping.objective.PriorSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** S8, S9 and the forecast, where decisions have a price. */
class MoneyQuestionsTest {
    private final Asked asked = new Asked().complete().strikes();

    @Test
    void theCeilingIsHeldAgainstWhatItCosts() {
        // Perfect decisions cost 100 a strike instead of 530: 430 for some 1,201 strikes a year.
        ScopeCheck check = asked.check("S8");
        assertThat(check.status()).isEqualTo("PASS");
        assertThat(check.measured().orElseThrow().value()).isCloseTo(430 * 1201, within(430 * 5.0));
        assertThat(check.measured().orElseThrow().threshold()).contains(24000 + 12 * 500.0);
        asked.investment = investment("600000");
        assertThat(asked.check("S8").status()).isEqualTo("FAIL");
        asked.investment = Optional.empty();
        assertThat(asked.check("S8").status()).isEqualTo("UNKNOWN");
    }

    @Test
    void theValueCurveRisesToTheCeilingAndItsBreakEvenPaysRuleAndPrice() {
        Assessment.ValueCurve curve = asked.assessment().valueCurve().orElseThrow();
        assertThat(curve.points()).hasSize(11);
        for (int i = 1; i < curve.points().size(); i++) {
            assertThat(curve.points().get(i).value())
                    .isGreaterThanOrEqualTo(curve.points().get(i - 1).value());
        }
        assertThat(curve.points().get(10).value()).isCloseTo(curve.ceiling(), within(1e-6));
        assertThat(curve.ceiling()).isCloseTo(430 * 1201, within(430 * 5.0));
        assertThat(curve.breakEven().orElseThrow()).isBetween(.5, 1.0);
        assertThat(curve.evpi().orElseThrow()).isNotNegative();
    }

    @Test
    void thePriorDecidesHowLikelyItIsWorthItAndWithoutOneNobodyKnows() {
        double needed =
                asked.assessment().valueCurve().orElseThrow().breakEven().orElseThrow();
        asked.prior = Optional.of(new PriorSpec(needed, needed - .02, needed + .02, "a guess"));
        assertThat(asked.check("S9").measured().orElseThrow().value()).isCloseTo(.5, within(.01));
        asked.prior = Optional.of(new PriorSpec(.51, .505, .515, "a coin"));
        assertThat(asked.check("S9").status()).isEqualTo("FAIL");
        assertThat(asked.assessment().verdict().value()).isEqualTo("STOP");
        asked.prior = Optional.empty();
        assertThat(asked.check("S9").status()).isEqualTo("UNKNOWN");
        assertThat(asked.assessment().forecast())
                .as("no forecast without a belief")
                .isEmpty();
        asked.investment = investment("900000");
        assertThat(asked.check("S9").value()).startsWith("no quality pays for");
    }

    @Test
    void theForecastStartsWithTheBuildingAndIsAPath() {
        List<Assessment.ForecastMonth> months = asked.assessment().forecast().orElseThrow();
        assertThat(months).hasSize(24);
        assertThat(months.get(0).month()).hasToString("2000-01");
        assertThat(months.get(0).net()).isLessThan(0);
        assertThat(months).allSatisfy(month -> assertThat(month.net()).isBetween(month.low(), month.high()));
        for (int i = 1; i < months.size(); i++) {
            assertThat(months.get(i).probabilityBreakEven())
                    .isGreaterThanOrEqualTo(months.get(i - 1).probabilityBreakEven());
            assertThat(months.get(i).high() - months.get(i).low())
                    .as("what is drawn once for each path adds up")
                    .isGreaterThan(months.get(i - 1).high() - months.get(i - 1).low());
        }
    }

    private static Optional<InvestmentSpec> investment(String build) {
        return Optional.of(new InvestmentSpec(
                new BigDecimal(build),
                BigDecimal.ZERO,
                Optional.empty(),
                new BigDecimal(500),
                Optional.empty(),
                Optional.empty(),
                "finance",
                "rates"));
    }
}
