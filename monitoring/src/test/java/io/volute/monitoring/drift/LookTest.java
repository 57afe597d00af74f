package io.volute.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import io.volute.core.table.Table;
import io.volute.testing.MemoryStepContext;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LookTest {
    private static final DriftSpec SPEC = new DriftSpec(
            new Choice<>(DriftTest.class, "chi-square", new ChiSquareOptions(10)), .05, 30, .3, .2, List.of());

    private final MemoryStepContext context = new MemoryStepContext();
    private final Look look = new Look(Map.of("chi-square", new ChiSquareDrift()));
    private final SortedMap<YearMonth, Table> months = Strikes.byMonth();

    /** Julys have small birds, Decembers large ones; a July is nothing unusual among Julys. */
    @Test
    void isSilentAboutSummerAmongSummersAndLoudAboutItAmongWinters() {
        Look.Output summer = look.run(input("2000-07", months.get(YearMonth.of(2000, 7))), context);
        assertThat(summer.verdict()).isNotEqualTo(DriftReport.DRIFT);
        DriftReport report = context.load(DriftReport.class, summer.drift());
        assertThat(report.season()).isEqualTo("month 07 of 1990 … 1999");
        assertThat(report.rows()).isEqualTo(110);

        Look.Output swapped = look.run(input("2000-10", months.get(YearMonth.of(2000, 7))), context);
        assertThat(swapped.verdict()).isEqualTo(DriftReport.DRIFT);
        assertThat(swapped.summary()).startsWith("drift  ").contains("effect");
    }

    @Test
    void usesNothingOfTheSlotItselfOrAfterIt() {
        Look.Input input = input("2000-07", months.get(YearMonth.of(2000, 7)));
        SortedMap<Slot, Artifact<Examples>> more = new TreeMap<>(input.earlier());
        months.tailMap(YearMonth.of(2000, 7))
                .forEach((month, rows) ->
                        more.put(Slot.parse(month.toString()), context.write(Examples.class, new Examples(rows))));
        Look.Output fewer = look.run(input, context);
        Look.Output all = look.run(new Look.Input(SPEC, input.slot(), input.current(), more), context);
        assertThat(context.load(DriftReport.class, all.drift()))
                .isEqualTo(context.load(DriftReport.class, fewer.drift()));
    }

    @Test
    void saysThatAFirstYearHasNothingToCompare() {
        Slot slot = Slot.parse("1990-07");
        Look.Output output = look.run(
                new Look.Input(
                        SPEC,
                        slot,
                        context.write(Examples.class, new Examples(months.get(YearMonth.of(2000, 7)))),
                        new TreeMap<>()),
                context);
        assertThat(output.summary())
                .isEqualTo("not enough data (0 earlier years with 30 rows in this season, needs 2)");
    }

    private Look.Input input(String slot, Table rows) {
        SortedMap<Slot, Artifact<Examples>> earlier = new TreeMap<>();
        months.headMap(YearMonth.parse(slot))
                .forEach((month, table) ->
                        earlier.put(Slot.parse(month.toString()), context.write(Examples.class, new Examples(table))));
        return new Look.Input(SPEC, Slot.parse(slot), context.write(Examples.class, new Examples(rows)), earlier);
    }
}
