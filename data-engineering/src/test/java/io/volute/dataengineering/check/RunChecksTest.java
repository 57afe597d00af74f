package io.volute.dataengineering.check;

import static io.volute.dataengineering.DataStage.problems;
import static io.volute.dataengineering.DataStage.text;
import static io.volute.dataengineering.Visits.HEADER;
import static io.volute.dataengineering.Visits.ROWS;
import static io.volute.dataengineering.Visits.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.DataReport.CheckResult;
import io.volute.core.contract.dataengineering.DeployBlock;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.run.Slot;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Visits;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunChecksTest {
    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    @Test
    void setsARowAsideWithItsLabelWhenTheRuleReadsWhatIsKnownAtTheDecision() throws IOException {
        RunChecks.Output checked = check(ROWS, "fast: {check: range, column: speed, max: 45}", "max-quarantined: 0.9");

        assertThat(examples(checked)).isEqualTo(5);
        assertThat(truth(checked)).isEqualTo(5);
        assertThat(checked.rowsAside()).isEqualTo(2);
        DataReport report = report(checked);
        assertThat(report.rows()).isEqualTo(7);
        assertThat(report.labelled()).isEqualTo(5);
        assertThat(report.positives()).isEqualTo(2);
        assertThat(report.quarantined())
                .containsExactly(new DataReport.Quarantined("fast", "speed", "row", 2, "50 at visits.csv:7"));
        assertThat(checked.summary()).isEqualTo("2 rows quarantined");
    }

    @Test
    void setsOnlyTheLabelAsideWhenTheRuleReadsALateColumn() throws IOException {
        RunChecks.Output checked = check(
                ROWS.replaceFirst("bad", "B"),
                "known: {check: allowed, column: outcome, values: [ok, bad]}",
                "max-quarantined: 0.9");

        assertThat(examples(checked)).isEqualTo(7);
        assertThat(truth(checked)).isEqualTo(6);
        assertThat(report(checked).quarantined())
                .containsExactly(new DataReport.Quarantined("known", "outcome", "label", 1, "B at visits.csv:3"));
        Table quarantine = context.load(Quarantine.class, checked.quarantine()).rows();
        assertThat(text(quarantine))
                .startsWith("row_id|rule|what|column|value|expected|line|\n")
                .endsWith("|known|label|outcome|B|one of: ok, bad|3|");
    }

    /** DE05, planted; the obvious check, which only counts what breaks it, is rejected by the same assertion. */
    @Test
    void quarantinesWhatIsOutOfRangeWithRuleAndRow() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < 300; row++) {
            rows.append("2000-01-05,small," + (row % 100 == 7 ? -61 - row : row - 60) + ",ok,1\n");
        }
        String rule = "early: {check: range, column: speed, min: -60, severity: %s}";

        assertQuarantined(check(rows.toString(), rule.formatted("block-row"), "max-quarantined: 0.5"));
        assertThatThrownBy(
                        () -> assertQuarantined(check(rows.toString(), rule.formatted("warn"), "max-quarantined: 0.5")))
                .isInstanceOf(AssertionError.class);
    }

    private void assertQuarantined(RunChecks.Output checked) {
        Table aside = context.load(Quarantine.class, checked.quarantine()).rows();
        assertThat(text(aside.select(List.of("rule", "what", "column", "value", "line")))
                        .lines()
                        .sorted())
                .containsExactly(
                        "early|row|speed|-168|109|",
                        "early|row|speed|-268|209|",
                        "early|row|speed|-68|9|",
                        "rule|what|column|value|line|");
        assertThat(examples(checked)).isEqualTo(297);
    }

    @Test
    void judgesALateColumnOnlyWhenItIsKnown() throws IOException {
        DataStage stage = Visits.stageWith(
                folder,
                HEADER + ROWS.replace("large,60,bad", "large,60,B"),
                section("known: {check: allowed, column: outcome, values: [ok, bad]}", "max-quarantined: 0.9"));

        RunChecks.Output before = stage.check(stage.ingest("2000-04-03", context), context);
        RunChecks.Output after = stage.check(stage.ingest("2000-04-13", context), context);

        assertThat(before.labelsAside()).isZero();
        assertThat(after.labelsAside()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{check: allowed, column: size, values: [large]}                 | 4",
                "{check: allowed, column: speed, values: ['10', '30']}           | 3",
                "{check: range, column: speed, min: 20}                          | 2",
                "{check: range, column: speed, min: 20, max: 50}                 | 3",
                "{check: condition, holds: speed > 30 or size = 'small'}         | 0",
                "{check: condition, holds: speed >= 40}                          | 3",
                "{check: condition, holds: day < '2000-04-01'}                   | 2",
            })
    void countsRowsThatBreakARule(String check, long broken) throws IOException {
        RunChecks.Output checked = check(ROWS, "r: " + check, "max-quarantined: 0.99");

        // A missing value breaks no such rule.
        assertThat(checked.rowsAside()).isEqualTo(broken);
        CheckResult result = report(checked).checks().stream()
                .filter(each -> each.id().equals("r"))
                .findFirst()
                .orElseThrow();
        assertThat(result.status()).isEqualTo(broken == 0 ? "PASS" : "FAIL");
        assertThat(result.value()).isEqualTo(broken + " rows");
    }

    @Test
    void setsALabelAsideWhenARuleComparesItWithWhatWasKnownBefore() throws IOException {
        RunChecks.Output checked = check(
                ROWS,
                "r: {check: condition, holds: \"not (outcome = 'bad' and size = 'large')\"}",
                "max-quarantined: 0.99");

        assertThat(checked.rowsAside()).isZero();
        assertThat(checked.labelsAside()).isEqualTo(2);
        assertThat(report(checked).positives()).isEqualTo(1);
    }

    @Test
    void handsTheGateOnlyWhatFailsAndBlocksDeployment() throws IOException {
        String enough = "enough: {check: row-count, min: %d, severity: block-deploy}";

        RunChecks.Output held = check(ROWS, enough.formatted(7), "");
        RunChecks.Output failed = check(ROWS, enough.formatted(8), "");

        assertThat(held.deployBlock()).isEmpty();
        assertThat(context.load(DeployBlock.class, failed.deployBlock().orElseThrow())
                        .failed())
                .extracting(CheckResult::id, CheckResult::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("enough", "7"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{check: completeness, column: speed, min: 0.8}          | PASS | PASS    | 86 %",
                "{check: completeness, column: speed, min: 0.9}          | FAIL | WARN    | 86 %",
                "{check: completeness, column: outcome, min: 1}          | PASS | PASS    | 100 %",
                "{check: row-count, min: 7, max: 7}                      | PASS | PASS    | 7",
                "{check: row-count, min: 8}                              | FAIL | BLOCKED | 7",
                "{check: row-count, max: 6}                              | FAIL | BLOCKED | 7",
                "{check: row-count, min: 8, severity: info}              | FAIL | PASS    | 7",
                "{check: row-count, min: 8, severity: block-deploy}      | FAIL | WARN    | 7",
                "{check: unique, columns: [day, speed]}                  | FAIL | WARN    | 1 rows that repeat an earlier one",
                "{check: unique, columns: [day, outcome]}                | PASS | PASS    | 0 rows that repeat an earlier one",
                "{check: range, column: speed, max: 45, severity: warn}  | FAIL | WARN    | 2 rows",
                "{check: range, column: speed, max: 45, severity: block-batch} | FAIL | BLOCKED | 2 rows",
            })
    void judgesBySeverity(String check, String status, String verdict, String value) throws IOException {
        RunChecks.Output checked = check(ROWS, "r: " + check, "");

        assertThat(report(checked).checks())
                .extracting(CheckResult::id, CheckResult::status, CheckResult::value)
                .contains(org.assertj.core.groups.Tuple.tuple("r", status, value));
        assertThat(checked.verdict().value()).isEqualTo(verdict);
        assertThat(checked.rowsAside()).isZero();
        if (!verdict.equals("PASS")) {
            assertThat(checked.verdict().why()).startsWith("r: " + value);
            assertThat(checked.summary()).startsWith(verdict + "  r: ");
        }
    }

    @Test
    void blocksWhenMoreIsInQuarantineThanChanceExplains() throws IOException {
        String rows = "2000-01-05,small,10,ok,1\n".repeat(80) + "2000-01-06,odd,10,bad,1\n".repeat(20);
        String check = "sizes: {check: allowed, column: size, values: [small, large]}";

        // 20 of 100: the lower Wilson limit is 13.3 % (Newcombe 1998 gives the interval's formula).
        RunChecks.Output blocked = check(rows, check, "max-quarantined: 0.13");
        RunChecks.Output fine = check(rows, check, "max-quarantined: 0.14");

        assertThat(blocked.verdict().value()).isEqualTo("BLOCKED");
        assertThat(blocked.verdict().why()).startsWith("quarantined-rows: 20 of 100, 20 % (95 %: 13 % … 29 %)");
        assertThat(fine.verdict().value()).isEqualTo("PASS");
    }

    @Test
    void setsUnreadableValuesAsideWhereTheContractSaysSo() throws IOException {
        String lenient = section("", "max-quarantined: 0.99")
                .replace("speed: {type: int}", "speed: {type: int, on-bad-value: quarantine}");
        String file = HEADER + ROWS.replace("small,30", "small,thirty");
        DataStage stage = Visits.stageWith(folder, file, lenient);

        RunChecks.Output checked = stage.check(stage.ingest("2000-06-01", context), context);

        assertThat(examples(checked)).isEqualTo(6);
        assertThat(report(checked).quarantined())
                .containsExactly(
                        new DataReport.Quarantined("type of speed", "speed", "row", 1, "thirty at visits.csv:5"));
    }

    @Test
    void givesNoLabelWhereItsColumnIsMissing() throws IOException {
        RunChecks.Output checked = check(ROWS.replaceFirst("bad", ""), "", "");

        assertThat(examples(checked)).isEqualTo(7);
        assertThat(truth(checked)).isEqualTo(6);
        assertThat(checked.labelsAside()).isZero();
        assertThat(checked.summary()).isEqualTo("nothing set aside");
    }

    @Test
    void reportsColumnsThatTheContractDoesNotName() throws IOException {
        DataStage stage = Visits.stageWith(
                folder,
                (HEADER + ROWS).replace("bill\n", "bill,colour\n").replaceAll("(,\\d)\n", "$1,red\n"),
                section("", ""));

        RunChecks.Output checked = stage.check(stage.ingest("2000-06-01", context), context);

        assertThat(report(checked).checks())
                .containsExactly(new CheckResult(
                        "undeclared-columns", "info", "FAIL", "colour", "columns of version 1 of the contract"));
    }

    @Test
    void worksOnlyOnSlotsThatChanged() throws IOException {
        DataStage stage = Visits.stage(folder, ROWS, "");
        RunChecks.Output april = stage.check(stage.ingest("2000-04-01", context), context);

        RunChecks.Output may = stage.check(stage.ingest("2000-05-01", context), context);

        assertThat(may.examples().headMap(Slot.parse("2000-04"))).isEqualTo(april.examples());
        assertThat(may.truth().headMap(Slot.parse("2000-03")))
                .isEqualTo(april.truth().headMap(Slot.parse("2000-03")));
        assertThat(may.truth().get(Slot.parse("2000-03")))
                .isNotEqualTo(april.truth().get(Slot.parse("2000-03")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{check: range, column: sped, min: 1}                | reads column sped, which the contract does not name. Did you mean speed?",
                "{check: range, column: bill, min: 1}                | reads column bill, which is never available",
                "{check: range, column: size, min: 1}                | column size holds no numbers",
                "{check: range, column: speed}                       | no min and no max",
                "{check: range, column: speed, min: 2, max: 1}       | min: 2 is above max 1",
                "{check: allowed, column: size, values: []}          | values: none",
                "{check: condition, holds: speed >}                  | ends too early",
                "{check: condition, holds: speed = 'a'}              | checks: r:",
                "{check: completeness, column: speed, min: 60}       | min: 60.0 (expected: a share",
                "{check: row-count, severity: block-row}             | severity: block-row on a rule about all rows",
                "{check: outliers, column: speed}                    | outliers (expected one of: allowed, completeness, condition, history, length, pattern, range, row-count, unique)",
            })
    void refusesARuleThatMakesNoSenseBeforeAnythingRuns(String check, String message) throws IOException {
        assertThat(problems(folder, section("r: " + check, ""))).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "outcome = 'bad'    | bill > 3             | label: reads column bill, which is never available",
                "outcome = 'bad'    | outcom = 'bad'       | label: reads column outcom, which the contract does not name",
                "outcome = 'bad'    | speed > 3            | label: reads only what is known at decision time",
                "outcome = 'bad'    | outcome > 3          | expression",
                "type: csv          | type: jbdc           | jbdc (expected one of: csv, jdbc, json-lines, parquet)",
                "max-quarantined: 0.5 | max-quarantined: 5 | max-quarantined: 5.0 (expected: a share",
                "every: P1M         | every: P1M10D          | every: P1M10D (expected: whole days",
                "folds: 1           | folds: 0             | folds: 0 (expected: 1 to 100)",
                "visits: {type: csv, path: visits.csv} | {} | sources",
            })
    void refusesASectionThatMakesNoSense(String from, String to, String message) throws IOException {
        String section = section("", "max-quarantined: 0.5").replace(from, to);

        assertThat(problems(folder, section)).contains(message);
    }

    private RunChecks.Output check(String rows, String checks, String more) throws IOException {
        DataStage stage = Visits.stageWith(folder, HEADER + rows, section(checks, more));
        return stage.check(stage.ingest("2000-06-01", context), context);
    }

    private DataReport report(RunChecks.Output checked) {
        return context.load(DataReport.class, checked.dataReport());
    }

    private long examples(RunChecks.Output checked) {
        return rows(checked.examples(), Examples.class);
    }

    private long truth(RunChecks.Output checked) {
        return rows(checked.truth(), Truth.class);
    }

    private <T> long rows(SortedMap<Slot, Artifact<T>> slots, Class<T> type) {
        List<T> values =
                slots.values().stream().map(slot -> context.load(type, slot)).toList();
        return values.stream()
                .mapToLong(value -> value instanceof Examples examples
                        ? examples.rows().rows()
                        : ((Truth) value).rows().rows())
                .sum();
    }
}
