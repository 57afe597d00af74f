package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.businessanalysis.MetricHealth.Coverage;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.scoping.objective.CeilingSpec;
import io.volute.scoping.objective.ObjectiveSpec.Recurs;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an effect is worth where the same units are there month after month: the ledger books it each month for each. */
class ReturningUnitsTest {
    private static final String METRIC = "hours@2";
    /** The log is silent for 10 of 100 days; 8,000 are seen within the next 20, and 14 more on each day after these. */
    private static final List<Long> DISTINCT = LongStream.rangeClosed(1, 100)
            .map(day -> Math.max(0, day - 10))
            .map(day -> Math.min(8_000, 400 * day) + 14 * Math.max(0, day - 20))
            .boxed()
            .toList();

    private final Asked asked = new Asked().complete().strikes();

    @BeforeEach
    void hoursShallRise() {
        asked.costs = Optional.empty();
        asked.rule = Optional.empty();
        asked.ceiling = Optional.of(new CeilingSpec(3, "an oracle"));
        asked.objective = Asked.objective(
                .05,
                Optional.of(new MeasuredObjective(
                        METRIC,
                        "up",
                        Optional.empty(),
                        List.of(),
                        Optional.of(new UnitValue(
                                "hour",
                                new BigDecimal("2"),
                                new BigDecimal("1"),
                                new BigDecimal("3"),
                                "EUR",
                                "finance",
                                Optional.empty())))));
        asked.objective = new io.volute.core.contract.scoping.Objective(
                "more",
                "growth lead",
                METRIC,
                "member",
                "good",
                "act",
                .05,
                asked.objective.horizon(),
                List.of(),
                asked.objective.measured());
        asked.health.put(
                METRIC,
                new MetricHealth(
                        METRIC,
                        LocalDate.of(1999, 9, 1),
                        LocalDate.of(1999, 12, 10),
                        new Estimate(2, 1.9, 2.1, 9_000, "mean-t"),
                        Optional.of(new Coverage("events", 90_000, 0, 0, Optional.empty(), 90, 0)),
                        Optional.of(new MetricHealth.Spread(
                                9_000,
                                3_000,
                                28,
                                DISTINCT,
                                1,
                                .01,
                                Optional.empty(),
                                Refused.identical("values"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))));
    }

    private double most() {
        return asked.check("S8").measured().orElseThrow().value();
    }

    @Test
    void countsThoseWhoAreThereInAMonthAndNotThoseWhoComeForTheFirstTime() {
        asked.recurs = Optional.of(Recurs.GROUPED);
        // Most of the 8,140 who are there within 30 days are there in the next 30 as well.
        assertThat(most()).isCloseTo(12 * 8_140 * 2.0, within(1e-6));
        asked.recurs = Optional.of(Recurs.NEVER);
        assertThat(most()).isCloseTo(12 * 3_000 * (365.25 / 12 / 30) * 2.0, within(1e-6));
    }
}
