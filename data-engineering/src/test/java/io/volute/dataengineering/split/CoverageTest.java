package io.volute.dataengineering.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Visits;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DE34 */
class CoverageTest {
    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    /** The obvious measure, the share of rows that have a value at all, is rejected by the same assertion. */
    @Test
    void flagsCodesThatWereRenamed() throws IOException {
        String file = file(row -> row < 180 || row % 10 == 0 ? "size" + row % 3 : "S" + row % 3);

        assertFlagsTheFall(List.of(warning(file)));
        assertThatThrownBy(() -> assertFlagsTheFall(
                        Coverage.falls("2000-03-01", filled(file, 3), "2000-04-01", filled(file, 4))))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertFlagsTheFall(List<String> flags) {
        assertThat(flags)
                .anySatisfy(flag -> assertThat(flag)
                        .startsWith("size: values that training has seen cover 10 % of the rows of 2000-04-01, after"
                                + " 100 % of 2000-03-01"));
    }

    private static SortedMap<String, Double> filled(String file, int month) {
        List<String> rows =
                file.lines().filter(line -> line.startsWith("2000-0" + month)).toList();
        double filled =
                rows.stream().filter(line -> !line.split(",", -1)[1].isEmpty()).count();
        return new TreeMap<>(Map.of("size", filled / rows.size()));
    }

    @Test
    void saysNothingOfValuesThatStayOrAreAlwaysNew() throws IOException {
        assertThat(warning(file(row -> "size" + row % 3))).isEmpty();
        assertThat(warning(file(row -> "ticket" + row))).isEmpty();
    }

    /** Sixty visits a month, January to April. */
    private static String file(IntFunction<String> size) {
        StringBuilder file = new StringBuilder(Visits.HEADER);
        for (int row = 0; row < 240; row++) {
            file.append("2000-0" + (1 + row / 60) + "-05," + size.apply(row) + "," + row + ","
                    + (row % 2 == 0 ? "ok" : "bad") + ",1\n");
        }
        return file.toString();
    }

    private String warning(String file) throws IOException {
        DataStage stage = Visits.stageWith(folder, file, Visits.section("", "").replace("folds: 1", "folds: 2"));
        var read = stage.ingest("2000-05-01", context);
        var checked = stage.check(read, context);
        return stage.split(checked, stage.leaks(read, checked, context), context)
                .warning()
                .orElse("");
    }
}
