package io.volute.scoping.assessment;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * A year of decisions: every tenth has damage, every other damage is big, the rule acts on large animals. December's labels
 * are not known yet.
 */
final class Strikes {
    private Strikes() {}

    static void months(Instant to, int perMonth, SortedMap<Slot, Examples> examples, SortedMap<Slot, Truth> truth) {
        for (Slot slot = Slot.parse("1999-01"); slot.start().isBefore(to); slot = slot.next()) {
            month(to, slot, perMonth, examples, truth);
        }
    }

    private static void month(
            Instant to, Slot slot, int rows, SortedMap<Slot, Examples> examples, SortedMap<Slot, Truth> truth) {
        var id = Column.builder("row_id", ColumnType.TEXT, rows);
        var at = Column.builder("at", ColumnType.INSTANT, rows);
        var size = Column.builder("size", ColumnType.TEXT, rows);
        var truthId = Column.builder("row_id", ColumnType.TEXT, rows);
        var known = Column.builder("known_at", ColumnType.INSTANT, rows);
        var label = Column.builder("label", ColumnType.BOOL, rows);
        var kind = Column.builder("kind", ColumnType.TEXT, rows);
        for (int row = 0; row < rows; row++) {
            Instant when = slot.start().plus(Duration.ofMinutes(row));
            boolean damage = row % 10 == 0;
            id.add(slot + "-" + row);
            at.add(when);
            size.add(damage ? row / 10 % 5 == 0 ? "Small" : "Large" : row % 4 == 1 ? "Large" : "Small");
            if (when.plus(Duration.ofDays(31)).isBefore(to)) {
                truthId.add(slot + "-" + row);
                known.add(when.plus(Duration.ofDays(30)));
                label.add(damage);
                kind.add(row % 20 == 0 ? "big" : "small");
            }
        }
        var seen = Table.of(List.of(id.build(), at.build(), size.build()));
        var outcomes = Table.of(List.of(truthId.build(), known.build(), label.build(), kind.build()));
        examples.put(slot, new Examples(seen));
        truth.put(slot, new Truth(outcomes));
    }
}
