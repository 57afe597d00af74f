package io.volute.dataengineering.label;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.dataengineering.join.Records;
import java.util.BitSet;
import java.util.List;

/** Makes labels of events. */
public final class EventLabels {
    private EventLabels() {}

    /**
     * Whether an event came after each decision, and after how many days the first one did; missing where all that came
     * was withdrawn, as then nobody knows.
     *
     * @param label as declared, by an event
     * @param events read for these decisions
     * @param decisions rows with their {@code at}
     */
    public static List<Column> columns(LabelSpec label, Records events, Table decisions) {
        EventSpec spec = label.event().orElseThrow();
        BitSet counts = new BitSet();
        counts.set(0, events.rows().rows());
        spec.where().ifPresent(text -> counts.and(Expression.parse(text).select(events.rows())));
        BitSet withdrawn = label.withdrawn(events.rows());
        withdrawn.and(counts);
        counts.andNot(withdrawn);

        int[] entities = events.entities(decisions);
        Column at = decisions.column(Examples.AT);
        Column.Builder happened = Column.builder(label.name(), ColumnType.BOOL, entities.length);
        Column.Builder days = Column.builder(EventSpec.days(label.name()), ColumnType.DOUBLE, entities.length);
        for (int row = 0; row < entities.length; row++) {
            First first = new First(counts, withdrawn);
            events.after(entities[row], at.longAt(row), spec.window(), first::see);
            if (first.record >= 0) {
                happened.add(true);
                days.add(events.days(first.record, at.longAt(row)));
            } else {
                days.addMissing();
                if (first.unsure) {
                    happened.addMissing();
                } else {
                    happened.add(false);
                }
            }
        }
        return List.of(happened.build(), days.build());
    }

    /** The first event that counts. */
    private static final class First {
        private final BitSet counts;
        private final BitSet withdrawn;
        private int record = -1;
        private boolean unsure;

        private First(BitSet counts, BitSet withdrawn) {
            this.counts = counts;
            this.withdrawn = withdrawn;
        }

        private void see(int event) {
            if (record < 0 && counts.get(event)) {
                record = event;
            }
            unsure |= withdrawn.get(event);
        }
    }
}
