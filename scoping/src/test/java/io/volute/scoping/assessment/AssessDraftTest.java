package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Gaps;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.scoping.ScopingError;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;

/** A draft is never a no and never an unconditional yes; what can be counted is. */
class AssessDraftTest {
    private static final Gaps GAPS =
            new Gaps(List.of(new Gaps.Gap("scoping.costs", "where to act", "costs: {act: 1}")));

    private final Asked asked = new Asked();

    @Test
    void eachGapIsAConditionWithItsReasonAndHowToWriteIt() {
        Assess.Output output = draft(ColumnType.BOOL, 400, (label, row) -> label.add(row % 2 == 0));

        assertThat(output.experimentPlan()).isEmpty();
        assertThat(output.verdict().value()).isEqualTo("GO_IF");
        assertThat(output.verdict().why()).isEqualTo("a draft: 1 thing to write or to mend, first scoping.costs");
        assertThat(assessment(output).conditions())
                .containsExactly(new Assessment.Condition("scoping.costs", "", "where to act; write costs: {act: 1}"));
    }

    @Test
    void tooFewEventsAreAConditionAndNotAStop() {
        Assess.Output output = draft(ColumnType.BOOL, 400, (label, row) -> label.add(row < 7));

        assertThat(labels(output).value()).isEqualTo("393 false, 7 true; fewer than 100: true");
        assertThat(labels(output).status()).isEqualTo("WARN");
        assertThat(output.verdict().value()).isEqualTo("GO_IF");
        assertThat(assessment(output).conditions())
                .extracting(Assessment.Condition::check)
                .containsExactly("scoping.costs", "S4");
    }

    @Test
    void everyClassIsCountedAndTheSmallOnesAreNamed() {
        Assess.Output output = draft(
                ColumnType.TEXT,
                1000,
                (label, row) -> label.add(row < 30 ? "Substantial" : row % 2 == 0 ? "None" : "Minor"));

        assertThat(labels(output).value())
                .isEqualTo("485 Minor, 485 None, 30 Substantial; fewer than 100: Substantial");
        assertThat(labels(output).remedy())
                .isEqualTo("collect at least 100 rows of each class, or merge Substantial with others");
    }

    @Test
    void numbersAreToldByCountMeanAndSpread() {
        Assess.Output output = draft(ColumnType.DOUBLE, 101, (label, row) -> label.add((double) row));

        // Of 0 … 100 the mean is 50 and the variance with n - 1 is 101 * 102 / 12.
        assertThat(labels(output).value()).isEqualTo("101 numbers, mean 50, deviation 29.3");
        assertThat(labels(output).status()).isEqualTo("PASS");
    }

    @Test
    void noLabelAtAllIsSaid() {
        assertThat(labels(draft(ColumnType.BOOL, 0, (label, row) -> {})).value())
                .isEqualTo("no row has a label yet");
    }

    @Test
    void writtenCostsWithALabelThatIsNoEventAreRefusedNamingBothPlaces() {
        assertThatThrownBy(() -> assess(ColumnType.TEXT, 10, (label, row) -> label.add("a"), Optional.empty()))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(ScopingError.LABEL_IS_NO_EVENT))
                .hasMessageContaining("scoping.costs: a miss is one missed event, but data-engineering.label is several"
                        + " classes");
    }

    private Assessment assessment(Assess.Output output) {
        return asked.load(Assessment.class, output.assessment());
    }

    private Assessment.ScopeCheck labels(Assess.Output output) {
        return assessment(output).checks().get(0);
    }

    private Assess.Output draft(ColumnType type, int rows, ObjIntConsumer<Column.Builder> label) {
        return assess(type, rows, label, Optional.of(GAPS));
    }

    private Assess.Output assess(ColumnType type, int rows, ObjIntConsumer<Column.Builder> label, Optional<Gaps> gaps) {
        var labels = Column.builder("label", type, rows);
        for (int row = 0; row < rows; row++) {
            label.accept(labels, row);
        }
        asked.truth.put(Slot.parse("1999"), new Truth(Table.of(List.of(labels.build()))));
        asked.objective = new Objective("draft", "", "", "row", "damaged", "act", 0, Period.ZERO, List.of());
        asked.requirements = new Requirements(List.of());
        asked.gaps = gaps;
        return asked.run();
    }
}
