package io.volute.dataengineering.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Patients;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelSpecTest {
    private static final String ROWS = """
            40,A,mild,3,false
            50,B,Mild ,12,true
            60,A,severe,,true
            70,B,,7,
            """;

    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    @Test
    void takesTheClassesOfATextColumnAsTheyAreWritten() throws IOException {
        Truth truth = truth("column: grade");

        assertThat(truth.framing()).isEqualTo(Framing.MULTICLASS);
        assertThat(labels(truth)).containsExactlyInAnyOrder("mild", "Mild ", "severe");
    }

    @Test
    void takesAWholeNumberAsANumber() throws IOException {
        Truth truth = truth("column: days");

        assertThat(truth.framing()).isEqualTo(Framing.REGRESSION);
        assertThat(labels(truth)).containsExactlyInAnyOrder(3.0, 12.0, 7.0);
        // The column itself stays what it was.
        assertThat(truth.rows().column("days").type()).isEqualTo(ColumnType.LONG);
    }

    @Test
    void takesATruthAsAnEvent() throws IOException {
        assertThat(labels(truth("column: died"))).containsExactlyInAnyOrder(false, true, true);
        assertThat(labels(truth("value: days > 5"))).containsExactlyInAnyOrder(false, true, true);
    }

    @Test
    void tellsHowLabelsAreDistributed() throws IOException {
        assertThat(report("column: grade").classes())
                .contains(new TreeMap<>(Map.of("mild", 1L, "Mild ", 1L, "severe", 1L)));
        assertThat(report("column: days").number())
                .contains(new DataReport.NumberLabel(22 / 3.0, Math.sqrt((169 + 196 + 1) / 18.0), 3, 12));
        DataReport event = report("column: died");
        assertThat(event.positives()).isEqualTo(2);
        assertThat(event.classes()).isEmpty();
        assertThat(event.number()).isEmpty();
    }

    @Test
    void rowsWithoutATimeAreOneSlotWhateverTheDate() throws IOException {
        DataStage stage = Patients.stage(folder, ROWS, Patients.section("column: days", ""));

        var read = stage.ingest("2002-01-01", context);

        assertThat(read.events().keySet()).containsExactly(Slot.ALL).hasToString("[all]");
        assertThat(read.rows()).isEqualTo(4);
        assertThat(read.labelled()).isEqualTo(4);
        assertThat(stage.ingest("2003-01-01", context).events()).isEqualTo(read.events());
        Column at = Patients.examples(stage, context).column(Examples.AT);
        assertThat(List.of(at.instantAt(0), at.instantAt(3))).containsOnly(Instant.EPOCH);
    }

    @Test
    void aLabelThatExistsAtOnceExistsNoSoonerThanItsRow() throws IOException {
        String section = Patients.section("column: days", "")
                .replace("  contract:\n", "  contract:\n    decision-time: day\n")
                .replace("columns:\n", "columns:\n      day: {type: date}\n");
        Path file = folder.resolve("patients.csv");
        java.nio.file.Files.writeString(
                file, "day,age,ward,grade,days,died\n2000-01-01,1,A,mild,2,true\n2000-01-03,1,A,mild,2,true\n");
        DataStage stage = DataStage.load(folder, section);

        // The row of the very date is unknown on it, and so is its label.
        var read = stage.ingest("2000-01-03", context);

        assertThat(List.of(read.rows(), read.labelled())).containsExactly(1L, 1L);
        assertThat(stage.check(read, context).verdict().value()).isEqualTo("PASS");
    }

    @Test
    void refusesALabelThatIsDeclaredTwiceOrNotAtAll() throws IOException {
        assertThat(problems("column: days, value: days > 5")).contains("both value and column");
        assertThat(problems("unit: days")).contains("unit");
        assertThat(DataStage.problems(
                        folder, Patients.section("column: days", "").replace(", column: days", "")))
                .contains("neither value nor column nor event (expected: one of value for an expression");
    }

    @Test
    void refusesAColumnThatCannotBeALabel() throws IOException {
        assertThat(problems("column: age")).contains("reads only what is known at decision time");
        assertThat(problems("column: height")).contains("reads column height, which the contract does not name");
        String dated = Patients.section("column: end", "")
                .replace("columns:\n", "columns:\n      end: {type: date, available: later}\n");
        assertThat(DataStage.problems(folder, dated)).contains("label: column end is a date (expected: a category");
    }

    private String problems(String label) throws IOException {
        return DataStage.problems(folder, Patients.section(label, ""));
    }

    private Truth truth(String label) throws IOException {
        return Patients.truth(Patients.stage(folder, ROWS, Patients.section(label, "")), context);
    }

    private DataReport report(String label) throws IOException {
        DataStage stage = Patients.stage(folder, ROWS, Patients.section(label, ""));
        var checked = stage.check(stage.ingest("2002-01-01", context), context);
        return context.load(DataReport.class, checked.dataReport());
    }

    private static List<Object> labels(Truth truth) {
        List<Object> labels = new ArrayList<>();
        for (int row = 0; row < truth.rows().rows(); row++) {
            labels.add(truth.rows().column(Truth.LABEL).valueAt(row));
        }
        return labels;
    }
}
