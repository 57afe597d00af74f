package io.volute.dataengineering;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.run.Slot;
import io.volute.core.table.Table;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small made-up source without any time: patients with an age, a ward and what became of them. */
public final class Patients {
    /** Header of the file. */
    public static final String HEADER = "age,ward,grade,days,died\n";

    private Patients() {}

    /** The section with a label; {@code more} is indented by two. */
    public static String section(String label, String more) {
        return """
                data-engineering:
                  sources:
                    patients: {type: csv, path: patients.csv}
                  contract:
                    columns:
                      age: {type: int}
                      ward: {type: category}
                      grade: {type: category, available: later}
                      days: {type: int, available: later}
                      died: {type: bool, available: later}
                  label: {name: fate, %s}
                """.formatted(label) + more.indent(2);
    }

    /** The stage over these rows. */
    public static DataStage stage(Path folder, String rows, String section) throws IOException {
        Files.writeString(folder.resolve("patients.csv"), HEADER + rows);
        return DataStage.load(folder, section);
    }

    /** The examples of the one slot. */
    public static Table examples(DataStage stage, MemoryStepContext context) {
        var checked = stage.check(stage.ingest("2002-01-01", context), context);
        return context.load(Examples.class, checked.examples().get(Slot.ALL)).rows();
    }

    /** The truth of the one slot. */
    public static Truth truth(DataStage stage, MemoryStepContext context) {
        var checked = stage.check(stage.ingest("2002-01-01", context), context);
        return context.load(Truth.class, checked.truth().get(Slot.ALL));
    }
}
