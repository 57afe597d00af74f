package io.volute.dataengineering.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.run.Slot;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataStage;
import io.volute.testing.Fetched;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DE08 on the 17,549 people of {@code examples/fetch-data}, who are cases and the controls that were chosen for them;
 * {@link GroupedSplitTest} is the planted twin.
 */
@Tag(Fetched.TAG)
class NafldSetsIT {
    private static final String SECTION = """
            data-engineering:
              sources:
                people: {type: csv, path: nafld1.csv}
              contract:
                key: [id]
                group: case.id
                columns:
                  id: {type: int}
                  age: {type: int}
                  case.id: {type: int}
                  status: {type: int, available: later}
              label: {name: died, value: "status = 1"}
            """;

    @TempDir
    Path folder;

    /** The obvious split, a lot for each person, is rejected by the same assertion. */
    @Test
    void casesAndTheirControlsStayTogether() throws IOException {
        Files.copy(Fetched.file("nafld1.csv"), folder.resolve("nafld1.csv"));

        Table examples = examples(SECTION);
        assertThat(examples.rows()).isEqualTo(17_549);
        GroupedSplitTest.assertNothingStraddles(examples, "case.id", UnaryOperator.identity());
        Table ungrouped = examples(SECTION.replace("    group: case.id\n", ""));
        assertThatThrownBy(
                        () -> GroupedSplitTest.assertNothingStraddles(ungrouped, "case.id", UnaryOperator.identity()))
                .isInstanceOf(AssertionError.class);
    }

    private Table examples(String section) throws IOException {
        MemoryStepContext context = new MemoryStepContext(folder);
        DataStage stage = DataStage.load(folder, section);
        var checked = stage.check(stage.ingest("2002-01-01", context), context);
        return context.load(Examples.class, checked.examples().get(Slot.ALL)).rows();
    }
}
