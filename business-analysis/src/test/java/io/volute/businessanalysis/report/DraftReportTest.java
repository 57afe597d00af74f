package io.volute.businessanalysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.scoping.Gaps;
import io.volute.core.stage.ReportedFigure;
import org.junit.jupiter.api.Test;

/** The report while the objective is a draft: what is known, what is missing, and no word of money. */
class DraftReportTest {
    private final Reports reports = new Reports();

    @Test
    void tellsWhatIsKnownOfTheDataAndTheModels() {
        DraftClosing closing = reports.draft().draft().orElseThrow();

        assertThat(closing.label()).isEqualTo("damaged");
        assertThat(closing.framing()).isEqualTo("two classes");
        assertThat(closing.rows()).isEqualTo(10000);
        assertThat(closing.period()).isEqualTo("1990-01 … 2002-07");
        assertThat(closing.distribution()).isEqualTo("1,046 with damaged, 8,854 without");
        assertThat(closing.candidates()).extracting(DraftClosing.Candidate::key).containsExactly("logistic-strong");
        assertThat(closing.candidates().get(0).text("log-loss"))
                .startsWith("log-loss 0.28 · auc 0.786")
                .endsWith(" · against a constant -0.05 (95 %: -0.06 … -0.04)");
        assertThat(closing.release())
                .isEqualTo("logistic-strong watches and nobody acts: no rule and no costs are" + " declared");
    }

    @Test
    void namesWhatIsMissingWithTheKeyToWrite() {
        DraftClosing closing = reports.draft().draft().orElseThrow();

        assertThat(closing.missing())
                .extracting(Gaps.Gap::key)
                .containsExactly("scoping.objective.owner", "scoping.costs", "business-analysis.costs");
        assertThat(closing.decision().value()).isEqualTo("IMPROVE");
        assertThat(closing.decision().why())
                .isEqualTo(
                        "a draft: logistic-strong tells more of damaged than a constant, and nobody has said what that"
                                + " is worth; first write scoping.objective.owner");
    }

    @Test
    void saysNoAmountOfMoneyAnywhere() {
        WriteReport.Output output = reports.draft();

        assertThat(output.closing()).isEmpty();
        String page = reports.html(output);
        // What is shown of how a key is written is an example; the gates' found values are the stage's own words.
        assertThat(page.replaceAll("(?s)<section id=\"missing\".*?</section>", "")
                        .replaceAll("(?s)<section id=\"candidates\".*?</section>", "")
                        .replaceAll("(?s)<style>.*?</style>", ""))
                .doesNotContainPattern("[0-9] [$€]")
                .doesNotContain("USD", "saved", "Spent", "break-even");
        assertThat(output.figures())
                .extracting(ReportedFigure::id)
                .contains("draft.loss", "draft.against-constant", "draft.auc", "decision")
                .noneMatch(id -> id.startsWith("roi") || id.startsWith("cost"));
    }

    @Test
    void sendsTheNextTurnToScoping() {
        Insight insight = reports.load(Insight.class, reports.draft().insight());

        assertThat(insight.cause()).isEqualTo("objective-missing");
        assertThat(insight.jumpBackTo()).isEqualTo("scoping");
    }

    @Test
    void writtenObjectiveClosesInMoneyAndNotAsADraft() {
        WriteReport.Output output = reports.after(12, 90);

        assertThat(output.closing()).isPresent();
        assertThat(output.draft()).isEmpty();
    }
}
