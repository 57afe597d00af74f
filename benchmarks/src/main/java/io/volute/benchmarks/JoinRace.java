package io.volute.benchmarks;

import io.volute.dataengineering.join.PointInTime;
import io.volute.statistics.random.SplitMix;
import java.sql.Connection;

/**
 * The newest of ten million records for each of a million decisions, records in the order of their arrival and with every
 * fifth up to a day late. DuckDB's ASOF asks for the newest event, which is right only where nothing is late.
 */
final class JoinRace {
    private static final int RECORDS = 10_000_000;
    private static final int DECISIONS = 1_000_000;
    private static final int ENTITIES = 100_000;
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final int ASKED = 200;

    private final Connection duck;
    private final Race race;
    private final int[] entity = new int[RECORDS];
    private final long[] event = new long[RECORDS];
    private final int[] rank = new int[RECORDS];
    private final int[] asking = new int[DECISIONS];
    private final long[] moment = new long[DECISIONS];

    JoinRace(Connection duck, Race race) {
        this.duck = duck;
        this.race = race;
        for (int i = 0; i < RECORDS; i++) {
            entity[i] = below(ENTITIES, i, 1);
            event[i] = i * SECOND;
            rank[i] = i;
        }
        for (int i = 0; i < DECISIONS; i++) {
            asking[i] = below(ENTITIES, i, 2);
            moment[i] = below(RECORDS, i, 3) * SECOND;
        }
    }

    private static int below(int bound, long i, long stream) {
        return (int) (SplitMix.u(i, stream) * bound);
    }

    void run() throws Exception {
        long[] late = event.clone();
        for (int i = 0; i < RECORDS; i += 5) {
            late[i] += (long) (SplitMix.u(i, 4) * DAY);
        }
        DuckTable.fill(duck, "record", entity, event);
        DuckTable.fill(duck, "decision", asking, moment);
        int[][] answers = new int[1][];
        race.against(
                "join, 10M records in order to 1M decisions",
                () -> answers[0] = join(event),
                "join, 10M records to 1M decisions: DuckDB ASOF",
                this::rival,
                1.3);
        prove(answers[0], event);
        race.against(
                "join, 10M records, a fifth of them late",
                () -> answers[0] = join(late),
                "join: DuckDB ASOF, which gets these wrong",
                this::rival,
                2.5);
        prove(answers[0], late);
        System.out.println("both joins equal brute force in " + ASKED + " decisions drawn");
    }

    private int[] join(long[] known) {
        PointInTime index = new PointInTime(ENTITIES, entity, event, known, known, rank);
        int[] newest = new int[DECISIONS];
        for (int i = 0; i < DECISIONS; i++) {
            newest[i] = index.latest(asking[i], moment[i]);
        }
        return newest;
    }

    private void rival() throws Exception {
        DataBenchmark.execute(
                duck,
                "CREATE OR REPLACE TABLE joined AS SELECT decision.entity, decision.moment, record.moment AS event FROM decision"
                        + " ASOF LEFT JOIN record ON decision.entity = record.entity AND decision.moment >= record.moment");
    }

    /** Looks at every record for some decisions. */
    private void prove(int[] newest, long[] known) {
        for (int i = 0; i < ASKED; i++) {
            int decision = below(DECISIONS, i, 5);
            int best = -1;
            for (int record = 0; record < RECORDS; record++) {
                if (entity[record] == asking[decision] && known[record] <= moment[decision]) {
                    best = record; // events ascend
                }
            }
            if (newest[decision] != best) {
                throw new IllegalStateException("decision " + decision + ": " + newest[decision] + ", not " + best);
            }
        }
    }
}
