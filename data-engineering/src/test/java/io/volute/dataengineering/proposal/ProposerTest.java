package io.volute.dataengineering.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.profile.InferredRows;
import io.volute.dataengineering.proposal.Proposal.Use;
import io.volute.dataengineering.source.CsvOptions;
import io.volute.dataengineering.source.CsvSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposerTest {
    private static final Path BIRDSTRIKES =
            Path.of("..", "examples", "birdstrikes", "data").toAbsolutePath().normalize();
    private static final LocalDate DAY = LocalDate.of(2001, 1, 1);

    @TempDir
    Path folder;

    private InferredRows table(String header, int rows, IntFunction<String> row) {
        List<String> lines = new ArrayList<>(List.of(header));
        for (int i = 0; i < rows; i++) {
            lines.add(row.apply(i));
        }
        return table(lines);
    }

    private InferredRows table(List<String> lines) {
        try {
            Files.writeString(folder.resolve("a.csv"), String.join("\n", lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(folder, "a.csv");
    }

    private static InferredRows read(Path in, String name) {
        CsvOptions options =
                new CsvOptions(Path.of(name), ",", CsvOptions.Encoding.UTF_8, List.of(""), Optional.empty());
        return InferredRows.of(new CsvSource().open("file", options, in));
    }

    private static Proposal propose(InferredRows rows, String label, String time) {
        return new Proposer(label, Optional.of(time).filter(name -> !name.isEmpty()), Optional.empty()).propose(rows);
    }

    private Framing framing(int distinct, IntFunction<String> value) {
        return propose(table("y,x", 600, i -> value.apply(i % distinct) + "," + i % 7), "y", "")
                .label()
                .framing();
    }

    private static Proposal.OfColumn column(Proposal proposal, String name) {
        return proposal.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theValuesOfTheLabelSayHowItIsFramed() {
        assertThat(framing(2, i -> i == 0 ? "yes" : "no")).isEqualTo(Framing.BINARY);
        assertThat(framing(2, i -> i == 0 ? "true" : "false")).isEqualTo(Framing.BINARY);
        assertThat(framing(2, Integer::toString)).isEqualTo(Framing.BINARY);
        assertThat(framing(2, i -> i + ".5")).isEqualTo(Framing.BINARY);
        assertThat(framing(3, Integer::toString)).isEqualTo(Framing.MULTICLASS);
        assertThat(framing(20, Integer::toString)).isEqualTo(Framing.MULTICLASS);
        assertThat(framing(21, Integer::toString)).isEqualTo(Framing.REGRESSION);
        assertThat(framing(3, i -> i + ".5")).isEqualTo(Framing.REGRESSION);
        assertThat(framing(5, i -> "c" + i)).isEqualTo(Framing.MULTICLASS);
    }

    @Test
    void whatTheUserSaysWinsOverWhatTheValuesSay() {
        InferredRows rows = table("y,x", 600, i -> i % 3 + "," + i % 7);
        assertThat(new Proposer("y", Optional.empty(), Optional.of(Proposer.Task.NUMBER))
                        .propose(rows)
                        .label()
                        .framing())
                .isEqualTo(Framing.REGRESSION);
        InferredRows numbers = table("y,x", 3000, i -> i % 25 + "," + i % 7);
        Proposal asked = new Proposer("y", Optional.empty(), Optional.of(Proposer.Task.CLASSES)).propose(numbers);
        assertThat(asked.label().framing()).isEqualTo(Framing.MULTICLASS);
        assertThat(column(asked, "y").type()).isEqualTo(ValueType.CATEGORY);
    }

    @Test
    void theRarerOfTwoValuesIsTheEvent() {
        Proposal texts = propose(table("y,x", 100, i -> (i % 10 == 0 ? "won't" : "will") + "," + i % 7), "y", "");
        assertThat(texts.label().event()).contains("\"y\" = 'won''t'");
        Proposal numbers = propose(table("y,x", 100, i -> (i % 10 == 0 ? 1 : 0) + "," + i % 7), "y", "");
        assertThat(numbers.label().event()).contains("\"y\" = 1");
    }

    @Test
    void aClassWithTooFewRowsIsSetAside() {
        Proposal found =
                propose(table("y,x", 200, i -> (i < 3 ? "junk" : i % 2 == 0 ? "a" : "b") + "," + i % 7), "y", "");
        assertThat(found.label().framing()).isEqualTo(Framing.MULTICLASS);
        assertThat(found.label().kept()).containsExactly("a", "b");
        assertThat(found.label().aside()).containsExactly("junk");
    }

    @Test
    void aLabelThatDoesNotServeIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> propose(table("y,x", 50, i -> "same," + i % 7), "y", ""))
                .isInstanceOf(VoluteException.class)
                .hasMessageContaining("label y: is same in every row")
                .hasMessageContaining("fix:");
        assertThatThrownBy(() -> propose(table("y,x", 50, i -> "," + i % 7), "y", ""))
                .hasMessageContaining("no value at all");
        assertThatThrownBy(() -> propose(table("y,x", 500, i -> (i == 77 ? "n/a" : i) + "," + i % 7), "y", ""))
                .hasMessageContaining("all but n/a are numbers, so try --missing n/a");
        assertThatThrownBy(() -> propose(table("y,x", 50, i -> DAY.plusDays(i) + "," + i % 7), "y", ""))
                .hasMessageContaining("points in time");
        assertThatThrownBy(() -> propose(table("damage,x", 50, i -> i + "," + i % 7), "damaged", ""))
                .hasMessageContaining("Did you mean damage?");
    }

    @Test
    void theNewestPeriodsJudgeAndAtLeastHalfOfTheTimeTrains() {
        IntFunction<String> daily = i -> DAY.plusDays(i) + "," + (i % 40) * 1.5;
        assertThat(propose(table("day,y", 4_000, daily), "y", "day").time())
                .contains(new Proposal.Time(
                        "day", DAY, LocalDate.of(2011, 12, 14), Slot.Cadence.MONTH, 5, Period.ofYears(1)));
        Proposal.Time months =
                propose(table("day,y", 300, daily), "y", "day").time().orElseThrow();
        assertThat(months.every()).isEqualTo(Period.ofMonths(1));
        assertThat(months.folds()).isEqualTo(4);
        Proposal.Time days =
                propose(table("day,y", 6, daily), "y", "day").time().orElseThrow();
        assertThat(days.slots()).isEqualTo(Slot.Cadence.DAY);
        assertThat(days.every()).isEqualTo(Period.ofDays(1));
        assertThat(days.folds()).isBetween(1, 3);
        assertThatThrownBy(() -> propose(table("day,y", 400, i -> DAY + "," + i * 1.5), "y", "day"))
                .hasMessageContaining("spans 1 days")
                .hasMessageContaining("leave --time out");
        assertThatThrownBy(() ->
                        propose(table("day,y", 40, i -> (i == 3 ? "" : DAY.plusDays(i)) + "," + i), "y", "day"))
                .hasMessageContaining("no value in 1 rows");
    }

    /** An event that happens only in the last days leaves nothing to learn from. */
    @Test
    void bothClassesAreThereBeforeTheFirstPeriodThatJudges() {
        assertThatThrownBy(() ->
                        propose(table("day,y", 1_000, i -> DAY.plusDays(i) + "," + (i > 980 ? 1 : 0)), "y", "day"))
                .hasMessageContaining("no part can train and a later one judge");
    }

    @Test
    void noFeatureIsMadeOfNamesConstantsAndOtherTimes() {
        Proposal found = propose(
                table(
                        "y,id,constant,empty,name,born,flag,size,colour",
                        200,
                        i -> i % 2 + "," + (1000 + i) + ",k,,n" + i + "," + DAY.plusDays(i) + "," + (i % 3 == 0) + ","
                                + i * .1 + "," + (i % 5 == 0 ? "red" : "blue")),
                "y",
                "");
        assertThat(found.columns().stream()
                        .filter(column -> column.use() == Use.NONE)
                        .map(Proposal.OfColumn::name))
                .containsExactly("id", "constant", "empty", "name", "born");
        assertThat(column(found, "flag").use()).isEqualTo(Use.CATEGORY);
        assertThat(column(found, "size").use()).isEqualTo(Use.NUMBER);
        assertThat(column(found, "colour").use()).isEqualTo(Use.CATEGORY);
        assertThat(column(found, "id").note()).contains("nearly a name");
    }

    /** Learnt from the same rows that it is checked on, every suggestion would hold. */
    @Test
    void aRuleThatTheLaterRowsBreakIsNotSuggested() {
        Proposal found = propose(
                table(
                        "day,y,kind,level,seldom",
                        900,
                        i -> DAY.plusDays(i) + "," + i % 2 + "," + (i < 700 ? "a" : i % 2 == 0 ? "b" : "a") + ","
                                + (i < 700 ? 1 + i % 3 : -1 - i % 3) + "," + (i % 10 == 0 ? i % 4 : "")),
                "y",
                "day");
        assertThat(found.checks())
                .filteredOn(check -> !(check instanceof SuggestedCheck.Completeness))
                .extracting(SuggestedCheck::column)
                .containsExactly("", "seldom");
        assertThat(found.dropped()).isEqualTo(2);
        assertThat(found.checks())
                .filteredOn(check -> check.column().equals("seldom") && check instanceof SuggestedCheck.Completeness)
                .extracting(check -> ((SuggestedCheck.Completeness) check).min())
                .containsExactly(new BigDecimal("0.07"));
    }

    @Test
    void theOrderOfTheFileDoesNotMatter() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(i % 2 + "," + (i % 7 == 0 ? "" : i % 11) + ",k" + i % 13 % 5);
        }
        Proposal first = propose(withHeader(rows), "y", "");
        Collections.shuffle(rows, new Random(3));
        assertThat(propose(withHeader(rows), "y", "")).isEqualTo(first);
    }

    private InferredRows withHeader(List<String> rows) {
        List<String> lines = new ArrayList<>(List.of("y,x,z"));
        lines.addAll(rows);
        return table(lines);
    }

    @Test
    void birdstrikesAreSeveralClassesOnWhichFiveYearsJudge() {
        Proposal found = propose(read(BIRDSTRIKES, "birdstrikes.csv"), "Effect Amount of damage", "Flight Date");
        assertThat(found.label().framing()).isEqualTo(Framing.MULTICLASS);
        assertThat(found.label().kept()).containsExactly("Medium", "Minor", "None", "Substantial");
        assertThat(found.label().aside()).containsExactly("C", "B");
        assertThat(found.time().orElseThrow().every()).isEqualTo(Period.ofYears(1));
        assertThat(found.time().orElseThrow().folds()).isEqualTo(5);
        assertThat(found.columns())
                .filteredOn(column -> column.suspect().isPresent())
                .extracting(Proposal.OfColumn::name)
                .contains("Cost Total $")
                .doesNotContain("Wildlife Species", "Speed IAS in knots", "Airport Name");
        assertThat(column(found, "Cost Total $").use()).isEqualTo(Use.NONE);
    }

    /** The honest twin of the same label has the same numbers in another order. */
    @Test
    void aColumnThatTellsTheLabelIsUnderSuspicionAndItsHonestTwinIsNot() {
        List<Integer> others = new ArrayList<>(IntStream.range(0, 600).boxed().toList());
        Collections.shuffle(others, new Random(5));
        for (String label : List.of("event", "kind", "amount")) {
            Proposal found = propose(
                    table(
                            "event,kind,amount,leak,honest",
                            600,
                            i -> (i % 6 == 0 ? "yes" : "no") + ",k" + i % 3 + "," + (i % 37) * 1.5 + ","
                                    + leak(label, i) + "," + leak(label, others.get(i))),
                    label,
                    "");
            assertThat(column(found, "leak").suspect()).as(label).isPresent();
            assertThat(column(found, "honest").suspect()).as(label).isEmpty();
        }
    }

    private static double leak(String label, int row) {
        return switch (label) {
            case "event" -> row % 6 == 0 ? 9 : row % 5;
            case "kind" -> row % 3 + .25;
            default -> (row % 37) * 3.5 + 1;
        };
    }
}
