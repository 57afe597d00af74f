package io.volute.dataengineering.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.dataengineering.Leakage;
import io.volute.core.contract.dataengineering.Leakage.Detector;
import io.volute.core.contract.dataengineering.Leakage.Finding;
import io.volute.core.contract.dataengineering.Leakage.Severity;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Visits;
import io.volute.statistics.association.Associations;
import io.volute.statistics.random.Draws;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DE11 for labels that are classes or numbers, and for rows that have no time. */
class LeaksOfKindsTest {
    private static final String COLUMNS = """
            data-engineering:
              sources:
                patients: {type: csv, path: patients.csv}
              contract:
                columns:
                  ticket: {type: category}
                  honest: {type: number}
                  hint: {type: number}
                  tell: {type: category}
                  outcome: {type: %s, available: later}
              label: {name: outcome, column: outcome}
            """;

    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    /** The obvious detector, the share of variance between values over all rows, takes a ticket's number for a leak. */
    @Test
    void findsWhatTellsANumberAndNothingElse() throws IOException {
        Rows rows = numbers(2_000);

        assertFindsHintAndTell(columns(rows.leakage("number"), Detector.POWER));
        Set<String> overAllRows = new TreeSet<>(Set.of("hint", "tell"));
        int[] ticket = IntStream.range(0, rows.outcome.length).toArray();
        if (Associations.etaSquared(ticket, rows.outcome).orElseThrow() > .95) {
            overAllRows.add("ticket");
        }
        assertThatThrownBy(() -> assertFindsHintAndTell(overAllRows)).isInstanceOf(AssertionError.class);
    }

    private static void assertFindsHintAndTell(Set<String> columns) {
        assertThat(columns).containsExactlyInAnyOrder("hint", "tell", "outcome");
    }

    @Test
    void blocksWhatTellsANumber() throws IOException {
        Leakage leakage = numbers(2_000).leakage("number");

        assertThat(leakage.verdict().value()).isEqualTo("BLOCKED");
        assertThat(only(leakage, Detector.POWER, "hint").message())
                .startsWith(
                        "hint: alone it tells outcome with rank correlation -1, squared 1 (expected: at most 0.95)");
        assertThat(only(leakage, Detector.POWER, "tell").message())
                .startsWith("tell: alone it tells outcome with R² out of fold 0.9");
        assertThat(only(leakage, Detector.POWER, "outcome").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void saysByNameWhatItCannotLookFor() throws IOException {
        Leakage leakage = numbers(200).leakage("number");

        assertThat(only(leakage, Detector.SEGMENT, "").message()).startsWith("not looked for");
        assertThat(only(leakage, Detector.CONTRADICTION, "").message()).startsWith("not looked for");
        assertThat(only(leakage, Detector.REPETITION, "").message())
                .startsWith("not looked for by period, as rows have no time: 0 rows equal another one");
    }

    @Test
    void saysNothingOfTooFewNumbers() throws IOException {
        Leakage leakage = numbers(40).leakage("number");

        assertThat(leakage.verdict().why()).isEqualTo("too few labels to judge by: 40 rows");
        assertThat(leakage.findings()).extracting(Finding::detector).containsOnly(Detector.AVAILABILITY);
    }

    @Test
    void findsWhatTellsOneClassOfSeveral() throws IOException {
        Leakage leakage = classes(1_500, false).leakage("category");

        assertThat(columns(leakage, Detector.POWER)).containsExactlyInAnyOrder("tell", "outcome");
        assertThat(only(leakage, Detector.POWER, "tell").message())
                .startsWith("tell: alone it ranks what is `rare` with AUC ");
        assertThat(only(leakage, Detector.SEGMENT, "tell").message()).contains("rows are `rare`, at least");
        assertThat(leakage.verdict().value()).isEqualTo("BLOCKED");
    }

    @Test
    void tellsWhichClassesAreTooSmallToJudge() throws IOException {
        Rows rows = classes(600, false);
        rows.lines.add("t,1,1,no,odd");

        assertThat(only(rows.leakage("category"), Detector.POWER, "").message())
                .isEqualTo("1 class is not judged (expected: at least 30 rows, and the 20 most frequent): `odd`");
    }

    @Test
    void warnsOfAFileThatIsSortedByItsOutcome() throws IOException {
        Rows sorted = numbers(400);
        sorted.sort();

        assertThat(only(sorted.leakage("number"), Detector.ORDER, "").message())
                .startsWith("outcome goes with the order of rows in the source: rank correlation 1 (expected: none");
        assertThat(columns(numbers(400).leakage("number"), Detector.ORDER)).isEmpty();
        assertThat(columns(classes(600, true).leakage("category"), Detector.ORDER))
                .isEqualTo(Set.of(""));
        assertThat(columns(classes(600, false).leakage("category"), Detector.ORDER))
                .isEmpty();
    }

    @Test
    void countsEqualRowsWithAnotherClass() throws IOException {
        Rows rows = classes(600, false);
        rows.lines.addAll(List.of("same,1,1,no,one", "same,1,1,no,two", "same,1,1,no,two"));

        Leakage leakage = rows.leakage("category");

        assertThat(only(leakage, Detector.CONTRADICTION, "").message())
                .isEqualTo("3 rows equal another one in all that is known at the decision, and have another label");
        assertThat(only(leakage, Detector.REPETITION, "").rows()).isEqualTo(2);
    }

    @Test
    void judgesDatedRowsOfANumber() throws IOException {
        Draws draws = Draws.of(3);
        StringBuilder file = new StringBuilder(Visits.HEADER);
        for (int row = 0; row < 600; row++) {
            long delay = draws.below(1_000);
            file.append(
                    "2000-0" + (1 + row / 100) + "-10,size" + row % 7 + "," + (3 * delay + 1) + ",ok," + delay + "\n");
        }
        String section = Visits.section("", "")
                .replace("bill: {type: int, available: never}", "bill: {type: int, available: P10D}")
                .replace("value: \"outcome = 'bad'\"", "column: bill");

        Leakage leakage = leakage(Visits.stageWith(folder, file.toString(), section), "2000-08-01");

        assertThat(only(leakage, Detector.POWER, "speed").severity()).isEqualTo(Severity.BLOCK);
        assertThat(only(leakage, Detector.REPETITION, "").message()).doesNotContain("not looked for");
    }

    private final class Rows {
        private final List<String> lines = new ArrayList<>();
        private final double[] outcome;

        private Rows(int rows) {
            this.outcome = new double[rows];
        }

        void sort() {
            lines.sort(java.util.Comparator.comparingDouble(
                    line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1))));
        }

        DataStage stage(String type) throws IOException {
            java.nio.file.Files.writeString(
                    folder.resolve("patients.csv"),
                    "ticket,honest,hint,tell,outcome\n" + String.join("\n", lines) + "\n");
            return DataStage.load(folder, COLUMNS.formatted(type));
        }

        Leakage leakage(String type) throws IOException {
            return LeaksOfKindsTest.this.leakage(stage(type), "2002-01-01");
        }
    }

