package io.volute.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.monitoring.Decided;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RealiseTest {
    private static final double[] PROBABILITIES = {.5, .3, .05, .02, .2, .01};

    private final MemoryStepContext context = new MemoryStepContext();

    /** Labels of rows 0 to 3: the model acts on 0 and 1 and misses row 3; the rule acts on 0 and 2 and misses 1 and 3. */
    private static final DecisionCosts COSTS =
            new DecisionCosts("USD", BigDecimal.valueOf(1_000), BigDecimal.valueOf(10_000));

    @Test
    void countsEventsAndRefusesCostsWhereNoneAreDeclared() {
        SlotPerformance performance =
                realise(2, Optional.of(Decided.truth(true, true, false, true)), Optional.empty(), PROBABILITIES);
        assertThat(value(performance.eventShare())).isEqualTo(.75);
        assertThat(performance.modelCost().refusal())
                .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo("no-costs"))
                .hasValueSatisfying(why -> assertThat(why.remedy()).contains("scoping.costs"));
        assertThat(performance.ruleCost().refusal())
                .isEqualTo(performance.modelCost().refusal());
    }

    @Test
    void countsLabelsThatAreNoEventAndSaysNothingElseOfThem() {
        Table events = Decided.truth(true, false, true).rows();
        var classes = Column.builder(Truth.LABEL, ColumnType.TEXT, 3);
        List.of("a", "b", "c").forEach(classes::add);
        Truth truth = new Truth(
                Table.of(List.of(events.column(Exposures.ROW_ID), events.column(Truth.KNOWN_AT), classes.build())));
        SlotPerformance performance = realise(2, Optional.of(truth), Optional.empty(), PROBABILITIES);
        assertThat(performance.labelled()).isEqualTo(3);
        assertThat(performance.eventShare().refusal())
                .hasValueSatisfying(why -> assertThat(why.message()).contains("several classes"));
    }

    @Test
    void countsLabelledRowsAlone() {
        SlotPerformance performance = realise(2, Optional.of(Decided.truth(true, true, false, true)), PROBABILITIES);
        assertThat(performance.rows()).isEqualTo(6);
        assertThat(performance.labelled()).isEqualTo(4);
        assertThat(value(performance.eventShare())).isEqualTo(.75);
        assertThat(value(performance.modelCost())).isCloseTo((2 * 1_000 + 10_000) / 4.0, within(1e-9));
        assertThat(value(performance.ruleCost())).isCloseTo((2 * 1_000 + 20_000) / 4.0, within(1e-9));
    }

    @Test
    void refusesFiguresUntilEnoughLabelsExist() {
        SlotPerformance performance = realise(5, Optional.of(Decided.truth(true, false)), PROBABILITIES);
        assertThat(performance.labelled()).isEqualTo(2);
        assertThat(performance.modelCost().refusal())
                .hasValueSatisfying(why -> assertThat(why.message()).isEqualTo("labelled rows: 2 (expected: >= 5)"));
        assertThat(performance.eventShare().refusal()).isPresent();
        assertThat(realise(5, Optional.empty(), PROBABILITIES).labelled()).isZero();
    }

    @Test
    void knowsTheRulesCostWhereNoModelScored() {
        SlotPerformance performance =
                realise(2, Optional.of(Decided.truth(true, true, false)), Double.NaN, Double.NaN, Double.NaN);
        assertThat(performance.ruleCost().found()).isPresent();
        assertThat(performance.modelCost().refusal()).isPresent();
    }

    private SlotPerformance realise(int minLabelled, Optional<Truth> truth, double... probabilities) {
        return realise(minLabelled, truth, Optional.of(COSTS), probabilities);
    }

    private SlotPerformance realise(
            int minLabelled, Optional<Truth> truth, Optional<DecisionCosts> costs, double... probabilities) {
        Realise.Input input = new Realise.Input(
                minLabelled,
                Slot.parse("2000-03"),
                context.write(Exposures.class, Decided.exposures(probabilities)),
                truth.map(labels -> context.write(Truth.class, labels)),
                costs.map(found -> context.write(DecisionCosts.class, found)));
        return context.load(
                SlotPerformance.class, new Realise().run(input, context).performance());
    }

    private static double value(Figure figure) {
        return ((Estimate) figure).estimate();
    }
}
