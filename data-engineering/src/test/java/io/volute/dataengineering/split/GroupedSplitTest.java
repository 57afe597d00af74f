package io.volute.dataengineering.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Visits;
import io.volute.statistics.random.Lots;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DE07 and DE08: what belongs together is never on both sides, with the obvious split beside it that breaks it. */
class GroupedSplitTest {
    /** As in nafld1: a case and the controls that were chosen for it, told by a column. */
    private static final String SECTION = """
            data-engineering:
              sources:
                subjects: {type: csv, path: subjects.csv}
              contract:
                GROUPS
                columns:
                  set: {type: int}
                  age: {type: int}
                  note: {type: text}
                  days: {type: int, available: later}
              label: {name: days, column: days}
            """;

    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    @Test
    void casesAndTheirControlsStayTogether() throws IOException {
        StringBuilder rows = new StringBuilder("set,age,note,days\n");
        for (int row = 0; row < 400; row++) {
            rows.append(row / 5 + "," + (30 + row % 50) + ",n" + row + "," + row % 97 + "\n");
        }

        assertNothingStraddles(examples(rows.toString(), "group: set"), "set", text -> text);
        assertThatThrownBy(() -> assertNothingStraddles(examples(rows.toString(), "key: []"), "set", text -> text))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void rowsOfNearlyTheSameTextStayTogether() throws IOException {
        StringBuilder rows = new StringBuilder("set,age,note,days\n");
        for (int row = 0; row < 400; row++) {
            int report = row / 2;
            String note = "report number " + report * 7919 + " of a strike on final approach; wing tip " + report;
            rows.append(row + "," + (30 + row % 50) + ","
                    + (row % 2 == 0 ? note : note.replace("strike on", "Strike  on") + ".") + "," + row % 97 + "\n");
        }

        UnaryOperator<String> report = note -> note.substring(0, note.indexOf(" of"));
        assertNothingStraddles(examples(rows.toString(), "near-duplicates: [note]"), "note", report);
        assertThatThrownBy(() -> assertNothingStraddles(examples(rows.toString(), "key: []"), "note", report))
                .isInstanceOf(AssertionError.class);
    }

    /** A group's id is that of one of its rows, whatever their order. */
    @Test
    void namesAGroupWhateverTheOrderOfRows() throws IOException {
        String forth = "set,age,note,days\n1,40,a,1\n1,50,b,2\n2,60,c,3\n";
        String back = "set,age,note,days\n2,60,c,3\n1,50,b,2\n1,40,a,1\n";

        String ids = DataStage.text(examples(forth, "group: set"));

        assertThat(DataStage.text(examples(back, "group: set"))).isEqualTo(ids);
        Column groups = examples(forth, "group: set").column(Examples.GROUP_ID);
        assertThat(IntStream.range(0, 3).mapToObj(groups::textAt).distinct()).hasSize(2);
        // Rows that are alone in theirs have the id that they had without groups.
        assertThat(texts(examples(forth, "key: []").column(Examples.GROUP_ID))).containsAll(texts(groups));
    }

    @Test
    void refusesGroupsThatASplitByTimeWouldDivide() throws IOException {
        String dated = Visits.section("", "").replace("decision-time: day", "decision-time: day\n    group: size");

        assertThat(DataStage.problems(folder, dated))
                .contains(
                        "split: by time, which divides the groups of data-engineering.contract (expected: type random");
        assertThat(DataStage.problems(folder, dated.replace("split: {", "split: {type: random, ")))
                .isEmpty();
    }

    @Test
    void refusesGroupsOfWhatIsNotKnown() throws IOException {
        assertThat(problems("group: days")).contains("group: days (expected: a column of the contract that is");
        assertThat(problems("near-duplicates: [age]")).contains("near-duplicates: age (expected: columns");
    }

    private String problems(String groups) throws IOException {
        return DataStage.problems(folder, SECTION.replace("GROUPS", groups));
    }

    static void assertNothingStraddles(Table examples, String column, UnaryOperator<String> of) {
        long[] ids = longs(examples.column(Examples.ROW_ID));
        Lots lots = Lots.draw(1, ids, longs(examples.column(Examples.GROUP_ID)), new int[ids.length]);
        Set<String> train = new HashSet<>();
        Set<String> test = new HashSet<>();
        for (int row = 0; row < ids.length; row++) {
            Object value = examples.column(column).valueAt(row);
            if (value != null) { // a row without one belongs to nobody
                (lots.within(row, .8) ? train : test).add(of.apply(value.toString()));
            }
        }
        assertThat(test).isNotEmpty();
        assertThat(train).doesNotContainAnyElementsOf(test);
    }

    private Table examples(String rows, String groups) throws IOException {
        Files.writeString(folder.resolve("subjects.csv"), rows);
        DataStage stage = DataStage.load(folder, SECTION.replace("GROUPS", groups));
        var checked = stage.check(stage.ingest("2002-01-01", context), context);
        return context.load(Examples.class, checked.examples().get(Slot.ALL)).rows();
    }

    private static Set<String> texts(Column column) {
        Set<String> texts = new HashSet<>();
        for (int row = 0; row < column.rows(); row++) {
            texts.add(column.textAt(row));
        }
        return texts;
    }

    private static long[] longs(Column ids) {
        return IntStream.range(0, ids.rows())
                .mapToLong(row -> Long.parseUnsignedLong(ids.textAt(row), 16))
                .toArray();
    }
}
