package io.volute.monitoring.drift;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.stage.Choice;
import java.util.List;

/** When inputs count as changed. */
public record DriftSpec(
        @Doc("how two samples of a column are compared") Choice<DriftTest> test,

        @Doc("chance of one false alarm or more in a year") @Default("0.05")
        double alarmBudget,

        @Doc("fewest rows of a slot, and of the same season of an earlier year") @Default("30")
        int minRows,

        @Doc("smallest change of a distribution that matters, as base-2 Jensen-Shannon distance") @Default("0.1")
        double minEffect,

        @Doc("smallest change of a share of missing values that matters") @Default("0.05")
        double minMissing,

        @Doc("columns that are not compared") @Default("[]") List<String> exclude) {

    /** Checks ranges. */
    public DriftSpec {
        exclude = List.copyOf(exclude);
        open("alarm-budget", alarmBudget);
        open("min-effect", minEffect);
        open("min-missing", minMissing);
        if (minRows < 10) {
            throw new IllegalArgumentException("min-rows: " + minRows + " (expected: >= 10)");
        }
    }

    private static void open(String key, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: between 0 and 1)");
        }
    }
}
