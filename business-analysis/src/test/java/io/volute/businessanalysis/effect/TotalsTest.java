package io.volute.businessanalysis.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.run.Slot;
import io.volute.core.table.Table;
import io.volute.testing.MemoryStepContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TotalsTest {
    private final MemoryStepContext context = new MemoryStepContext();

    @Test
    void countsWhatEachPolicyWouldHaveDone() {
        var story = new Story.Rows()
                .decided("a", "u1", "one", true, true, false)
                .known("a", "Substantial")
                .decided("b", "u1", "one", true, true, true)
                .known("b", "None")
                .in(context);
        Table unit = context.load(UnitTotals.class, story.totals().totals()).rows();
        assertThat(unit.rows()).isEqualTo(1);
        assertThat(count(unit, "decided")).isEqualTo(2);
        assertThat(count(unit, "paired")).isEqualTo(2);
        assertThat(count(unit, "events")).isEqualTo(1);
        assertThat(count(unit, "acted")).isEqualTo(1);
        assertThat(count(unit, "missed")).isEqualTo(1);
        assertThat(count(unit, "acted_rule")).isEqualTo(2);
        assertThat(count(unit, "missed_rule")).isZero();
        assertThat(count(unit, "acted_model")).isEqualTo(1);
        assertThat(count(unit, "missed_model")).isEqualTo(1);
        assertThat(count(unit, "substantial-damage-missed:events")).isEqualTo(1);
        assertThat(count(unit, "substantial-damage-missed:model")).isEqualTo(1);
        assertThat(count(unit, "substantial-damage-missed:rule")).isZero();
    }

    @Test
    void waitsForOutcomesThatAreNotKnownYet() {
        var output = new Story.Rows()
                .decided("a", "a", "one", false, true, true)
                .in(context)
                .totals();
        assertThat(output.decided()).isEqualTo(1);
        assertThat(output.labelled()).isZero();
        assertThat(output.summary()).isEqualTo("1 decided · 0 with known outcome");
    }

    @Test
    void countsOutcomesWhoseDecisionWasNeverLogged() {
        var output = new Story.Rows()
                .decided("a", "a", "one", false, true, true)
                .known("a", "None")
                .known("late", "Minor")
                .in(context)
                .totals();
        assertThat(output.labelled()).isEqualTo(1);
        assertThat(output.unlogged()).isEqualTo(1);
    }

    @Test
    void comparesNothingWhereThereIsNoModel() {
        var output = new Story.Rows()
                .byRuleOnly("a", true)
                .known("a", "None")
                .in(context)
                .totals();
        Table unit = context.load(UnitTotals.class, output.totals()).rows();
        assertThat(count(unit, "labelled")).isEqualTo(1);
        assertThat(count(unit, "paired")).isZero();
        assertThat(unit.column("share").doubleAt(0)).isZero();
    }

    @Test
    void countsRowsOfADraftApartSoThatNoArmHoldsThem() {
        var output = new Story.Rows()
                .underADraft("a")
                .underADraft("b")
                .decided("c", "c", "one", false, true, false)
                .known("a", "Substantial")
                .known("c", "Minor")
                .in(context)
                .totals();
        Table units = context.load(UnitTotals.class, output.totals()).rows();
        assertThat(output.decided()).isEqualTo(3);
        assertThat(output.labelled()).isEqualTo(2);
        Units all = Units.of(new TreeMap<>(Map.of(Slot.parse("2000-01"), new UnitTotals(units))), List.of());
        assertThat(all.releases()).containsExactly("one");
        assertThat(all.sum(Count.MISSED)).isZero();
        assertThat(all.sum(Count.PAIRED)).isOne();
        assertThat(all.sum(Count.LABELLED)).isEqualTo(2);
    }

    private static long count(Table table, String column) {
        return table.column(column).longAt(0);
    }
}
