package io.volute.dataengineering.join;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.Contract;
import java.time.Period;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Records that were read, ready to be asked what a decision could have known. Immutable and thread-safe. */
public final class Records {
    private static final long DAY = 86_400_000_000L;

    private final RecordSource source;
    private final Table rows;
    private final boolean byDay;
    private final boolean sameDay;
    private final Map<List<Object>, Integer> entities = new HashMap<>();
    private final PointInTime index;

    /**
     * Over rows with their ids.
     *
     * @param source how they were declared
     * @param rows {@code row_id} and every column of the records' contract
     * @param decisions the contract of the decisions that will ask
     */
    public Records(RecordSource source, Table rows, Contract decisions) {
        this.source = source;
        this.rows = rows;
        this.byDay = source.byDay(decisions);
        this.sameDay = source.at().orElse(SameDay.EXCLUSIVE) == SameDay.INCLUSIVE;
        boolean decisionsByDay = RecordSource.isByDay(decisions);
        int n = rows.rows();
        int[] entity = new int[n];
        long[] event = new long[n];
        long[] available = new long[n];
        long[] known = new long[n];
        List<Column> keys = source.recordColumns(rows);
        Contract contract = source.contract().contract();
        for (int row = 0; row < n; row++) {
            Optional<List<Object>> key = RecordSource.entity(keys, row);
            Optional<RecordTime.Times> times = source.time().times(rows, row, contract, decisionsByDay);
            if (key.isEmpty() || times.isEmpty()) {
                entity[row] = -1;
                continue;
            }
            entity[row] = entities.computeIfAbsent(key.get(), values -> entities.size());
            event[row] = times.get().event();
            available[row] = times.get().available();
            known[row] = times.get().known();
        }
        this.index = new PointInTime(entities.size(), entity, event, available, known, ranks(rows));
    }

    private static int[] ranks(Table rows) {
        Column ids = rows.column(Examples.ROW_ID);
        int[] order = IntStream.range(0, rows.rows())
                .boxed()
                .sorted(Comparator.comparing(ids::textAt))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = i;
        }
        return ranks;
    }

    /** The rows. */
    public Table rows() {
        return rows;
    }

    /** The entity of each decision; -1 where no record belongs to it. */
    public int[] entities(Table decisions) {
        List<Column> keys = source.decisionColumns(decisions);
        return IntStream.range(0, decisions.rows())
                .map(row -> RecordSource.entity(keys, row)
                        .map(key -> entities.getOrDefault(key, -1))
                        .orElse(-1))
                .toArray();
    }

    /** The newest record that a decision knows, -1 when there is none or it is older than allowed. */
    int latest(int entity, long decision, Optional<Period> maxAge) {
        int record = entity < 0 ? -1 : index.latest(entity, decision);
        if (record < 0 || maxAge.isEmpty()) {
            return record;
        }
        long oldest = RecordTime.plus(moment(decision), maxAge.get().negated());
        return index.event(record) >= oldest ? record : -1;
    }

    /** The records of the period before a decision that it knows, oldest first. */
    void before(int entity, long decision, Period over, IntConsumer each) {
        if (entity >= 0) {
            long end = end(decision);
            index.within(entity, RecordTime.plus(end, over.negated()), end, decision, each);
        }
    }

    /** Up to when events are before a decision. */
    private long end(long decision) {
        return byDay && sameDay ? moment(decision) + DAY : moment(decision);
    }

    /** Where days stand for times, a decision is one of its day. */
    private long moment(long decision) {
        return byDay ? Math.floorDiv(decision, DAY) * DAY : decision;
    }

    /**
     * Every record of an entity with an event in {@code (decision, decision + window]}, oldest first. Where days stand
     * for times, the whole days after what the decision knows.
     */
    public void after(int entity, long decision, Period window, IntConsumer each) {
        if (entity >= 0) {
            long from = byDay ? end(decision) : decision + 1;
            long until = byDay ? RecordTime.plus(from, window) : RecordTime.plus(decision, window) + 1;
            index.within(entity, from, until, Long.MAX_VALUE, each);
        }
    }

    /** Days from a decision to a record; where days stand for times, the first day after what it knows is day 1. */
    public double days(int record, long decision) {
        return byDay
                ? Math.floorDiv(index.event(record) - end(decision), DAY) + 1
                : (double) (index.event(record) - decision) / DAY;
    }
}
