package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.run.story.Story;
import io.volute.core.stage.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions to the journal after eleven months: figures with their way back, last changes, outcomes of passes. */
final class AnswersIT {
    private final Story story = Story.november();

    @AfterEach
    void close() {
        story.close();
    }

    private List<Why.Line> why(String subject) {
        return story.with(project -> project.answers().why(subject, Optional.empty()));
    }

    private List<Lineage.Line> up(String subject) {
        return story.with(project -> project.answers().lineage().up(subject));
    }

    @Test
    void figureIsExplainedWithWhatIsShownAndTheStepsBehindIt() {
        List<Why.Line> lines = why("roi.net");

        assertThat(lines.get(0).subject()).isEqualTo("roi.net");
        assertThat(lines.get(0).text()).startsWith("Saved minus spent: ").endsWith(" $; benefit minus cost");
        assertThat(lines)
                .extracting(Why.Line::subject)
                .contains("business-analysis.roi", "business-analysis.effect", "data-engineering.ingest")
                .doesNotContain("business-analysis.report");
    }

    @Test
    void figureIsExplainedWithTheLinesThatItRestsOnAndTheVersionsThatLedToIt() {
        List<Why.Line> lines = why("roi.net");

        assertThat(lines)
                .filteredOn(line -> line.state().equals("LEDGER"))
                .extracting(Why.Line::subject, Why.Line::text)
                .containsExactly(tuple("built", "20 $ spent"));
        assertThat(lines)
                .filteredOn(line -> line.state().equals("BOOK"))
                .singleElement()
                .satisfies(
                        line -> assertThat(line.text()).matches("-?\\d+ \\$ · roi version \\d+ · sha256:[0-9a-f]{64}"));
        assertThat(lines)
                .filteredOn(line -> line.state().equals("VERSION"))
                .extracting(Why.Line::subject)
                .contains("effect")
                .anyMatch(subject -> subject.startsWith("model "));
        assertThat(why("decision")).noneMatch(line -> line.state().equals("LEDGER"));
    }

    @Test
    void lineageOfAFigureBeginsAtTheStepThatMadeItAndEndsAtTheSource() throws IOException {
        List<Lineage.Line> lines = up("roi.net");

        assertThat(lines.get(0).subject()).isEqualTo("business-analysis.roi");
        assertThat(lines.get(0).distance()).isZero();
        String source = Digest.of(Files.readString(story.folder().resolve("strikes.csv")))
                .toString();
        assertThat(lines)
                .filteredOn(line -> line.kind().equals("SOURCE"))
                .isNotEmpty()
                .allMatch(line -> line.digest().equals(source));
    }

    @Test
    void figureOfTheShowingStepItselfLeadsBackFromThere() {
        assertThat(up("decision").get(0).subject()).isEqualTo("business-analysis.report");
        assertThat(why("decision").get(0).text()).startsWith("Decision: ").endsWith("over 11 months");
    }

    @Test
    void unknownSubjectNamesTheFiguresAndTheNearest() {
        assertThatThrownBy(() -> why("roi.nett"))
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(CoreError.UNKNOWN_SUBJECT))
                .hasMessageContaining("figures: roi.net, decision")
                .hasMessageContaining("Did you mean roi.net?");
    }

    @Test
    void lastChangeIsTheOneThatLedToTheHeadEvenWhenItWentBack() {
        story.edit("trees: 100", "trees: 300").run();
        story.edit("trees: 300", "trees: 100").run();

        List<Why.Line> lines = story.with(project -> project.answers().why("modeling.train", Optional.of("boosting")));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).text()).isEqualTo("modeling.candidates.boosting.trees changed 300 → 100");
    }

    @Test
    void outcomeOfAPassIsWhatItReachedNotWhatItOpenedWith() {
        List<Verdict> outcome =
                story.with(project -> project.answers().passes()).get(0).outcome();

        assertThat(outcome).extracting(Verdict::subject).containsExactly("challenge", "decision");
        assertThat(outcome.get(1).why()).endsWith("over 11 months");
    }
}
