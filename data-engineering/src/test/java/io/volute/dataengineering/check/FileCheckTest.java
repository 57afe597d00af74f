package io.volute.dataengineering.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.volute.core.error.CoreError;
import io.volute.core.error.Problem;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.SpecLoader;
import io.volute.core.stage.ExtensionPoint;
import io.volute.dataengineering.DataEngineeringModule;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Visits;
import io.volute.dataengineering.source.CsvOptions;
import io.volute.dataengineering.source.CsvSource;
import io.volute.dataengineering.source.JsonLinesOptions;
import io.volute.dataengineering.source.JsonLinesSource;
import io.volute.duckdb.DuckDbModule;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class FileCheckTest {
    private static final String COLUMNS = """
            columns:
              day: {type: date}
              size: {type: category}
              speed: {type: int}
              outcome: {type: category, available: P10D}
              bill: {type: int, available: never}
            """;
    private static final String CHECKS = """
            checks:
              speed-limit: {check: range, column: speed, max: 55}
              outcome-class: {check: allowed, column: outcome, values: [ok], severity: warn}
              bills: {check: range, column: bill, min: 1, severity: block-batch}
              speeds: {check: completeness, column: speed, min: 0.5}
            """;

    @TempDir
    Path folder;

    private final Injector injector = Guice.createInjector(
            new DataEngineeringModule(),
            new DuckDbModule(),
            binder -> binder.bind(Clock.class).toInstance(DataStage.CLOCK));

    @Test
    void setsAsideRowsAndJudgesWhatIsLeft() throws IOException {
        FileReport report =
                check("event-time: day\nmax-quarantined: 0.5\n" + COLUMNS + CHECKS, Visits.HEADER + Visits.ROWS);

        assertThat(report.rows()).isEqualTo(7);
        assertThat(report.quarantined()).isEqualTo(1);
        assertThat(report.verdict().value()).isEqualTo("WARN");
        assertThat(report.checks())
                .extracting(check -> check.id() + " " + check.column() + " " + check.severity() + " " + check.status()
                        + " " + check.failed())
                .containsExactly(
                        "bills bill block-batch PASS 0",
                        "outcome-class outcome warn FAIL 3",
                        "quarantined-rows  block-batch PASS 0",
                        "speed-limit speed block-row FAIL 1",
                        "speeds speed warn PASS 0");
        assertThat(report.checks().get(1).examples())
                .extracting(FileReport.Example::line, FileReport.Example::value)
                .containsExactly(tuple(3L, "bad"), tuple(6L, "bad"), tuple(8L, "bad"));
        assertThat(report.aside())
                .extracting(FileReport.Aside::line, FileReport.Aside::rule, FileReport.Aside::raw)
                .containsExactly(tuple(8L, "speed-limit", "2000-04-02,large,60,bad,7"));
    }

    @Test
    void judgesTheSameWithoutTellingEachRowThatIsAside() throws IOException {
        FileReport told = check(COLUMNS + CHECKS, Visits.HEADER + Visits.ROWS);

        FileReport judged = injector.getInstance(FileCheck.class)
                .judge(contract(COLUMNS + CHECKS), new CsvSource().open("file", options(), folder));

        assertThat(told.aside()).isNotEmpty();
        assertThat(judged)
                .isEqualTo(new FileReport(
                        told.version(), told.rows(), told.quarantined(), told.verdict(), told.checks(), List.of()));
    }

    @Test
    void blocksWhenTooManyRowsAreAsideOrABatchRuleFails() throws IOException {
        assertThat(check(COLUMNS + CHECKS.replace("max: 55", "max: 5"), Visits.HEADER + Visits.ROWS)
                        .verdict()
                        .value())
                .isEqualTo("BLOCKED");
        assertThat(check(
                                COLUMNS + CHECKS.replace("min: 0.5", "min: 0.99, severity: block-batch"),
                                Visits.HEADER + Visits.ROWS)
                        .verdict()
                        .why())
                .startsWith("speeds: ");
    }

    @Test
    void givesRowsTheIdsThatTheyHaveInAProject() throws IOException {
        FileReport alone =
                check("decision-time: day\nmax-quarantined: 0.9\n" + COLUMNS + CHECKS, Visits.HEADER + Visits.ROWS);
        DataStage stage = Visits.stage(folder, Visits.ROWS, "speed-limit: {check: range, column: speed, max: 55}");
        MemoryStepContext context = new MemoryStepContext(folder);
        RunChecks.Output checked = stage.check(stage.ingest("2000-06-01", context), context);

        assertThat(alone.aside().get(0).rowId())
                .isEqualTo(context.load(Quarantine.class, checked.quarantine())
                        .rows()
                        .column("row_id")
                        .textAt(0));
    }

    @Test
    void setsValuesOfAnotherTypeAsideWhereTheContractSaysSo() throws IOException {
        String rows = "day,speed\n2000-01-01,fast\n2000-01-02,3\n";
        String contract = "columns:\n  day: {type: date}\n  speed: {type: int, on-bad-value: quarantine}\n";

        FileReport report = check("max-quarantined: 0.9\n" + contract, rows);

        assertThat(report.checks().get(1).id()).isEqualTo("type of speed");
        assertThat(report.aside().get(0).raw()).isEqualTo("2000-01-01,fast");
        assertThatThrownBy(() -> check(contract.replace(", on-bad-value: quarantine", ""), rows))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DataError.BAD_VALUE))
                .hasMessageStartingWith("x.csv:2:12: speed: fast (expected: a whole number");
    }

    @Test
    void keepsTheRawTextOfRowsThatShareALine() throws IOException {
        Files.writeString(folder.resolve("x.json"), "[{\"speed\": 1}, {\"speed\": 99}, {\"speed\": 77}]");
        ContractFile contract = contract(
                "max-quarantined: 0.9\ncolumns:\n  speed: {type: int}\nchecks:\n  s: {check: range, column: speed, max: 5}\n");

        FileReport report = injector.getInstance(FileCheck.class)
                .check(
                        contract,
                        new JsonLinesSource()
                                .open(
                                        "file",
                                        new JsonLinesOptions(Path.of("x.json"), List.of(), Optional.empty()),
                                        folder));

        assertThat(report.aside())
                .extracting(FileReport.Aside::raw)
                .containsExactly("{\"speed\": 99}", "{\"speed\": 77}");
    }

    @Test
    void namesAColumnThatIsGone() {
        assertThatThrownBy(() -> check(COLUMNS + CHECKS, "day,size,speed,outcome\n2000-01-01,a,1,ok\n"))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DataError.COLUMN_MISSING))
                .hasMessageContaining("x.csv:1: column bill is not in the header");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "event-tyme: day#columns:#  day: {type: date}           | 1:1  | unknown key `event-tyme`",
                "columns:#  day: {type: dat}                            | 2:15 | dat (expected: one of",
                "columns:#  day: {type: date}#checks:#  x: {check: rang} | 4:14 | rang (expected one of",
                "columns: {}                                            | 1:1  | columns: none",
                "version: 1                                             | 1:1  | no columns",
                "event-time: day#decision-time: day#columns:#  day: {type: date} | 2:1 | beside event-time",
                "event-time: dey#columns:#  day: {type: date}           | 1:1  | decision-time: dey (expected: a column",
                "columns:#  day: {type: date}#checks:#  x: {check: range, column: spede, min: 1} | 3:1 | reads column spede",
                "columns:#  day: {type: date}#columns:#  a: {type: int} | 3:1  | columns",
            })
    void saysWhereAContractIsWrong(String written, String place, String message) throws IOException {
        assertThatThrownBy(() -> contract(written.replace('#', '\n') + "\n"))
                .isInstanceOfSatisfying(VoluteException.class, e -> {
                    assertThat(e.code()).isEqualTo(CoreError.SPEC_INVALID);
                    Problem first = e.problems().get(0);
                    assertThat(first.file()).endsWith("contract.yaml");
                    assertThat(first.line() + ":" + first.column())
                            .as(first.message())
                            .isEqualTo(place);
                    assertThat(first.message()).contains(message);
                });
    }

    private ContractFile contract(String text) throws IOException {
        return new SpecLoader(Set.of(), injector.getInstance(Key.get(new TypeLiteral<Set<ExtensionPoint<?>>>() {})))
                .read(Files.writeString(folder.resolve("contract.yaml"), text), ContractFile.class);
    }

    private FileReport check(String contract, String rows) throws IOException {
        Files.writeString(folder.resolve("x.csv"), rows);
        return injector.getInstance(FileCheck.class)
                .check(contract(contract), new CsvSource().open("file", options(), folder));
    }

    private static CsvOptions options() {
        return new CsvOptions(Path.of("x.csv"), ",", CsvOptions.Encoding.UTF_8, List.of(""), Optional.empty());
    }
}
