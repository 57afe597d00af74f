package io.volute.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.random.Draws;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise of the alarm budget: in a year without drift, twelve looks at all columns alarm with a chance of at most one
 * in twenty. The effect gate is all but open here, so that the tests alone must hold it. Of 50 years, 7 alarms or more
 * would come by chance in 4 of 100 such simulations if the rate were one in twenty.
 */
class AlarmRatePropertyTest {
    private static final int YEARS = 50;
    private static final int TOLERATED = 6;

    private final Judgement judgement = new Judgement(
            new DriftSpec(
                    new Choice<>(DriftTest.class, "chi-square", new ChiSquareOptions(10)),
                    .05,
                    30,
                    1e-6,
                    1e-6,
                    List.of()),
            new ChiSquareDrift());

    /** The example's strikes of 1990 to 1999: within each calendar month, rows are dealt out to the years anew. */
    @ParameterizedTest
    @ValueSource(longs = {1})
    void holdsOnResampledStrikes(long seed) {
        SortedMap<YearMonth, Table> months = Strikes.byMonth();
        int alarms = 0;
        for (int year = 0; year < YEARS; year++) {
            boolean alarm = false;
            for (int month = 1; month <= 12; month++) {
                List<Table> years = new ArrayList<>();
                for (int y = 1990; y < 2000; y++) {
                    years.add(months.get(YearMonth.of(y, month)));
                }
                alarm |= alarms(month, dealt(years, Draws.of(seed, year * 12L + month)));
            }
            alarms += alarm ? 1 : 0;
        }
        assertThat(alarms).as("alarm years of %s, seed %s", YEARS, seed).isLessThanOrEqualTo(TOLERATED);
    }

    /** Years that differ among themselves by more than chance, as real ones do: shares drawn anew for each. */
    @ParameterizedTest
    @ValueSource(longs = {2})
    void holdsWhereYearsDifferByMoreThanChance(long seed) {
        int alarms = 0;
        int alarmsOfPlainTest = 0;
        for (int year = 0; year < YEARS; year++) {
            boolean alarm = false;
            boolean plain = false;
            for (int month = 1; month <= 12; month++) {
                Draws draws = Draws.of(seed, year * 12L + month);
                List<Table> years = IntStream.range(0, 11)
                        .mapToObj(i -> overdispersed(60 + 4 * i, 10, draws))
                        .toList();
                alarm |= alarms(month, years);
                Table pooled = Table.concat(years.subList(0, 10));
                plain |= Dispersed.test(List.of(counts(pooled)), counts(years.get(10)), false)
                        .tested()
                        .tested()
                        .filter(found -> found.p() < .004)
                        .isPresent();
            }
            alarms += alarm ? 1 : 0;
            alarmsOfPlainTest += plain ? 1 : 0;
        }
        assertThat(alarms).as("alarm years of %s, seed %s", YEARS, seed).isLessThanOrEqualTo(TOLERATED);
        assertThat(alarmsOfPlainTest)
                .as("without the correction, one column alone")
                .isGreaterThan(YEARS / 2);
    }

    private boolean alarms(int month, List<Table> years) {
        SortedMap<Integer, Table> reference = new TreeMap<>();
        for (int i = 0; i < years.size() - 1; i++) {
            if (years.get(i).rows() >= 30) {
                reference.put(1990 + i, years.get(i));
            }
        }
        Slot slot = Slot.parse(YearMonth.of(2000, month).toString());
        return judgement
                .judge(slot, years.get(years.size() - 1), reference)
                .verdict()
                .equals(DriftReport.DRIFT);
    }

    private static List<Table> dealt(List<Table> years, Draws draws) {
        Table pool = Table.concat(years);
        int[] order = draws.shuffled(IntStream.range(0, pool.rows()).toArray());
        List<Table> dealt = new ArrayList<>();
        int from = 0;
        for (Table year : years) {
            dealt.add(pool.pick(Arrays.copyOfRange(order, from, from + year.rows())));
            from += year.rows();
        }
        return dealt;
    }

    /** One categorical column of five values whose shares are uniform on a simplex corner-cut, and one of numbers. */
    private static Table overdispersed(int rows, int concentration, Draws draws) {
        double[] weights = new double[5];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int k = 0; k < concentration; k++) {
                weights[i] += draws.exponential();
            }
            total += weights[i];
        }
        var kind = Column.builder("kind", ColumnType.TEXT, rows);
        var level = Column.builder("level", ColumnType.DOUBLE, rows);
        double shift = draws.normal(0, .2);
        for (int row = 0; row < rows; row++) {
            double u = draws.uniform() * total;
            int value = 0;
            while (value < 4 && u >= weights[value]) {
                u -= weights[value++];
            }
            kind.add("kind " + value);
            level.add(draws.normal(shift, 1));
        }
        return Table.of(List.of(kind.build(), level.build()));
    }

    private static long[] counts(Table table) {
        long[] counts = new long[5];
        Column kind = table.column("kind");
        for (int row = 0; row < table.rows(); row++) {
            counts[kind.textAt(row).charAt(5) - '0']++;
        }
        return counts;
    }
}