    /** A skewed outcome: the hint falls as it rises, the tell is its nearest power, the honest column goes with it. */
    private Rows numbers(int count) {
        Draws draws = Draws.of(17);
        Rows rows = new Rows(count);
        for (int row = 0; row < count; row++) {
            double base = draws.normal();
            double outcome = StrictMath.exp(base / 2);
            rows.outcome[row] = outcome;
            rows.lines.add("t" + row + "," + (base + draws.normal()) + "," + -Math.cbrt(outcome) + ",p"
                    + Math.round(8 * base) + "," + outcome);
        }
        return rows;
    }

    private Rows classes(int count, boolean sorted) {
        Draws draws = Draws.of(18);
        Rows rows = new Rows(count);
        for (int row = 0; row < count; row++) {
            double u = sorted ? (double) row / count : draws.uniform();
            String outcome = u < .6 ? "one" : u < .92 ? "two" : "rare";
            rows.lines.add("t" + row + "," + (draws.normal() + (u < .6 ? 1 : 0)) + "," + draws.normal() + ","
                    + (outcome.equals("rare") ? "yes" : "no") + "," + outcome);
        }
        return rows;
    }

    private Leakage leakage(DataStage stage, String day) {
        var read = stage.ingest(day, context);
        return context.load(
                Leakage.class,
                stage.leaks(read, stage.check(read, context), context).leakage());
    }

    private static Finding only(Leakage leakage, Detector detector, String column) {
        List<Finding> found = leakage.findings().stream()
                .filter(finding ->
                        finding.detector() == detector && finding.column().equals(column))
                .toList();
        assertThat(found).as(detector + " of " + column).hasSize(1);
        return found.get(0);
    }

    private static Set<String> columns(Leakage leakage, Detector detector) {
        Set<String> columns = new TreeSet<>();
        leakage.findings().stream()
                .filter(finding -> finding.detector() == detector)
                .forEach(finding -> columns.add(finding.column()));
        return columns;
    }
}
