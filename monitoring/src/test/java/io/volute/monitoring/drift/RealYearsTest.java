package io.volute.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.random.Draws;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each month of the example beside the same month of all other years: 124 looks at ten columns. */
class RealYearsTest {
    private static final int YEARS_MIN = 6;

    private final SortedMap<YearMonth, Table> months = Strikes.byMonth();
    private final Judgement judgement = new Judgement(
            new DriftSpec(
                    new Choice<>(DriftTest.class, "chi-square", new ChiSquareOptions(10)), .05, 30, .3, .2, List.of()),
            new ChiSquareDrift());

    @Test
    void findsNoMonthUnlikeItsOwnSeason() {
        assertThat(drifted("", now -> now)).isZero();
    }

    /** In 40 of 100 strikes the size becomes Large, in months of 30 to 170 strikes. */
    @Test
    void findsAnimalsThatGrewInMostMonthsThoughYearsDiffer() {
        assertThat(drifted("Wildlife Size: ", RealYearsTest::grown)).isGreaterThan(124 / 2);
    }

    private int drifted(String prefix, UnaryOperator<Table> change) {
        int found = 0;
        for (YearMonth month : months.keySet()) {
            SortedMap<Integer, Table> others = others(month);
            Table now = months.getOrDefault(month, Table.of(List.of()));
            if (others.size() >= YEARS_MIN && now.rows() >= 30) {
                Slot slot = Slot.parse(month.toString());
                found += judgement.judge(slot, change.apply(now), others).drifted().stream()
                                .anyMatch(words -> words.startsWith(prefix))
                        ? 1
                        : 0;
            }
        }
        return found;
    }

    private SortedMap<Integer, Table> others(YearMonth month) {
        SortedMap<Integer, Table> others = new TreeMap<>();
        months.forEach((other, rows) -> {
            if (other.getMonth() == month.getMonth() && other.getYear() != month.getYear() && rows.rows() >= 30) {
                others.put(other.getYear(), rows);
            }
        });
        return others;
    }

    private static Table grown(Table now) {
        Draws draws = Draws.of(5, now.rows());
        Column size = now.column("Wildlife Size");
        Column.Builder grown = Column.builder("Wildlife Size", ColumnType.TEXT, now.rows());
        for (int row = 0; row < now.rows(); row++) {
            boolean grows = draws.uniform() < .4;
            if (size.isMissing(row)) {
                grown.addMissing();
            } else {
                grown.add(grows ? "Large" : size.textAt(row));
            }
        }
        return now.with(grown.build());
    }
}
