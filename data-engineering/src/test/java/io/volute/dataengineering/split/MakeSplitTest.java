package io.volute.dataengineering.split;

import static io.volute.dataengineering.Visits.HEADER;
import static io.volute.dataengineering.Visits.ROWS;
import static io.volute.dataengineering.Visits.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.dataengineering.Split;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Visits;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeSplitTest {
    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    @Test
    void judgesTheNewestFullPeriodsByWhatWasKnownAtTheirStart() throws IOException {
        String folds = section("", "").replace("folds: 1", "folds: 2");

        Split split = split(ROWS, folds, "2000-05-01");

        assertThat(split.folds())
                .containsExactly(
                        new Split.Fold("2000-03-01", start("2000-03-01"), start("2000-04-01")),
                        new Split.Fold("2000-04-01", start("2000-04-01"), start("2000-05-01")));
        assertThat(split.knownUntil()).isEqualTo(start("2000-04-12"));
    }

    /** Counted from the date of the run, the newest periods would be empty and none could be judged. */
    @Test
    void periodsEndWhereTheDataDoes() throws IOException {
        String folds = section("", "").replace("folds: 1", "folds: 2");

        assertThat(split(ROWS, folds, "2003-07-15")).isEqualTo(split(ROWS, folds, "2000-05-01"));
    }

    @Test
    void periodsMayBeDays() throws IOException {
        String days = section("", "").replace("every: P1M", "every: P61D");

        assertThat(split(ROWS, days, "2000-05-01").folds())
                .extracting(Split.Fold::from)
                .containsExactly(start("2000-03-01"));
    }

    @Test
    void refusesATargetThatNeverChanges() {
        assertRefused(ROWS.replace("bad", "ok"), section("", ""), "2000-05-01", DataError.CONSTANT_TARGET)
                .hasMessageContaining("label: false in all 7 rows")
                .hasMessageContaining("data-engineering.label.value");
    }

    @Test
    void refusesDataWithoutAnyLabelYet() {
        assertRefused(ROWS, section("", ""), "2000-01-10", DataError.CONSTANT_TARGET)
                .hasMessageContaining("none exists yet");
    }

    @Test
    void refusesMoreFoldsThanTheDataHolds() {
        assertRefused(
                        ROWS,
                        section("", "").replace("folds: 1, every: P1M", "folds: 5, every: P1Y"),
                        "2000-05-01",
                        DataError.SPLIT_IMPOSSIBLE)
                .hasMessageContaining("5 folds of P1Y begin 1995, before the data does (2000-01 to 2000-04)")
                .hasMessageContaining("declare fewer folds");
    }

    @Test
    void refusesAFoldThatNobodyCouldTrainFor() {
        assertRefused(ROWS, section("", "").replace("folds: 1", "folds: 4"), "2000-05-01", DataError.SPLIT_IMPOSSIBLE)
                .hasMessageContaining("fold 2000-01-01 has no labels of both kinds known before it begins");
    }

    @Test
    void refusesAFoldThatCannotJudge() {
        assertRefused(ROWS, section("", "").replace("folds: 1", "folds: 3"), "2000-05-01", DataError.SPLIT_IMPOSSIBLE)
                .hasMessageContaining("fold 2000-02-01 has no labels of both kinds among the rows that judge");
    }

    @Test
    void refusesDataThatTheChecksBlock() {
        assertRefused(ROWS, section("enough: {check: row-count, min: 100}", ""), "2000-05-01", DataError.BLOCKED)
                .hasMessageContaining("the checks block this data: enough: 7 (expected: at least 100)")
                .hasMessageContaining("fix:");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            String rows, String section, String day, DataError code) {
        return assertThatThrownBy(() -> split(rows, section, day))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private Split split(String rows, String section, String day) throws IOException {
        DataStage stage = Visits.stageWith(folder, HEADER + rows, section);
        var read = stage.ingest(day, context);
        var checked = stage.check(read, context);
        return context.load(
                Split.class,
                stage.split(checked, stage.leaks(read, checked, context), context)
                        .split());
    }

    private static Instant start(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }
}
