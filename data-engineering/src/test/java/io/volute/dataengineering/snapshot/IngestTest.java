package io.volute.dataengineering.snapshot;

import static io.volute.dataengineering.DataStage.text;
import static io.volute.dataengineering.Visits.HEADER;
import static io.volute.dataengineering.Visits.ROWS;
import static io.volute.dataengineering.Visits.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.error.CoreError;
import io.volute.core.error.ErrorCode;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.SourceState;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Visits;
import io.volute.testing.MemoryStepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    @TempDir
    Path folder;

    private MemoryStepContext context;

    @BeforeEach
    void context() {
        context = new MemoryStepContext(folder);
    }

    @Test
    void splitsRowsByMonthAndKeepsAnEmptyMonthAsAnEmptyTable() throws IOException {
        Ingest.Output read = Visits.stage(folder, ROWS, "").ingest("2000-06-01", context);

        assertThat(read.events().keySet()).hasToString("[2000-01, 2000-02, 2000-03, 2000-04, 2000-05]");
        assertThat(events(read).values()).extracting(Table::rows).containsExactly(3, 0, 2, 2, 0);
        assertThat(labels(read).values()).extracting(Table::rows).containsExactly(3, 0, 2, 2, 0);
        assertThat(events(read).get(Slot.parse("2000-02")).columns())
                .extracting(Column::name)
                .containsExactly("row_id", "group_id", "at", "day", "size", "speed");
    }

    @Test
    void leavesOutTheDateItselfAndTakesInALabelThatExistsOnIt() throws IOException {
        DataStage stage = Visits.stage(folder, ROWS, "");

        Ingest.Output read = stage.ingest("2000-03-25", context);

        assertThat(read.rows()).isEqualTo(4);
        // The label of 2000-03-01 exists from 2000-03-11 on, that of the 25th ten days later.
        assertThat(read.labelled()).isEqualTo(4);
        assertThat(stage.ingest("2000-03-11", context).labelled()).isEqualTo(4);
        assertThat(stage.ingest("2000-03-10", context).labelled()).isEqualTo(3);
    }

    @Test
    void changesExactlyTheSlotsOfLateLabels() throws IOException {
        DataStage stage = Visits.stage(folder, ROWS, "");

        Ingest.Output march = stage.ingest("2000-04-01", context);
        Ingest.Output april = stage.ingest("2000-05-01", context);

        assertThat(changed(march.events(), april.events())).containsExactly("2000-04");
        assertThat(changed(march.labels(), april.labels())).containsExactly("2000-03", "2000-04");
    }

    @Test
    void writesAgainWhatTheStoreNoLongerHas() throws IOException {
        DataStage stage = Visits.stage(folder, ROWS, "");
        stage.ingest("2000-05-01", context);
        MemoryStepContext emptied = new MemoryStepContext(folder);

        Ingest.Output read = stage.ingest("2000-05-01", emptied);

        read.events()
                .values()
                .forEach(slot -> assertThat(emptied.load(Events.class, slot)).isNotNull());
        assertThat(emptied.load(Positions.class, read.positions()).rows().rows())
                .isEqualTo(7);
    }

    @Test
    void readsAGrowingFileAsTheWholeOneAsOfThen() throws IOException {
        Ingest.Output whole = Visits.stage(folder, ROWS, "").ingest("2000-04-01", context);
        Map<Slot, String> expected = texts(events(whole));
        String grown = ROWS.substring(0, ROWS.indexOf("2000-04-02"));

        Ingest.Output partly = Visits.stage(folder, grown, "").ingest("2000-04-01", context);

        assertThat(texts(events(partly))).isEqualTo(expected);
        assertThat(texts(labels(partly))).isEqualTo(texts(labels(whole)));
    }

    @Test
    void givesTheSameRowsWhateverTheirOrderAndTheOrderOfColumns() throws IOException {
        Ingest.Output plain = Visits.stage(folder, ROWS, "").ingest("2000-06-01", context);
        List<String> lines = new ArrayList<>();
        for (String line : ROWS.lines().toList()) {
            String[] cells = line.split(",", -1);
            lines.add(String.join(",", cells[4], cells[3], cells[2], "\"" + cells[1] + "\"", cells[0]));
        }
        // The two equal rows of January are told apart by their order in the file, so that pair stays in order.
        Collections.reverse(lines.subList(2, lines.size()));
        String turned = "bill,outcome,speed,size,day\r\n" + String.join("\r\n", lines);

        Ingest.Output other = Visits.stageWith(folder, turned, section("", "")).ingest("2000-06-01", context);

        assertThat(texts(events(other))).isEqualTo(texts(events(plain)));
        Snapshot first = context.load(Snapshot.class, plain.snapshot());
        Snapshot second = context.load(Snapshot.class, other.snapshot());
        assertThat(second.logical()).isEqualTo(first.logical());
        assertThat(second.content()).isNotEqualTo(first.content());
    }

    @Test
    void doesNotLetTheOutcomeNameRows() throws IOException {
        Ingest.Output before = Visits.stage(folder, ROWS, "").ingest("2000-06-01", context);
        String changed = ROWS.replace("ok", "fine").replace("bad", "ok");

        Ingest.Output after = Visits.stage(folder, changed, "").ingest("2000-06-01", context);

        assertThat(texts(events(after))).isEqualTo(texts(events(before)));
    }

    @Test
    void givesRowsThatAreEqualAtTheDecisionOneGroupAndTwoIds() throws IOException {
        Ingest.Output read = Visits.stage(folder, ROWS, "").ingest("2000-02-01", context);

        Table january = events(read).get(Slot.parse("2000-01"));
        Column group = january.column(Examples.GROUP_ID);
        assertThat(group.textAt(0)).isEqualTo(group.textAt(1)).isNotEqualTo(group.textAt(2));
        assertThat(january.column(Examples.ROW_ID).textAt(0))
                .isNotEqualTo(january.column(Examples.ROW_ID).textAt(1));
        // They differ in outcome and bill, so they are no duplicates.
        assertThat(context.load(Snapshot.class, read.snapshot()).duplicates()).isEmpty();
    }

    @Test
    void namesARowByTheEncodingOfItsColumns() throws IOException {
        Ingest.Output read =
                Visits.stage(folder, "2000-01-20,large,,ok,3\n", "").ingest("2000-02-01", context);

        // Python: sha256 over, for each of day, size, speed: 8-byte length and UTF-8 of the name, type tag (4 date,
        // 6 text, 1 int), 1 and the value or 0 when missing (date: 8-byte day number 10976; text: length and UTF-8);
        // the id adds the ordinal 0 as 8 bytes; first 8 bytes in hex.
        Table row = events(read).get(Slot.parse("2000-01"));
        assertThat(row.column(Examples.GROUP_ID).textAt(0)).isEqualTo("a5c5b5956d8e9729");
        assertThat(row.column(Examples.ROW_ID).textAt(0)).isEqualTo("19b4278781e5ebee");
    }

    @Test
    void takesTheDeclaredKeyForTheId() throws IOException {
        String keyed = section("", "").replace("decision-time: day", "decision-time: day\n    key: [speed, size]");
        String rows = "2000-01-05,small,10,ok,1\n2000-01-06,large,10,bad,2\n";

        Ingest.Output read = Visits.stageWith(folder, HEADER + rows, keyed).ingest("2000-02-01", context);
        Ingest.Output moved = Visits.stageWith(folder, HEADER + rows.replace("01-06", "01-07"), keyed)
                .ingest("2000-02-01", context);

        assertThat(ids(moved)).isEqualTo(ids(read)).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void refusesTwoRowsWithOneKey() {
        String keyed = section("", "").replace("decision-time: day", "decision-time: day\n    key: [speed]");

        assertRefused(HEADER + "2000-01-05,small,10,ok,1\n2000-01-06,large,10,bad,2\n", keyed, DataError.KEY_NOT_UNIQUE)
                .hasMessageContaining("visits.csv:3: the same key (speed) as line 2");
    }

    @Test
    void countsRowsThatEqualAnEarlierOneInEveryColumn() throws IOException {
        String rows = "2000-01-05,small,10,ok,1\n".repeat(3) + "2000-03-05,small,10,ok,1\n";

        Ingest.Output read = Visits.stage(folder, rows, "").ingest("2000-06-01", context);

        assertThat(context.load(Snapshot.class, read.snapshot()).duplicates())
                .isEqualTo(new TreeMap<>(Map.of(Slot.parse("2000-01"), 2L)));
    }

    @Test
    void leavesOutAndNamesColumnsThatTheContractDoesNotKnow() throws IOException {
        String wider = (HEADER + ROWS).replace("bill\n", "bill,colour\n").replaceAll("(,\\d)\n", "$1,red\n");

        Ingest.Output read = Visits.stageWith(folder, wider, section("", "")).ingest("2000-06-01", context);

        assertThat(context.load(Snapshot.class, read.snapshot()).undeclared()).containsExactly("colour");
        assertThat(texts(events(read)).values()).noneMatch(text -> text.contains("red"));
    }

    /** DE03 */
    @Test
    void namesAColumnThatIsGoneAndTheNearestOneThere() {
        assertRefused((HEADER + ROWS).replace("speed", "sped"), section("", ""), DataError.COLUMN_MISSING)
                .hasMessageContaining("visits.csv:1: column speed is not in the header")
                .hasMessageContaining("fix:")
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        e -> assertThat(e.problems().get(0).suggestion()).contains("sped"));
    }

    @Test
    void namesEveryValueThatIsNotOfItsType() {
        String bad = (HEADER + ROWS).replace(",10,", ",fast,").replace(",60,", ",6O,");

        assertRefused(bad, section("", ""), DataError.BAD_VALUE)
                .hasMessageContaining("visits.csv:2:18: speed: fast (expected: a whole number such as 140) and 2 more")
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        e -> assertThat(e.problems()).extracting("line").containsExactly(2, 3, 8));
    }

    @Test
    void refusesARowWithoutDecisionTimeEvenWhereBadValuesAreSetAside() {
        String lenient = section("", "").replace("day: {type: date}", "day: {type: date, on-bad-value: quarantine}");

        assertRefused(HEADER + ",small,1,ok,1\n", lenient, DataError.BAD_VALUE)
                .hasMessageContaining("visits.csv:2:1: day: no value");
        assertRefused(HEADER + "soon,small,1,ok,1\n", lenient, DataError.BAD_VALUE)
                .hasMessageContaining("visits.csv:2:1: day: soon");
    }

    @Test
    void refusesADateThatIsYetToCome() {
        assertRefused(HEADER + ROWS + "2099-01-01,small,1,ok,1\n", section("", ""), DataError.FUTURE_DATE)
                .hasMessageContaining("visits.csv:9: decided at 2099-01-01T00:00:00Z, which is yet to come");
    }

    @Test
    void refusesADateInAnotherMillennium() {
        assertRefused(HEADER + ROWS + "1066-01-01,small,1,ok,1\n", section("", ""), DataError.DISTANT_DATE)
                .hasMessageContaining("visits.csv:9: decided at 1066-01-01T00:00:00Z, 11,");
    }

    @Test
    void refusesADateBeforeAllRows() throws IOException {
        DataStage stage = Visits.stage(folder, ROWS, "");

        assertThatThrownBy(() -> stage.ingest("2000-01-05", context))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DataError.SOURCE_EMPTY))
                .hasMessageContaining("the first is of 2000-01-05T00:00:00Z");
    }

    @Test
    void refusesBytesOtherThanThoseThatWereProbed() throws IOException {
        DataStage stage = Visits.stage(folder, ROWS, "");
        SourceState pinned = new SourceState(new TreeMap<>(Map.of("visits", Digest.of(HEADER + ROWS))));
        assertThat(stage.ingest("2000-06-01", pinned, context).rows()).isEqualTo(7);

        Files.writeString(folder.resolve("visits.csv"), HEADER + ROWS + "2000-05-01,small,1,ok,1\n");

        assertThatThrownBy(() -> stage.ingest("2000-06-01", pinned, context))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(CoreError.SOURCE_CHANGED))
                .hasMessageContaining("visits.csv changed while this run was reading it");
    }

    @Test
    void hidesALateColumnUntilItsOwnTimeComes() throws IOException {
        String later =
                section("", "").replace("bill: {type: int, available: never}", "bill: {type: int, available: P1M}");
        DataStage stage = Visits.stageWith(folder, HEADER + ROWS, later);

        Table early = labels(stage.ingest("2000-02-06", context)).get(Slot.parse("2000-01"));
        Table late = labels(stage.ingest("2000-03-01", context)).get(Slot.parse("2000-01"));

        assertThat(early.rows()).isEqualTo(3);
        assertThat(early.column("outcome").missing()).isZero();
        assertThat(early.column("bill").missing()).isEqualTo(1);
        assertThat(late.column("bill").missing()).isZero();
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            String file, String section, ErrorCode code) {
        return assertThatThrownBy(() -> Visits.stageWith(folder, file, section).ingest("2000-06-01", context))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private SortedMap<Slot, Table> events(Ingest.Output read) {
        SortedMap<Slot, Table> tables = new TreeMap<>();
        read.events()
                .forEach((slot, artifact) ->
                        tables.put(slot, context.load(Events.class, artifact).rows()));
        return tables;
    }

    private SortedMap<Slot, Table> labels(Ingest.Output read) {
        SortedMap<Slot, Table> tables = new TreeMap<>();
        read.labels()
                .forEach((slot, artifact) ->
                        tables.put(slot, context.load(Labels.class, artifact).rows()));
        return tables;
    }

    private List<String> ids(Ingest.Output read) {
        Column ids = events(read).get(Slot.parse("2000-01")).column(Examples.ROW_ID);
        return List.of(ids.textAt(0), ids.textAt(1));
    }

    private static Map<Slot, String> texts(Map<Slot, Table> tables) {
        Map<Slot, String> texts = new TreeMap<>();
        tables.forEach((slot, table) -> texts.put(slot, text(table)));
        return texts;
    }

    private static <T> List<String> changed(SortedMap<Slot, Artifact<T>> before, SortedMap<Slot, Artifact<T>> after) {
        List<String> changed = new ArrayList<>();
        after.forEach((slot, artifact) -> {
            if (!artifact.equals(before.get(slot))) {
                changed.add(slot.toString());
            }
        });
        return changed;
    }
}
