package io.volute.dataengineering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small made-up source: visits with a size, a speed and, ten days later, an outcome. */
public final class Visits {
    /** Header of the file. */
    public static final String HEADER = "day,size,speed,outcome,bill\n";
    /** Seven visits in three months, none in February. */
    public static final String ROWS = """
            2000-01-05,small,10,ok,1
            2000-01-05,small,10,bad,2
            2000-01-20,large,,ok,3
            2000-03-01,small,30,ok,4
            2000-03-25,large,40,bad,5
            2000-04-02,small,50,ok,6
            2000-04-02,large,60,bad,7
            """;

    private Visits() {}

    /** The section; {@code checks} is indented by four, {@code more} by two. */
    public static String section(String checks, String more) {
        return """
                data-engineering:
                  sources:
                    visits: {type: csv, path: visits.csv}
                  contract:
                    decision-time: day
                    columns:
                      day: {type: date}
                      size: {type: category}
                      speed: {type: int}
                      outcome: {type: category, available: P10D}
                      bill: {type: int, available: never}
                  label: {name: bad, value: "outcome = 'bad'"}
                  split: {folds: 1, every: P1M}
                """ + (checks.isEmpty() ? "" : "  checks:\n" + checks.indent(4)) + more.indent(2);
    }

    /** The stage over these rows and checks. */
    public static DataStage stage(Path folder, String rows, String checks) throws IOException {
        return stageWith(folder, HEADER + rows, section(checks, ""));
    }

    /** The stage over this file and section. */
    public static DataStage stageWith(Path folder, String file, String section) throws IOException {
        Files.writeString(folder.resolve("visits.csv"), file);
        return DataStage.load(folder, section);
    }
}
