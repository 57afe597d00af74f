package io.volute.businessanalysis.health;

import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log of events that a test writes row by row. */
final class EventRows {
    private final List<Row> rows = new ArrayList<>();

    record Row(
            String id,
            String unit,
            String event,
            Instant at,
            Optional<String> rec,
            Optional<Double> seconds,
            boolean bot) {}

    EventRows add(String id, String unit, String event, Instant at) {
        return add(new Row(id, unit, event, at, Optional.empty(), Optional.empty(), false));
    }

    EventRows add(Row row) {
        rows.add(row);
        return this;
    }

    /** Every row once more. */
    EventRows twice() {
        rows.addAll(List.copyOf(rows));
        return this;
    }

    List<Row> rows() {
        return rows;
    }

    Table table(boolean bots) {
        Column.Builder id = Column.builder(Logged.EVENT_ID, ColumnType.TEXT, rows.size());
        Column.Builder unit = Column.builder(Logged.UNIT, ColumnType.TEXT, rows.size());
        Column.Builder event = Column.builder(Logged.EVENT, ColumnType.TEXT, rows.size());
        Column.Builder at = Column.builder(Logged.AT, ColumnType.INSTANT, rows.size());
        Column.Builder rec = Column.builder("rec_id", ColumnType.TEXT, rows.size());
        Column.Builder seconds = Column.builder("seconds", ColumnType.DOUBLE, rows.size());
        Column.Builder bot = Column.builder(Assigned.IS_BOT, ColumnType.BOOL, rows.size());
        for (Row row : rows) {
            id.add(row.id());
            unit.add(row.unit());
            event.add(row.event());
            at.add(row.at());
            row.rec().ifPresentOrElse(rec::add, rec::addMissing);
            row.seconds().ifPresentOrElse(seconds::add, seconds::addMissing);
            bot.add(row.bot());
        }
        List<Column> columns = new ArrayList<>(
                List.of(id.build(), unit.build(), event.build(), at.build(), rec.build(), seconds.build()));
        if (bots) {
            columns.add(bot.build());
        }
        return Table.of(columns);
    }

    /** Who was assigned when. */
    static Table assigned(String unit, Instant at) {
        return Table.of(List.of(
                Column.builder(Assigned.UNIT, ColumnType.TEXT, 1).add(unit).build(),
                Column.builder(Assigned.ARM, ColumnType.TEXT, 1).add("control").build(),
                Column.builder(Assigned.ASSIGNED_AT, ColumnType.INSTANT, 1)
                        .add(at)
                        .build()));
    }
}
