package io.volute.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.monitoring.drift.DriftReport.ColumnFinding;
import io.volute.statistics.random.Draws;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Slot SLOT = Slot.parse("2000-03");

    @Test
    void findsAPlantedShiftAndNamesWhatChanged() {
        DriftReport report = judge(120, .3, .8, .25);
        assertThat(report.verdict()).isEqualTo(DriftReport.DRIFT);
        assertThat(report.drifted()).hasSize(1);
        assertThat(report.drifted().get(0)).matches("size: (small|large) \\d+ % → \\d+ % \\(effect 0\\.\\d+\\)");
    }

    @Test
    void findsAColumnThatVanishesWhereverItsValuesWentTo() {
        DriftReport report = judge(120, .3, .3, .9);
        assertThat(report.drifted()).hasSize(1);
        assertThat(report.drifted().get(0)).startsWith("speed: missing 2").contains("→ 8");
    }

    @Test
    void callsStableOnlyWhatItCouldHaveSeen() {
        DriftReport few = judge(60, .3, .3, .25);
        assertThat(few.verdict()).isEqualTo(DriftReport.INSUFFICIENT_DATA);
        assertThat(few.why())
                .isEqualTo(
                        "no change found, but in 3 of 3 comparisons one that matters might go unseen" + " in 60 rows");
        DriftReport many = judge(20_000, .3, .3, .25);
        assertThat(many.verdict()).isEqualTo(DriftReport.STABLE);
        assertThat(many.columns()).allMatch(column -> column.power() >= .8);
    }

    @Test
    void leavesAChangeThatDoesNotMatterBelowTheAlarmHoweverManyRows() {
        DriftReport report = judge(60_000, .3, .33, .25);
        ColumnFinding size = report.columns().get(0);
        assertThat(size.adjusted()).hasValueSatisfying(p -> assertThat(p).isLessThan(1e-6));
        assertThat(size.verdict()).isEqualTo(DriftReport.STABLE);
    }

    @Test
    void looksAtNothingThatSeparatesWindowsByConstruction() {
        assertThat(judge(120, .3, .3, .25).columns())
                .extracting(ColumnFinding::column)
                .containsExactly("size", "speed", "speed");
    }

    @Test
    void leavesOutWhatTheSpecExcludes() {
        DriftReport report = judgement(List.of("speed")).judge(SLOT, rows(1, 120, .3, .25), reference(120, .3, .25));
        assertThat(report.columns()).extracting(ColumnFinding::column).containsExactly("size");
    }

    @Test
    void saysWhatIsMissingBeforeItLooks() {
        DriftReport few = judgement(List.of()).judge(SLOT, rows(1, 29, .3, .25), reference(120, .3, .25));
        assertThat(few.verdict()).isEqualTo(DriftReport.INSUFFICIENT_DATA);
        assertThat(few.why()).isEqualTo("29 rows, needs 30");
        SortedMap<Integer, Table> one = new TreeMap<>(reference(120, .3, .25).headMap(1991));
        DriftReport young = judgement(List.of()).judge(SLOT, rows(1, 120, .3, .25), one);
        assertThat(young.why()).isEqualTo("1 earlier years with 30 rows in this season, needs 2");
    }

    /** 1 - .95^(1/12). */
    @Test
    void spendsTheYearsBudgetOverItsLooks() {
        assertThat(judge(120, .3, .3, .25).level()).isEqualTo(-StrictMath.expm1(StrictMath.log1p(-.05) / 12));
    }

    @Test
    void keepsPValuesOutWhereThereWasNoTest() {
        SortedMap<Integer, Table> constant = reference(40, 0, .25);
        DriftReport report = judgement(List.of()).judge(SLOT, rows(1, 40, 0, .25), constant);
        ColumnFinding size = report.columns().get(0);
        assertThat(size.p()).isEmpty();
        assertThat(size.verdict()).isEqualTo(DriftReport.INSUFFICIENT_DATA);
        assertThat(size.words()).contains("bins with 5 expected rows: 1");
    }

    private static DriftReport judge(int rows, double largeBefore, double largeNow, double missingNow) {
        return judgement(List.of()).judge(SLOT, rows(1, rows, largeNow, missingNow), reference(rows, largeBefore, .25));
    }

    private static Judgement judgement(List<String> exclude) {
        return new Judgement(
                new DriftSpec(
                        new Choice<>(DriftTest.class, "chi-square", new ChiSquareOptions(10)),
                        .05,
                        30,
                        .1,
                        .05,
                        exclude),
                new ChiSquareDrift());
    }

    private static SortedMap<Integer, Table> reference(int rows, double large, double missing) {
        SortedMap<Integer, Table> years = new TreeMap<>();
        for (int year = 1990; year < 2000; year++) {
            years.put(year, rows(year, rows, large, missing));
        }
        return years;
    }

    private static Table rows(int seed, int n, double large, double missing) {
        Draws draws = Draws.of(11, seed);
        var id = Column.builder("row_id", ColumnType.TEXT, n);
        var at = Column.builder("at", ColumnType.INSTANT, n);
        var tail = Column.builder("tail number", ColumnType.TEXT, n);
        var size = Column.builder("size", ColumnType.TEXT, n);
        var speed = Column.builder("speed", ColumnType.DOUBLE, n);
        for (int row = 0; row < n; row++) {
            id.add("row " + row);
            at.add(Instant.ofEpochSecond(seed * 1_000_000L + row));
            tail.add(seed + "-" + row);
            size.add(draws.uniform() < large ? "large" : "small");
            double value = draws.normal();
            if (draws.uniform() < missing) {
                speed.addMissing();
            } else {
                speed.add(value);
            }
        }
        return Table.of(List.of(id.build(), at.build(), tail.build(), size.build(), speed.build()));
    }
}
