package io.volute.dataengineering.log;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.LaunchLog;
import io.volute.core.contract.dataengineering.LoggedRows;
import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.SourceState;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.snapshot.PinnedSources;
import io.volute.dataengineering.source.Source;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Reads one log as it was known at a date. */
public final class ReadLog implements Step<ReadLog.Input, ReadLog.Output> {
    private final Map<String, Source> sources;

    /**
     * What it reads.
     *
     * @param asOf rows received at or after it are unknown
     */
    public record Input(@FromSpec(FromSpec.KEY) NamedLog log, SourceState source, Instant asOf) {}

    /** What it leaves. */
    public record Output(Artifact<LoggedRows> logged, long rows) implements Described {
        @Override
        public String summary() {
            return Numbers.count(rows) + " rows received by now";
        }
    }

    /** Over the known kinds of sources. */
    @Inject
    public ReadLog(Map<String, Source> sources) {
        this.sources = Map.copyOf(sources);
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        LogSpec log = input.log().log();
        Table rows = new TypedParts(log.needed(), log::types)
                .read(new PinnedSources(sources, input.source(), context.specFolder())
                        .open(input.log().name(), log.source()));
        long limit = ChronoUnit.MICROS.between(Instant.EPOCH, input.asOf());
        if (log.holds() == LogSpec.Holds.LAUNCHES) {
            Column day = rows.column(LaunchLog.DATE);
            LocalDate until = LocalDate.ofInstant(input.asOf(), ZoneOffset.UTC);
            Table known = rows.filter(row -> day.dateAt(row).isBefore(until));
            return new Output(context.write(LoggedRows.class, new LoggedRows(known)), known.rows());
        }
        boolean events = log.holds() == LogSpec.Holds.EVENTS;
        Column at = rows.column(events ? Logged.AT : Assigned.ASSIGNED_AT);
        Optional<Column> received = events ? rows.find(Logged.RECEIVED_AT) : Optional.empty();
        Table known = rows.filter(row -> received.filter(column -> !column.isMissing(row))
                        .map(column -> column.longAt(row))
                        .orElseGet(() -> at.longAt(row))
                < limit);
        return new Output(context.write(LoggedRows.class, new LoggedRows(known)), known.rows());
    }
}
