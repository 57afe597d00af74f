package io.volute.monitoring.drift;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code monitoring.drift}: compares the inputs of a slot with the same season of earlier years. */
public final class Look implements Step<Look.Input, Look.Output> {
    private final Map<String, DriftTest> tests;

    @Inject
    Look(Map<String, DriftTest> tests) {
        this.tests = tests;
    }

    /** The slot's rows and all that were known when it began. */
    public record Input(
            @FromSpec DriftSpec drift,
            Slot slot,
            @Entry("examples") Artifact<Examples> current,
            @Entry("examples") SortedMap<Slot, Artifact<Examples>> earlier) {}

    /** The look; verdict and drifted columns once more for the run's line. */
    public record Output(Artifact<DriftReport> drift, String verdict, List<String> drifted, String why)
            implements Described {
        @Override
        public String summary() {
            return switch (verdict) {
                case DriftReport.DRIFT -> "drift  " + String.join(" · ", drifted);
                case DriftReport.STABLE -> "stable  " + why;
                default -> "not enough data (" + why + ")";
            };
        }
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Table current = context.load(Examples.class, input.current()).rows();
        SortedMap<Integer, Table> years = new TreeMap<>();
        Season.before(input.slot(), input.earlier()).forEach((year, parts) -> {
            List<Table> tables = parts.stream()
                    .map(part -> context.load(Examples.class, part).rows())
                    .toList();
            Table rows = tables.size() == 1 ? tables.get(0) : Table.concat(tables);
            if (rows.rows() >= input.drift().minRows()) {
                years.put(year, rows);
            }
        });
        DriftReport report =
                new Judgement(input.drift(), input.drift().test().from(tests)).judge(input.slot(), current, years);
        return new Output(context.write(DriftReport.class, report), report.verdict(), report.drifted(), report.why());
    }

    /** Columns of this name over the years. */
    static List<Column> over(SortedMap<Integer, Table> years, String name) {
        return years.values().stream()
                .flatMap(table -> table.find(name).stream())
                .toList();
    }
}
