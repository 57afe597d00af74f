package io.volute.dataengineering.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.table.IntSort;
import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DE10: the join equals brute force, and one plain as-of join does not. */
class PointInTimeTest {
    /** A stream of records, and the moments at which decisions ask. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stream(int[] entity, long[] event, long[] available, int[] rank, long[] moments) {
        int size() {
            return event.length;
        }

        long known(int record) {
            return Math.max(event[record], available[record]);
        }

        PointInTime index() {
            long[] known = IntStream.range(0, size()).mapToLong(this::known).toArray();
            return new PointInTime(3, entity, event, available, known, rank);
        }

        boolean newer(int record, int other) {
            return event[record] != event[other]
                    ? event[record] > event[other]
                    : available[record] != available[other]
                            ? available[record] > available[other]
                            : rank[record] > rank[other];
        }
    }

    /** Who answers "the newest record of an entity at a moment". */
    private interface Latest {
        int at(int entity, long moment);
    }

    /** Records late by up to 40, some corrected: the same event again, written down later. Few times, so many ties. */
    private static Stream stream(long seed, int records, boolean late) {
        Draws draws = Draws.of(seed);
        int[] entity = new int[records];
        long[] event = new long[records];
        long[] available = new long[records];
        for (int i = 0; i < records; i++) {
            boolean correction = i > 0 && late && draws.uniform() < .2;
            int of = correction ? draws.below(i) : i;
            entity[i] = correction ? entity[of] : draws.below(4) - 1;
            event[i] = correction ? event[of] : late ? draws.below(60) : i / 4;
            available[i] = late ? event[i] + draws.below(40) - (draws.uniform() < .1 ? 5 : 0) : event[i];
        }
        int[] rank = draws.shuffled(IntStream.range(0, records).toArray());
        long[] moments = IntStream.range(-1, 105).asLongStream().toArray();
        return new Stream(entity, event, available, rank, moments);
    }

    private static int bruteForce(Stream stream, int entity, long moment) {
        int best = -1;
        for (int i = 0; i < stream.size(); i++) {
            if (stream.entity[i] == entity && stream.known(i) <= moment && (best < 0 || stream.newer(i, best))) {
                best = i;
            }
        }
        return best;
    }

    /** The obvious join: sort by when records are known, take the last one before the moment. */
    private static int plainAsOf(Stream stream, int entity, long moment) {
        int best = -1;
        for (int i = 0; i < stream.size(); i++) {
            if (stream.entity[i] == entity
                    && stream.known(i) <= moment
                    && (best < 0
                            || stream.known(i) > stream.known(best)
                            || (stream.known(i) == stream.known(best) && stream.newer(i, best)))) {
                best = i;
            }
        }
        return best;
    }

    private static void assertAnswersLikeBruteForce(Stream stream, Latest join) {
        for (int entity = 0; entity < 3; entity++) {
            for (long moment : stream.moments) {
                assertThat(join.at(entity, moment))
                        .as("entity %s at %s", entity, moment)
                        .isEqualTo(bruteForce(stream, entity, moment));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void equalsBruteForceWithLateAndCorrectedRecordsWhereOneAsOfJoinDoesNot(long seed) {
        Stream stream = stream(seed, 200, true);

        assertAnswersLikeBruteForce(stream, stream.index()::latest);
        assertThatThrownBy(() -> assertAnswersLikeBruteForce(stream, (e, t) -> plainAsOf(stream, e, t)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void whereRecordsComeInOrderOneAsOfJoinIsEnough() {
        Stream stream = stream(1, 300, false);

        assertAnswersLikeBruteForce(stream, stream.index()::latest);
        assertAnswersLikeBruteForce(stream, (e, t) -> plainAsOf(stream, e, t));
    }

    /** A happened at 1 and came at 10, B happened at 5 and came at 7: at 10, B is the newer one. */
    @Test
    void theNewestEventIsTakenNotTheNewestArrival() {
        Stream stream =
                new Stream(new int[] {0, 0}, new long[] {1, 5}, new long[] {10, 7}, new int[] {0, 1}, new long[] {10});

        assertThat(stream.index().latest(0, 10)).isEqualTo(1);
        assertThat(plainAsOf(stream, 0, 10)).isZero();
        assertThat(stream.index().latest(0, 6)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aWindowHoldsWhatHappenedInItAndIsKnown(long seed) {
        Stream stream = stream(seed, 200, true);
        PointInTime index = stream.index();
        for (long moment : stream.moments) {
            List<Integer> found = new ArrayList<>();
            index.within(1, moment - 20, moment, moment, found::add);

            assertThat(found)
                    .isSortedAccordingTo((a, b) -> a.equals(b) ? 0 : stream.newer(a, b) ? 1 : -1)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, stream.size())
                            .filter(i -> stream.entity[i] == 1
                                    && stream.event[i] >= moment - 20
                                    && stream.event[i] < moment
                                    && stream.known(i) <= moment)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void sortsWhateverTheOrderWas() {
        Draws draws = Draws.of(4);
        for (int n : new int[] {0, 1, 15, 16, 17, 100, 1000}) {
            int[] values = draws.shuffled(IntStream.range(0, n).toArray());
            IntSort.sort(values, 0, n, Integer::compare);
            assertThat(values).isEqualTo(IntStream.range(0, n).toArray());
        }
    }
}
